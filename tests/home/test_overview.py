"""The hospital on one page: stars by pool, the heat map, who is near a line, and the same as a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from hospital_integrity.departments.models import Department
from hospital_integrity.home.queries import hospital, sorted_places
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.operations import refresh
from tests import builders
from tests.home.test_pages import body, counted

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def places(app) -> tuple[Department, Department]:
    """Two departments of the running year: one with five checks, one with a breach."""
    builders.edition()
    calm, other = builders.department("神经内科"), builders.department("骨科")
    for number in range(1, 6):
        builders.entry(None, f"C{number}", calm)
    builders.entry(builders.member(other, "李文"), "R15", evidence="查房记录")
    return calm, other


def test_a_department_stands_with_its_star_and_its_headings(places, sign_in: SignIn) -> None:
    page = body(sign_in("OF"), "/overview")
    assert "神经内科" in page and "廉洁行医" in page and "11.5" in page


def test_headings_are_coloured_by_what_was_lost(places) -> None:
    refresh("department", 2026)
    found = {one.name: one for one in hospital(edition_of(2026), 2026).places}
    assert [cell.shade for cell in found["骨科"].cells if cell and cell.shade != 3] == [1]


def test_rows_can_be_sorted_by_a_heading(places) -> None:
    refresh("department", 2026)
    found = hospital(edition_of(2026), 2026)
    assert sorted_places(found, "practice")[0].name == "骨科"
    assert sorted_places(found, "-practice")[0].name == "神经内科"


def test_whom_one_thing_alone_holds_down_is_near_a_star(places, sign_in: SignIn) -> None:
    assert "患者满意度没有测评：最高三星" in body(sign_in("OF"), "/overview")


def test_the_overview_is_the_offices(places, sign_in: SignIn) -> None:
    assert [sign_in(role).get("/overview").status_code for role in ("ST", "DH", "GM")] == [403, 403, 403]


def test_the_overview_is_taken_away_with_an_event(places, sign_in: SignIn) -> None:
    book = load_workbook(BytesIO(sign_in("OF").post("/overview/export?year=2026").data))
    assert {"神经内科", "骨科"} <= {cell.value for cell in book.active["B"]}
    assert "overview" in body(sign_in("AU"), "/journal")


def test_the_overview_asks_no_more_of_a_larger_hospital(places, sign_in: SignIn) -> None:
    client, counts = sign_in("OF"), []
    for _ in range(2):
        body(client, "/overview")
        with counted() as seen:
            body(client, "/overview")
        counts.append(len(seen))
        for number in range(4):
            builders.entry(builders.member(builders.department(f"第{number}科"), "李文"), "R05")
    assert counts[0] == counts[1]
