"""The front pages: what they show to whom, and that they ask the database no more often in a larger hospital."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from hospital_integrity.clock import now
from hospital_integrity.db import db
from hospital_integrity.departments.models import Department, Staff
from hospital_integrity.scoring.models import ScoreSheet
from tests import builders

SignIn = Callable[..., FlaskClient]
Hospital = tuple[Department, Staff]


@pytest.fixture
def hospital(app) -> Hospital:
    """A department with a member who watches over it, and one letter of praise."""
    builders.edition()
    person = builders.member(place := builders.department("神经内科"), "欧阳静怡")
    builders.grid_appointment(person, place)
    builders.entry(person, "R05", evidence="患者家属锦旗")
    return place, person


def body(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status
    return response.text


@pytest.mark.parametrize("role", "ST GM DH OF RV PB AH EO HR SA SE AU".split())
def test_everybody_has_a_desk(hospital: Hospital, sign_in: SignIn, role: str) -> None:
    assert "工作台" in body(sign_in(role), "/")


def test_a_desk_without_an_edition_still_opens(app, sign_in: SignIn) -> None:
    assert "工作台" in body(sign_in("OF"), "/")


def test_a_department_shows_star_entries_and_grid_members(hospital: Hospital, sign_in: SignIn) -> None:
    page = body(sign_in("OF"), f"/departments/{hospital[0].id}/overview")
    assert "神经内科" in page and "表扬信或锦旗" in page and "欧阳静怡" in page


def test_a_person_sees_the_own_page_and_no_other(hospital: Hospital, sign_in: SignIn) -> None:
    client = sign_in("ST", person=hospital[1])
    assert "患者家属锦旗" in client.get("/me", follow_redirects=True).text
    other = builders.member(hospital[0], "李文")
    assert client.get(f"/staff/{other.id}/overview").status_code == 404


def test_a_head_sees_the_own_people_only(hospital: Hospital, sign_in: SignIn) -> None:
    stranger = builders.member(builders.department("骨科"), "李文")
    client = sign_in("DH", place=hospital[0])
    assert "欧阳静怡" in body(client, f"/staff/{hospital[1].id}/overview")
    assert client.get(f"/staff/{stranger.id}/overview").status_code == 404


def test_a_departments_page_is_closed_to_other_departments(hospital: Hospital, sign_in: SignIn) -> None:
    assert sign_in("ST").get(f"/departments/{hospital[0].id}/overview").status_code == 404


def test_an_unfinished_score_sheet_waits_for_its_author_only(hospital: Hospital, sign_in: SignIn) -> None:
    officer = sign_in("OF")
    builders.kept(ScoreSheet(nonce="sheet", title="三月评分", author_id=officer.account.id, rows=[], updated_at=now()))
    assert "三月评分" in body(officer, "/")
    assert "三月评分" not in body(sign_in("RV"), "/")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_a_watchman_needs_no_account(client: FlaskClient, address: str) -> None:
    assert client.get(address).text == "ok\n"


@contextmanager
def counted():
    seen: list[str] = []
    note = lambda *args: seen.append(args[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def test_pages_ask_no_more_of_a_larger_hospital(hospital: Hospital, sign_in: SignIn) -> None:
    place, person = hospital
    client, counts = sign_in("OF"), []
    pages = ["/", f"/departments/{place.id}/overview", f"/staff/{person.id}/overview"]
    lists = ["/ratings", "/ratings/grid", "/ratings/staff", f"/ratings/departments/{place.id}"]
    for _ in range(2):
        for address in pages + lists:
            body(client, address)
        with counted() as seen:
            counts.append([len(seen) for address in pages + lists if body(client, address)])
        for number in range(4):
            other = builders.member(builders.department(f"第{number}科"), "李文")
            builders.entry(other, "R05")
            builders.entry(builders.member(place, "王芳"), "R05")
            builders.grid_appointment(other, place)
    assert counts[0] == counts[1]
