"""The administrators' desk in a browser."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from hospital_integrity.accounts import operations, queries
from hospital_integrity.accounts.models import Account
from hospital_integrity.db import db
from hospital_integrity.journal.models import Event
from tests import builders

NONCE = "0" * 32
Enter = Callable[..., FlaskClient]


def verbs() -> list[str]:
    """The verbs of all events so far."""
    return list(db.session.scalars(select(Event.verb).order_by(Event.id)))


def test_an_account_is_found_by_the_name_of_its_holder(sign_in: Enter) -> None:
    client, person = sign_in("SA"), builders.member(name="欧阳雪", pinyin="ouyangxue", initials="oyx")
    assert person.number in client.get("/accounts?q=欧阳").text


def test_the_list_shows_all_accounts_and_narrows_by_role_and_state(sign_in: Enter) -> None:
    client, officer = sign_in("SA"), builders.account("OF")
    waiting = operations.create_account(staff_id=builders.member().id).account
    assert officer.number in client.get("/accounts?role=OF").text
    assert waiting.number not in client.get("/accounts?role=OF").text
    assert waiting.number in client.get("/accounts?state=waiting").text


@pytest.mark.parametrize(
    "query", ["page=-1", "page=99999999999999999999", "page=x", "role=XX", "q=%00", "q=%25", "state=_"]
)
def test_odd_searches_are_answered(sign_in: Enter, query: str) -> None:
    assert sign_in("SA").get(f"/accounts?{query}").status_code == 200


def test_a_new_account_shows_its_code_once(sign_in: Enter) -> None:
    client, person = sign_in("SA"), builders.member()
    answer = client.post("/accounts/new", data={"number": person.number, "nonce": NONCE})
    assert answer.status_code == 200 and 'id="code"' in answer.text
    owner = queries.account_of_staff(person.id)
    assert 'id="code"' not in client.get(f"/accounts/{owner.id}").text


def test_creating_twice_is_refused_in_words(sign_in: Enter) -> None:
    client, person = sign_in("SA"), builders.member()
    client.post("/accounts/new", data={"number": person.number, "nonce": NONCE})
    answer = client.post("/accounts/new", data={"number": person.number, "nonce": NONCE})
    assert answer.status_code == 422 and "已经有账号" in answer.text
    assert verbs() == ["account.created"]


@pytest.mark.parametrize(
    "data", [{"number": "nobody"}, {}, {"number": "a b"}, {"number": "张<b>三"}, {"number": "x" * 99}]
)
def test_an_unknown_or_odd_number_is_refused(sign_in: Enter, data: dict[str, str]) -> None:
    assert sign_in("SA").post("/accounts/new", data={**data, "nonce": NONCE}).status_code == 422
    assert verbs() == []


def test_an_account_outside_the_register_needs_the_box(sign_in: Enter) -> None:
    answer = sign_in("SA").post("/accounts/new", data={"number": "audit-1", "outside": "y", "nonce": NONCE})
    assert answer.status_code == 200 and "AUDIT-1" in answer.text


def test_a_department_gets_accounts_and_a_sheet_of_codes(sign_in: Enter) -> None:
    client, place = sign_in("SA"), builders.department()
    people = [builders.member(place, name) for name in ("甲", "乙")]
    builders.account(person=people[0])
    answer = client.post("/accounts/new/department", data={"department": place.id, "nonce": NONCE})
    rows = list(load_workbook(io.BytesIO(answer.data)).active.values)[1:]
    assert [row[0] for row in rows] == [people[1].number] and verbs() == ["accounts.created"]
    assert operations.sign_in(people[1].number, rows[0][2], "10.0.0.7")


def test_a_department_in_which_everybody_has_an_account_is_refused(sign_in: Enter) -> None:
    place = builders.department("信息科")
    answer = sign_in("SA", place=place).post("/accounts/new/department", data={"department": place.id, "nonce": NONCE})
    assert answer.status_code == 422 and verbs() == []


def test_a_role_is_granted_and_revoked_on_the_page(sign_in: Enter) -> None:
    client, owner = sign_in("SE"), builders.account()
    data = {"role": "OF", "department": "", "from_day": "2026-11-20", "to_day": "", "nonce": NONCE}
    assert client.post(f"/accounts/{owner.id}/grants", data=data).status_code == 303
    granted = queries.current_grants(owner.id)[0]
    assert client.post(f"/accounts/grants/{granted.id}/revoke").status_code == 303
    assert verbs() == ["role.granted", "role.revoked"]


@pytest.mark.parametrize("wrong", [{"role": "XX"}, {"from_day": "x"}, {"from_day": "2020-01-01"}, {"role": "DH"}])
def test_a_wrong_grant_shows_the_page_again(sign_in: Enter, wrong: dict[str, str]) -> None:
    client, owner = sign_in("SE"), builders.account()
    data = {"role": "OF", "department": "", "from_day": "2026-11-20", "to_day": "", "nonce": NONCE, **wrong}
    answer = client.post(f"/accounts/{owner.id}/grants", data=data)
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert verbs() == []


def test_disabling_needs_a_reason(sign_in: Enter) -> None:
    client, owner = sign_in("SA"), builders.account()
    assert client.post(f"/accounts/{owner.id}/disable", data={"reason": "", "nonce": NONCE}).status_code == 422
    assert client.post(f"/accounts/{owner.id}/disable", data={"reason": "离岗", "nonce": NONCE}).status_code == 303
    assert verbs() == ["account.disabled"]


def test_a_disabled_account_is_enabled_once(sign_in: Enter) -> None:
    client, owner = sign_in("SA"), builders.account()
    operations.disable(owner.id, "离岗")
    answers = [client.post(f"/accounts/{owner.id}/enable").status_code for _ in range(2)]
    assert answers == [303, 422]


@pytest.mark.parametrize("deed", ["code", "disable", "enable", "unlock", "grants"])
def test_an_account_that_does_not_exist_is_not_found(sign_in: Enter, deed: str) -> None:
    client = sign_in("SE" if deed == "grants" else "SA")
    data = {"reason": "离岗", "role": "OF", "from_day": "2026-11-20", "nonce": NONCE}
    assert client.post(f"/accounts/999999/{deed}", data=data).status_code == 404


def test_a_code_is_issued_again_on_the_page(sign_in: Enter) -> None:
    client, owner = sign_in("SA"), builders.account()
    assert 'id="code"' in client.post(f"/accounts/{owner.id}/code").text


@pytest.mark.parametrize(("asking", "role", "status"), [("SA", "OF", 422), ("SE", "OF", 200), ("SE", "ST", 422)])
def test_who_makes_accounts_gets_no_code_for_powerful_ones(sign_in: Enter, asking: str, role: str, status: int) -> None:
    owner = builders.account(role)
    assert sign_in(asking).post(f"/accounts/{owner.id}/code").status_code == status


def test_a_locked_account_says_until_when_and_can_be_unlocked(sign_in: Enter) -> None:
    client, owner = sign_in("SE"), builders.account(password="Lotus-Pond-73")
    for _ in range(5):
        operations.sign_in(owner.number, "wrong", "10.0.0.7")
    assert "unlock" in client.get(f"/accounts/{owner.id}").text
    assert client.post(f"/accounts/{owner.id}/unlock").status_code == 303
    assert "unlock" not in client.get(f"/accounts/{owner.id}").text


def test_the_buttons_are_those_of_the_role(sign_in: Enter) -> None:
    owner = builders.account()
    system, security = (sign_in(role).get(f"/accounts/{owner.id}").text for role in ("SA", "SE"))
    assert "/code" in system and "/grants" not in system
    assert "/grants" in security and "/code" not in security


@pytest.mark.parametrize("role", ["ST", "OF", "PB", "AU"])
def test_others_do_not_get_in_and_leave_one_event(sign_in: Enter, role: str) -> None:
    assert sign_in(role).get("/accounts").status_code == 403
    assert verbs() == ["authz.denied"]


def test_the_list_costs_the_same_for_many_accounts(sign_in: Enter) -> None:
    client = sign_in("SA")
    for _ in range(30):
        builders.account("OF")
    assert db.session.scalar(select(Account.id).limit(1)) and client.get("/accounts").status_code == 200
