"""The cycle: windows from the edition, moved with a reason, cloned; finished only when nobody is missing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from hospital_integrity.ethics import operations, queries
from hospital_integrity.ethics.operations import Judgement
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.windows import Window
from tests import builders
from tests.ethics.test_stages import YEAR, judge, person

__all__ = ["person"]


@pytest.fixture
def doctor(app):
    builders.edition()
    return builders.member(builders.department("心内科"))


def test_a_cycle_begins_with_the_days_of_the_edition(doctor):
    operations.open_cycle(YEAR)
    found = queries.windows(YEAR)
    assert found["self"] == Window(date(2026, 12, 1), date(2026, 12, 24))
    assert found["office"].last == date(2027, 1, 31)


def test_judging_before_the_window_says_when_it_is(doctor):
    operations.open_cycle(YEAR)
    with pytest.raises(Refused, match="还没有开始：从 2026-12-01 到 2026-12-31"):
        judge("department", doctor)


def test_a_window_is_moved_with_a_reason_and_the_old_days_stay(doctor):
    operations.open_cycle(YEAR)
    operations.set_window(YEAR, "self", date(2026, 11, 1), date(2026, 12, 24), "提前试评")
    assert queries.windows(YEAR)["self"].first == date(2026, 11, 1)
    assert [row.first.month for row in queries.window_history(YEAR) if row.stage == "self"] == [12, 11]


@pytest.mark.parametrize(
    ("key", "first", "last", "reason", "words"),
    [
        ("self", date(2026, 12, 1), date(2026, 12, 20), "", "理由"),
        ("self", date(2026, 12, 1), date(2026, 12, 24), "试", "没有变化"),
        ("self", date(2026, 12, 30), date(2026, 12, 24), "试", "早于第一天"),
        ("office", date(2026, 12, 15), date(2027, 1, 31), "试", "重叠"),
        ("chorus", date(2026, 12, 15), date(2027, 1, 31), "试", "没有这个考评阶段"),
    ],
)
def test_windows_that_make_no_sense_are_refused(doctor, key, first, last, reason, words):
    operations.open_cycle(YEAR)
    with pytest.raises(Refused, match=words):
        operations.set_window(YEAR, key, first, last, reason)


def test_last_years_days_are_taken_over_a_year_later(doctor, app):
    operations.open_cycle(YEAR, {"department": Window(date(2026, 11, 1), date(2026, 11, 30))})
    app.config["CLOCK"] = lambda: datetime(2027, 3, 1)
    assert queries.proposed_windows(2027, like=YEAR)["department"] == Window(date(2027, 11, 1), date(2027, 11, 30))


def test_a_cycle_may_not_overlap_the_one_of_the_year_before(doctor, app):
    operations.open_cycle(YEAR)
    app.config["CLOCK"] = lambda: datetime(2027, 1, 10)
    with pytest.raises(Refused, match="与上一年度考评重叠"):
        operations.open_cycle(2027, {"self": Window(date(2027, 1, 10), date(2027, 1, 20))})


def test_a_cycle_is_finished_only_when_nobody_is_missing_and_says_who(person):
    with pytest.raises(Refused, match="应评 1 人，已评 0 人，还有人没有评完：心内科张晓明"):
        operations.finish(YEAR)
    judge("department", person)
    judge("office", person)
    operations.finish(YEAR)
    assert queries.unfinished(YEAR) == []


def test_a_finished_cycle_takes_no_more_marks(person):
    judge("department", person)
    judge("office", person)
    operations.finish(YEAR)
    with pytest.raises(Refused, match="不在进行中"):
        judge("office", person, Judgement(Decimal(1), "补"), "again")


def test_a_cycle_of_the_landed_version_has_no_windows_and_is_open(app):
    builders.edition()
    doctor = builders.member(builders.department("心内科"))
    builders.ethics_cycle(YEAR)
    assert judge("department", doctor) == 1


def test_attendance_counts_who_is_due_and_who_is_there(person):
    judge("department", person)
    told = {one.stage.key: (one.due, one.present) for one in queries.attendance(YEAR)}
    assert told == {"self": (1, 0), "department": (1, 1), "office": (1, 0)}
