"""Standings: folded when asked for, again when something moved, and the same as a full fold at any time."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask

from hospital_integrity.awards.operations import reopen
from hospital_integrity.db import db
from hospital_integrity.departments.models import Department, Staff
from hospital_integrity.ledger.operations import record, reverse
from hospital_integrity.ratings import operations, queries
from hospital_integrity.rules.recording import Fact
from tests import builders
from tests.ratings import register

HOSPITAL = tuple[Department, Staff]


@pytest.fixture
def hospital(both: Flask) -> HOSPITAL:
    """One department with one member who also watches over it."""
    register.publish("form-2025", "default-2026")
    person = builders.member(place := builders.department())
    builders.grid_appointment(person, place)
    return place, person


def praised(hospital: HOSPITAL, nonce: str = "letter", item: str = "R05") -> int:
    place, person = hospital
    return record(Fact(nonce, item, register.DAY, place.id, person.id, evidence="第 3 号锦旗"), None).id


def refreshed() -> dict[str, int]:
    return {kind: operations.refresh(kind, 2026) for kind in ("department", "staff", "grid")}


def test_standings_are_folded_once_and_then_left_alone(hospital: HOSPITAL) -> None:
    assert refreshed() == {"department": 1, "staff": 1, "grid": 1}
    assert queries.stale(("department", "staff", "grid"), 2026) == []
    assert refreshed() == {"department": 0, "staff": 0, "grid": 0}


def test_a_new_entry_moves_only_those_it_concerns(hospital: HOSPITAL) -> None:
    builders.member(builders.department("骨科"), "李文")
    refreshed()
    praised(hospital)
    assert queries.stale(("staff",), 2026) == ["staff"]
    assert operations.refresh("staff", 2026) == 1
    assert queries.standing("staff", 2026, hospital[1].id).score == Decimal("80.5")


def test_a_reversal_moves_the_standing_back(hospital: HOSPITAL) -> None:
    letter = praised(hospital)
    refreshed()
    reverse(letter, "表扬信送错了人", "undo", None)
    refreshed()
    assert queries.standing("staff", 2026, hospital[1].id).score == 80


def test_a_change_of_the_register_moves_the_standing(hospital: HOSPITAL) -> None:
    refreshed()
    hospital[0].category = "technical"
    hospital[0].version += 1
    refreshed()
    assert queries.standing("staff", 2026, hospital[1].id).pool == "technical"


def test_who_leaves_loses_the_standing(hospital: HOSPITAL) -> None:
    refreshed()
    person = hospital[1]
    person.left_on = person.memberships[0].to_day = register.DAY
    person.version += 1
    refreshed()
    assert queries.standing("staff", 2026, person.id) is None


def test_the_quota_reason_stands_with_the_level_it_took(hospital: HOSPITAL) -> None:
    for number in range(5):
        praised(hospital, f"award {number}", "R01" if number else "R14")
    refreshed()
    row = queries.standing("staff", 2026, hospital[1].id)
    assert (row.earned, row.level, row.quota[0]["step"]) == ("excellent", "good", "quota")


def test_the_standings_equal_a_full_fold(hospital: HOSPITAL) -> None:
    praised(hospital)
    operations.rebuild(2026)
    assert queries.compare(2026) == []


def test_a_standing_that_somebody_tampered_with_is_found(hospital: HOSPITAL) -> None:
    operations.rebuild(2026)
    queries.standing("staff", 2026, hospital[1].id).level = "excellent"
    assert queries.compare(2026) == [("staff", hospital[1].id, "level")]


def test_a_rebuild_mends_what_was_tampered_with(hospital: HOSPITAL) -> None:
    operations.rebuild(2026)
    queries.standing("department", 2026, hospital[0].id).raw = Decimal(1)
    db.session.flush()
    operations.rebuild(2026)
    assert queries.compare(2026) == []


def test_in_a_closed_year_the_award_has_the_last_word(hospital: HOSPITAL) -> None:
    refreshed()
    award = register.frozen("department", hospital[0].id, hospital[0])
    refreshed()
    row = queries.standing("department", 2026, hospital[0].id)
    assert (row.level, row.stars, row.score, row.award_id) == ("3", 3, 75, award.id)


def test_a_year_opened_again_shows_the_fold_again(hospital: HOSPITAL) -> None:
    award = register.frozen("department", hospital[0].id, hospital[0])
    refreshed()
    reopen(award.closing, "纪〔2027〕2号", "漏记一条", None)
    refreshed()
    row = queries.standing("department", 2026, hospital[0].id)
    assert (row.level, row.award_id, row.score == row.raw) == ("none", None, True)


def test_last_years_award_is_what_a_star_moves_from(hospital: HOSPITAL) -> None:
    register.frozen("department", hospital[0].id, hospital[0], year=2025)
    refreshed()
    row = queries.standing("department", 2026, hospital[0].id)
    assert (row.last_year, row.last_stars, row.last_score) == (2025, 3, 75)
