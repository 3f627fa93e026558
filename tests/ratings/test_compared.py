"""Standings whose stars are cut by natural breaks: everybody moves when one does, and a full fold says the same."""

from __future__ import annotations

import pytest
from flask import Flask

from hospital_integrity.clock import now
from hospital_integrity.departments.models import Department
from hospital_integrity.policy.models import PublishedEdition
from hospital_integrity.ratings import operations, queries
from hospital_integrity.rules.edition import parse
from tests import builders
from tests.builders import kept
from tests.ratings import register
from tests.rules.editions import MARKS, edition_text
from tests.rules.test_compared import LEVELS

TEXT = edition_text('cut = "breaks"\n', kind="department", parts=MARKS, levels=LEVELS, items="")
SCORES = (60, 61, 80, 81, 95, 96)


@pytest.fixture
def places(app: Flask) -> list[Department]:
    """Six departments with marks, under an edition of natural breaks."""
    edition = parse(TEXT)
    values = {"code": edition.code, "title": edition.title, "year": edition.year, "text": edition.text}
    kept(PublishedEdition(**values, sha256=edition.sha256, published_at=now()))
    found = [builders.department(f"科室{n}") for n in range(6)]
    for place, score in zip(found, SCORES, strict=True):
        register.mark("department", place.id, "satisfaction", str(score))
    return found


def stars(places: list[Department]) -> list[int]:
    operations.refresh("department", 2026)
    return [queries.standing("department", 2026, place.id).stars for place in places]


def test_standings_are_cut_where_scores_lie_apart(places: list[Department]) -> None:
    assert stars(places) == [1, 1, 2, 2, 3, 3]
    assert queries.compare(2026) == []


def test_one_who_moves_moves_others(places: list[Department]) -> None:
    before = stars(places)
    register.mark("department", places[5].id, "satisfaction", "82")
    assert (before[4], stars(places)[4]) == (3, 3)
    register.mark("department", places[0].id, "satisfaction", "70")
    assert stars(places) != before
    assert queries.compare(2026) == []


def test_a_standing_says_why(places: list[Department]) -> None:
    stars(places)
    row = queries.standing("department", 2026, places[0].id)
    assert (row.earned, row.level, row.contest["allowed"]) == ("1", "1", "3")
    assert "自然断点" in row.quota[0]["text"]


@pytest.mark.parametrize(
    "address", ["/ratings", "/ratings/departments/{}", "/departments/{}/overview", "/overview", "/ratings/what-if", "/"]
)
def test_pages_say_it_too(places: list[Department], sign_in, address: str) -> None:
    stars(places)
    client = sign_in("OF")
    page = client.get(address.format(places[0].id), follow_redirects=True)
    assert page.status_code == 200
    assert "自然断点" in page.text or address != "/ratings/departments/{}"
