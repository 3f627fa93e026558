"""Granting and revoking: who excludes whom, and what the database itself refuses."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hospital_integrity.access import Asker, acting
from hospital_integrity.accounts import operations, queries
from hospital_integrity.accounts.models import GRANTABLE, Account, RoleGrant
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.journal.models import Event
from hospital_integrity.rules.saying import Refused
from tests import builders

pytestmark = pytest.mark.usefixtures("app")
ADMINISTRATORS = ("SA", "SE", "AU")
CLASHES = [*permutations(ADMINISTRATORS, 2), ("SA", "OF"), ("OF", "SE"), ("DH", "AU")]


def scope(role: str) -> dict[str, int]:
    """The department that a headship needs."""
    return {"department_id": builders.department().id} if role == "DH" else {}


@pytest.mark.parametrize("role", GRANTABLE)
def test_a_role_is_granted_with_one_event(role: str) -> None:
    owner = builders.account()
    granted = operations.grant(owner.id, role, **scope(role))
    event = db.session.scalars(select(Event)).one()
    assert (event.verb, event.rows, event.details["role"]) == ("role.granted", [["role_grants", granted.id]], role)


@pytest.mark.parametrize(
    ("held", "wanted"), [*permutations(ADMINISTRATORS, 2), ("SA", "OF"), ("OF", "SE"), ("DH", "AU")]
)
def test_administrators_exclude_each_other_and_all_business(held: str, wanted: str) -> None:
    owner = builders.account()
    operations.grant(owner.id, held, **scope(held))
    with pytest.raises(Refused):
        operations.grant(owner.id, wanted, **scope(wanted))


@pytest.mark.both
def test_after_all_roles_were_revoked_an_account_may_change_sides() -> None:
    owner = builders.account()
    operations.revoke(operations.grant(owner.id, "OF").id)
    operations.grant(owner.id, "SA")
    assert [grant.role for grant in queries.current_grants(owner.id)] == ["SA"]


@pytest.mark.both
@pytest.mark.parametrize(("held", "wanted"), [("SA", "SE"), ("SA", "OF"), ("OF", "AU")])
def test_the_database_refuses_a_second_side_by_itself(held: str, wanted: str) -> None:
    owner = builders.account(held)
    db.session.add(RoleGrant(account_id=owner.id, role=wanted, from_day=today(), guard=guard_of(wanted)))
    with pytest.raises(IntegrityError):
        db.session.flush()


def guard_of(role: str) -> str:
    """What an open grant of this role must carry."""
    return role if role in ADMINISTRATORS else "business"


@pytest.mark.both
@pytest.mark.parametrize("guard", [None, "business"])
def test_the_database_refuses_an_administrator_without_the_right_guard(guard: str | None) -> None:
    owner = builders.account()
    db.session.add(RoleGrant(account_id=owner.id, role="SA", from_day=today(), guard=guard))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_nobody_changes_his_own_roles() -> None:
    owner = builders.account("SE")
    with acting(Asker(owner.id, owner.staff_id, "", frozenset({"SE"}))), pytest.raises(Refused):
        operations.grant(owner.id, "SE")


def test_nobody_revokes_his_own_role() -> None:
    owner = builders.account("SE")
    mine = queries.current_grants(owner.id)[0]
    with acting(Asker(owner.id, owner.staff_id, "", frozenset({"SE"}))), pytest.raises(Refused):
        operations.revoke(mine.id)


@pytest.mark.both
def test_a_revoked_role_is_gone_today_but_stays_written() -> None:
    owner = builders.account()
    granted = operations.grant(owner.id, "OF")
    operations.revoke(granted.id)
    assert queries.current_grants(owner.id) == []
    assert db.session.get(RoleGrant, granted.id).to_day < today()


@pytest.mark.both
def test_a_role_is_revoked_once() -> None:
    granted = operations.grant(builders.account().id, "OF")
    operations.revoke(granted.id)
    with pytest.raises(Refused):
        operations.revoke(granted.id)


def test_the_same_role_twice_at_the_same_time_is_refused() -> None:
    owner = builders.account()
    operations.grant(owner.id, "OF")
    with pytest.raises(Refused):
        operations.grant(owner.id, "OF")


@pytest.mark.both
def test_two_departments_may_have_one_head() -> None:
    owner = builders.account()
    operations.grant(owner.id, "DH", **scope("DH"))
    operations.grant(owner.id, "DH", **scope("DH"))
    assert len(queries.current_grants(owner.id)) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "ST"},
        {"role": "GM"},
        {"role": "XX"},
        {"role": "DH"},
        {"role": "DH", "department_id": 999_999},
        {"role": "OF", "from_day": -1},
        {"role": "OF", "from_day": 2, "to_day": 1},
    ],
)
def test_a_wrong_grant_is_refused(wrong: dict[str, object]) -> None:
    days = {key: today() + timedelta(days=value) for key, value in wrong.items() if key.endswith("_day")}
    with pytest.raises(Refused):
        operations.grant(builders.account().id, **{**wrong, **days})


def test_only_a_headship_has_a_department() -> None:
    with pytest.raises(Refused):
        operations.grant(builders.account().id, "OF", department_id=builders.department().id)


def test_nobody_disables_himself() -> None:
    owner = builders.account("SA")
    with acting(Asker(owner.id, owner.staff_id, "", frozenset({"SA"}))), pytest.raises(Refused):
        operations.disable(owner.id, "x")


@pytest.mark.both
def test_an_account_of_somebody_outside_the_register_has_no_implied_role() -> None:
    issued = operations.create_account(number="audit-1")
    assert (issued.account.number, issued.account.staff_id) == ("AUDIT-1", None)
    token, _session = operations.start_session(issued.account)
    assert queries.visitor(token).asker.roles == frozenset()


def test_a_number_of_the_register_gets_that_persons_account() -> None:
    person = builders.member()
    assert operations.create_account(number=person.number).account.staff_id == person.id


@pytest.mark.parametrize("number", ["", " ", "x" * 21])
def test_a_number_that_is_none_gets_no_account(number: str) -> None:
    with pytest.raises(Refused):
        operations.create_account(number=number)


def test_whoever_left_gets_no_account() -> None:
    person = builders.member(left_on=today() - timedelta(days=1))
    with pytest.raises(Refused):
        operations.create_account(staff_id=person.id)


@pytest.mark.both
def test_a_person_gets_one_account() -> None:
    person = builders.member()
    operations.create_account(staff_id=person.id)
    with pytest.raises(Refused):
        operations.create_account(staff_id=person.id)
    assert db.session.scalars(select(Account)).one().staff_id == person.id
