"""Sanctions: months as the Civil Code counts them, joins inside a running period, the cap, and what a year feels."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hospital_integrity.rules.period import months_after
from hospital_integrity.rules.sanction import (
    ENDED,
    ENDING,
    FINAL,
    GONE,
    JOINING,
    KINDS,
    LIFTED,
    NO_GRADE,
    NOT_EXCELLENT,
    RUNNING,
    Sanction,
    bars_honours,
    bars_review,
    check_days,
    check_follows,
    effects,
    terms,
)
from hospital_integrity.rules.saying import Refused


def one(kind: str, day: str, number: int = 1, lifted: str = "") -> Sanction:
    return Sanction(number, kind, date.fromisoformat(day), date.fromisoformat(lifted) if lifted else None)


def last_day(*sanctions: Sanction) -> str:
    return str(terms(sanctions)[-1].ends)


def test_a_new_sanction_joins_from_whichever_period_lasts_longest() -> None:
    found = [
        one("unit.lowered", "2024-01-10"),
        one("unit.warning", "2024-02-01", 2),
        one("unit.warning", "2024-03-01", 3),
    ]
    assert last_day(*found) == "2027-01-10"


def test_a_join_is_capped_at_48_months_from_the_new_sanction() -> None:
    found = [
        one("unit.lowered", "2024-01-10"),
        one("unit.lowered", "2024-02-10", 2),
        one("unit.lowered", "2024-03-10", 3),
    ]
    assert last_day(*found) == "2028-03-10"


def test_a_sanction_on_the_last_day_of_another_still_joins_it() -> None:
    assert last_day(one("unit.warning", "2024-01-10"), one("unit.warning", "2024-07-10", 2)) == "2025-01-10"
    assert last_day(one("unit.warning", "2024-01-10"), one("unit.warning", "2024-07-11", 2)) == "2025-01-11"


def test_kinds_of_other_families_run_beside_each_other() -> None:
    assert last_day(one("party.warning", "2024-01-10"), one("unit.warning", "2024-02-10", 2)) == "2024-08-10"


def test_an_admonition_lasts_half_a_year_and_joins_nothing() -> None:
    assert last_day(one("talk.admonition", "2024-08-31"), one("talk.admonition", "2024-10-31", 2)) == "2025-04-30"


def test_a_dismissal_has_no_end() -> None:
    (term,) = terms([one("unit.dismissed", "2024-05-01")])
    assert (term.ends, term.state(date(2040, 1, 1)), term.runs_on(date(2040, 1, 1))) == (None, FINAL, True)


def test_a_lifted_sanction_ends_on_that_day() -> None:
    (term,) = terms([one("unit.demerit", "2024-05-01", lifted="2024-11-01")])
    assert (str(term.ends), term.state(date(2024, 11, 2))) == ("2024-11-01", LIFTED)


@pytest.mark.parametrize(
    ("day", "state"), [("2025-01-29", ENDING), ("2025-01-28", RUNNING), ("2025-02-28", ENDING), ("2025-03-01", ENDED)]
)
def test_the_last_thirty_days_are_named(day: str, state: str) -> None:
    assert terms([one("unit.warning", "2024-08-31")])[0].state(date.fromisoformat(day)) == state


@pytest.mark.parametrize(
    ("kind", "year", "keys"),
    [
        ("unit.warning", 2025, [NOT_EXCELLENT]),
        ("unit.warning", 2026, []),
        ("unit.demerit", 2025, [NO_GRADE]),
        ("unit.demerit", 2026, []),
        ("unit.lowered", 2026, [NO_GRADE]),
        ("unit.lowered", 2027, []),
        ("unit.lowered", 2024, []),
        ("unit.dismissed", 2030, [GONE]),
        ("talk.admonition", 2025, [NOT_EXCELLENT]),
    ],
)
def test_what_a_sanction_of_2025_does_to_the_appraisal_of_a_year(kind: str, year: int, keys: list[str]) -> None:
    assert [each.key for each in effects([one(kind, "2025-06-01")], year)] == keys


def test_the_strictest_effect_comes_first() -> None:
    found = effects([one("unit.warning", "2025-01-01"), one("unit.demerit", "2025-09-01", 2)], 2025)
    assert [each.key for each in found] == [NO_GRADE, NOT_EXCELLENT]


def test_titles_are_not_reviewed_from_a_demerit_upwards() -> None:
    warned, demerit = terms([one("unit.warning", "2025-01-01")]), terms([one("unit.demerit", "2025-01-01")])
    assert bars_review(warned, date(2025, 3, 1)) is None
    assert bars_review(demerit, date(2026, 1, 1)) is demerit[0]
    assert bars_review(demerit, date(2026, 1, 2)) is None


def test_nobody_is_put_up_for_honours_in_a_year_touched_by_a_period() -> None:
    found = terms([one("unit.warning", "2024-08-31")])
    assert bars_honours(found, date(2025, 1, 1), date(2025, 12, 31)) is found[0]
    assert bars_honours(found, date(2026, 1, 1), date(2026, 12, 31)) is None


@pytest.mark.parametrize(
    ("decided", "effective", "words"),
    [
        ("2026-11-21", "2026-11-21", "不能晚于今天"),
        ("2026-11-10", "2026-11-09", "不能早于决定日期"),
        ("2026-11-10", "2027-01-21", "两个月"),
    ],
)
def test_impossible_days_are_refused(decided: str, effective: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        check_days(date.fromisoformat(decided), date.fromisoformat(effective), date(2026, 11, 20))


def test_nobody_is_sanctioned_after_a_dismissal() -> None:
    with pytest.raises(Refused, match="已于 2024-05-01 被开除"):
        check_follows([one("unit.dismissed", "2024-05-01")], date(2025, 1, 1))


DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
SANCTIONS = st.lists(
    st.builds(Sanction, st.integers(1, 99), st.sampled_from(sorted(KINDS)), DAYS), max_size=6, unique_by=lambda s: s.id
)


@given(SANCTIONS, st.randoms())
@settings(max_examples=60)
def test_the_order_of_entering_changes_no_period(found: list[Sanction], chance) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert terms(shuffled) == terms(found)


@given(SANCTIONS)
@settings(max_examples=60)
def test_every_period_lasts_at_least_its_own_months_and_at_most_the_cap(found: list[Sanction]) -> None:
    for term in (each for each in terms(found) if each.ends):
        most = max(48, term.months) if term.kind.family in JOINING else term.months
        assert months_after(term.begins, term.months) <= term.ends <= months_after(term.begins, most)


@given(DAYS, st.sampled_from(sorted(key for key, kind in KINDS.items() if kind.months)))
@settings(max_examples=60)
def test_one_sanction_alone_ends_on_the_same_day_of_its_month_or_the_last(day: date, kind: str) -> None:
    ends = terms([Sanction(1, kind, day)])[0].ends
    assert ends.day == day.day or (ends.day < day.day and (ends + timedelta(days=1)).day == 1)


@given(SANCTIONS)
@settings(max_examples=60)
def test_periods_of_a_joining_family_never_leave_a_gap_shorter_than_the_join(found: list[Sanction]) -> None:
    joined = [term for term in terms(found) if term.joins is not None]
    by_id = {term.sanction.id: term for term in terms(found)}
    assert all(by_id[term.joins].runs_on(term.begins) and term.ends >= by_id[term.joins].begins for term in joined)
    assert all(a.begins <= b.begins for a, b in pairwise(terms(found)))
