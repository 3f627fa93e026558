"""What helps a reader follow a result: running totals, and the scale that levels stand on."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.running import running
from hospital_integrity.rules.scale import next_up, scale, tone
from tests.rules.editions import ITEMS, edition, shipped
from tests.rules.facts import department_facts, entry, staff_facts

PLAIN = edition()
STAFF = PLAIN.schemes["staff"]
CAPPED = edition(items=ITEMS.replace("judged = [0, 100]", "judged = [0, 100]\ncap = 10"))


def told(found, *entries):
    return list(running(found.schemes["staff"], fold(found, staff_facts(2026, *entries)).lines))


def test_each_entry_says_what_the_base_has_come_to() -> None:
    lines = told(PLAIN, entry(1, "plus", "2026-03-01", points="5"), entry(2, "minus", "2026-04-01", points="2"))
    assert [line.total for line in lines] == [85, 83]


def test_a_cap_says_how_much_was_left_out() -> None:
    lines = told(CAPPED, entry(1, "minus", "2026-03-01", points="14"))
    assert [(str(line.saying), line.total) for line in lines] == [("扣分", 70), ("超过上限的 4 分不计", None)]


def test_there_is_no_running_total_where_terms_are_averaged() -> None:
    found = replace(PLAIN, schemes={"staff": replace(STAFF, join="mean")})
    assert told(found, entry(1, "plus", "2026-03-01", points="5"))[0].total is None


def test_a_bonus_that_is_added_at_the_end_has_no_running_total() -> None:
    found = shipped("default-2026")
    praise = entry(1, "R05", "2026-03-01", department_only=True)
    lines = fold(found, department_facts(2026, praise)).lines
    assert [line.total for line in running(found.schemes["department"], lines)] == [None]


def test_the_scale_goes_from_the_lowest_level_to_the_best() -> None:
    assert [(one.name, one.begins) for one in scale(STAFF)] == [("较差", 0), ("一般", 60), ("良好", 80)]


def test_a_level_that_nobody_scores_is_not_on_the_scale() -> None:
    assert [one.tone for one in scale(shipped("default-2026").schemes["department"])] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("level", "expected"), [("good", 5), ("fair", 4), ("poor", 1)])
def test_a_grade_has_a_tone_from_its_place(level: str, expected: int) -> None:
    assert tone(STAFF, STAFF.level_by_key[level]) == expected


def test_the_next_level_says_what_is_missing() -> None:
    assert next_up(STAFF, STAFF.level_by_key["fair"], Decimal("71.5")) == ("良好", Decimal("8.5"))


def test_at_the_top_nothing_is_missing() -> None:
    assert next_up(STAFF, STAFF.level_by_key["good"], Decimal(85)) is None
