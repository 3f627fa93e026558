"""What a grade means elsewhere: annual appraisal, doctors' assessment, honours and titles, each with its clause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hospital_integrity.rules.appraisal import (
    BASIC,
    EXCELLENT,
    FAIL,
    NO,
    OUT,
    PASS,
    SAID,
    SILENT,
    UNGRADED,
    YES,
    Links,
    edition_says,
    links,
)
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.sanction import KINDS, Sanction
from tests.rules.editions import shipped
from tests.rules.facts import entry, staff_facts

EDITION = shipped("default-2026")
SCHEME = EDITION.schemes["staff"]


def of(*items: str, sanctions=(), doctor: bool = True) -> Links:
    """The links of somebody with these entries in 2026."""
    facts = staff_facts(2026, *(entry(n, item, "2026-03-01") for n, item in enumerate(items, 1)))
    return links(SCHEME, fold(EDITION, facts).consequences, sanctions, 2026, doctor=doctor)


def sanction(kind: str, day: str = "2026-05-01") -> tuple[Sanction, ...]:
    return (Sanction(1, kind, date.fromisoformat(day)),)


@pytest.mark.parametrize(
    ("items", "key"),
    [
        (("R08", "R08"), EXCELLENT),
        ((), EXCELLENT),  # 良好
        (("R15", "R19"), PASS),  # 72: 一般, no item above 15
        (("R15",) * 4, BASIC),  # 20 under one item
        (("V1",), FAIL),
    ],
)
def test_the_edition_says_what_a_grade_means_for_the_appraisal(items: tuple[str, ...], key: str) -> None:
    assert of(*items).annual.key == key


def test_every_statement_names_its_clause() -> None:
    found = of("V1", sanctions=sanction("unit.demerit"))
    assert all(one.grounds for one in (found.annual, found.honours, found.review, found.periodic))
    assert str(of("V1").annual.grounds[0]) == "评分办法：年度考核不合格"


@pytest.mark.parametrize(
    ("kind", "day", "key"),
    [
        ("unit.warning", "2026-05-01", PASS),
        ("unit.demerit", "2026-05-01", UNGRADED),
        ("unit.lowered", "2025-05-01", UNGRADED),
        ("unit.lowered", "2024-05-01", EXCELLENT),
        ("unit.dismissed", "2026-05-01", OUT),
        ("talk.admonition", "2026-05-01", PASS),
    ],
)
def test_a_sanction_comes_on_top_of_the_grade(kind: str, day: str, key: str) -> None:
    assert of("R08", "R08", sanctions=sanction(kind, day)).annual.key == key


def test_a_warning_does_not_lift_who_fails() -> None:
    assert of("V1", sanctions=sanction("unit.warning")).annual.key == FAIL


def test_a_doctor_who_fails_fails_in_professional_ethics() -> None:
    assert (of("V1").periodic.key, of().periodic.key, of(doctor=False).periodic) == (NO, YES, None)


def test_honours_need_a_grade_that_may_be_excellent_and_no_sanction_in_the_year() -> None:
    assert (of().honours.key, of(*["R15"] * 4).honours.key) == (YES, NO)
    assert of(sanctions=sanction("party.warning", "2025-03-01")).honours.key == NO


def test_titles_are_not_reviewed_within_a_demerit() -> None:
    found = of(sanctions=sanction("unit.demerit"))
    assert (found.review.key, str(found.review.grounds[-1])) == (NO, "到期日 2027-05-01")


def test_an_edition_that_says_nothing_gives_no_statement() -> None:
    assert edition_says(replace(SCHEME, consequences=()), ()).key == SILENT


SANCTIONS = st.lists(
    st.builds(
        Sanction, st.integers(1, 9), st.sampled_from(sorted(KINDS)), st.dates(date(2022, 1, 1), date(2027, 1, 1))
    ),
    max_size=3,
    unique_by=lambda one: one.id,
)


@given(st.sets(st.sampled_from(sorted(SAID))), SANCTIONS)
@settings(max_examples=60)
def test_no_sanction_ever_makes_an_appraisal_better(said: set[str], sanctions: list[Sanction]) -> None:
    ranks = (EXCELLENT, PASS, BASIC, FAIL)
    before, after = (links(SCHEME, said, each, 2026, doctor=True).annual.key for each in ([], sanctions))
    assert after in (UNGRADED, OUT) or ranks.index(after) >= ranks.index(before)
