"""Clocks, steps, the 24-hour rule, what may be said and who may know."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospital_integrity.rules import intake
from hospital_integrity.rules.intake import Arrival, Handing, Source
from hospital_integrity.rules.intake_clock import DONE, LATE, OVERDUE, UNKNOWN, WAITING, Clock, Course, clocks, next_due
from hospital_integrity.rules.saying import Refused, Stale
from hospital_integrity.rules.workdays import Calendar
from hospital_integrity.rules.yuan import capital

ROOT = Path(__file__).resolve().parents[2]
FRIDAY = date(2025, 9, 26)
TODAY, NOW = date(2026, 11, 20), datetime(2026, 11, 20, 4)
PLAIN = Arrival("complaint", "letter", date(2026, 11, 3), "接待态度", "三次询问都没有回答。")
PACKET = replace(
    PLAIN,
    kind="packet",
    staff_id=1,
    amount=Decimal(500),
    taken_at=datetime(2026, 11, 2, 1),
    handed_in_at=datetime(2026, 11, 2, 9),
    receipt="SJ-1",
)


def calendar(*years: int) -> Calendar:
    with (ROOT / "hospital_integrity/hospital/data/holidays.csv").open(encoding="utf-8", newline="") as file:
        marks = {date.fromisoformat(row["day"]): row["kind"] for row in csv.DictReader(file)}
    return Calendar(marks, frozenset(years or {2025, 2026}))


def by_key(course: Course, days: Calendar) -> dict[str, Clock]:
    return {one.key: one for one in clocks(course, days)}


def test_a_named_report_of_the_friday_before_the_holidays() -> None:
    found = by_key(Course("complaint", True, FRIDAY), calendar())
    assert found["acceptance"].due == date(2025, 10, 23)
    assert found["passing"].due == date(2025, 10, 10)


def test_the_result_is_told_within_fifteen_days_of_the_conclusion() -> None:
    course = Course("complaint", True, FRIDAY, accepted_on=FRIDAY, decided_on=date(2025, 10, 10))
    assert by_key(course, calendar())["result"].due == date(2025, 10, 30)


def test_nobody_is_told_where_nobody_is_named() -> None:
    course = Course("complaint", False, FRIDAY, decided_on=date(2025, 10, 10))
    assert list(by_key(course, calendar())) == ["passing"]


def test_the_last_day_belongs_to_the_term() -> None:
    clock = by_key(Course("message", False, FRIDAY), calendar())["passing"]
    assert [clock.state(date(2025, 10, day)) for day in (10, 11)] == [WAITING, OVERDUE]


def test_what_was_done_is_in_time_or_late() -> None:
    done = [by_key(Course("praise", False, FRIDAY, date(2025, 10, day)), calendar())["passing"] for day in (10, 11)]
    assert [one.state(TODAY) for one in done] == [DONE, LATE]


def test_a_year_that_isnt_covered_is_said_and_not_guessed() -> None:
    clock = next_due(Course("complaint", False, date(2026, 12, 30)), calendar(2025, 2026), date(2026, 12, 31))
    assert clock.due is None and clock.state(TODAY) == UNKNOWN and "2027" in str(clock.why)


@given(st.dates(date(2025, 1, 1), date(2026, 9, 1)), st.sampled_from(list(intake.KINDS)), st.booleans())
def test_every_due_day_is_a_working_day_after_the_first(day: date, kind: str, named: bool) -> None:
    for clock in clocks(Course(kind, named, day), calendar()):
        assert clock.due > day and calendar().is_working_day(clock.due)


@pytest.mark.parametrize(("kept", "in_time"), [(timedelta(hours=24), True), (timedelta(hours=24, minutes=1), False)])
def test_twenty_four_hours_are_still_in_time(kept: timedelta, in_time: bool) -> None:
    assert Handing(kept).in_time is in_time and ("以内" in str(Handing(kept).words)) is in_time


BAD = {
    "还没有到": replace(PLAIN, received_on=date(2026, 11, 21)),
    "不能晚于": replace(PLAIN, happened_on=date(2026, 11, 4)),
    "只有上交红包": replace(PLAIN, amount=Decimal(1)),
    "上交红包要填": replace(PACKET, receipt=""),
    "金额应大于 0": replace(PACKET, amount=Decimal(0)),
    "上交时间应在": replace(PACKET, handed_in_at=datetime(2026, 11, 1)),
    "且不晚于现在": replace(PACKET, handed_in_at=datetime(2026, 11, 20, 5)),
    "只能写在": replace(PLAIN, content="赵六反映：没有人回答。"),
    "会暴露": replace(PLAIN, public_text="举报人说您没有回答。"),
}


@pytest.mark.parametrize("why", BAD)
def test_a_registration_that_cannot_be_is_refused(why: str) -> None:
    with pytest.raises(Refused, match=why):
        intake.check_arrival(BAD[why], Source("赵六", "13912345678"), TODAY, NOW)


@pytest.mark.parametrize("arrival", [PLAIN, PACKET])
def test_a_plain_one_is_taken(arrival: Arrival) -> None:
    intake.check_arrival(arrival, Source(), TODAY, NOW)


@pytest.mark.parametrize("text", ["赵 六", "请打139 1234-5678", "ＴＥＬ１３９１２３４５６７８"])
def test_spaces_and_width_do_not_hide_the_source(text: str) -> None:
    with pytest.raises(Refused, match="只能写在"):
        intake.check_unsaid({"title": text}, Source("赵六", "13912345678"))


@pytest.mark.parametrize("words", ["系诬告陷害", "属于恶意举报", "纯属诬 陷".replace(" ", "")])
def test_no_hospital_says_that_somebody_lied(words: str) -> None:
    with pytest.raises(Refused, match="不能由医院认定"):
        intake.check_outcome("untrue", "none", words)


@pytest.mark.parametrize(("outcome", "follow"), [("untrue", "entry"), ("not_proved", "board"), ("verified", "clarify")])
def test_an_outcome_has_only_its_own_consequences(outcome: str, follow: str) -> None:
    with pytest.raises(Refused, match="不能"):
        intake.check_outcome(outcome, follow, "查过")


@pytest.mark.parametrize(("verb", "state"), [("passed", "accepted"), ("decided", "received"), ("closed", "accepted")])
def test_a_step_out_of_turn_is_stale(verb: str, state: str) -> None:
    with pytest.raises(Stale):
        intake.check_step(verb, state, "complaint")


def test_a_banner_is_concluded_without_a_way_around() -> None:
    intake.check_step("decided", "received", "banner")


@pytest.mark.parametrize(
    ("me", "places", "about", "concerned", "known"),
    [(1, (), 1, (), False), (1, (5,), 2, (5,), False), (1, (5,), 2, (6,), True), (None, (5,), None, (), True)],
)
def test_who_is_concerned_does_not_know(me, places, about, concerned, known) -> None:
    assert intake.may_know(me, places, about, concerned) is known


AMOUNTS = {"0.05": "伍分", "800": "捌佰元整", "1005.05": "壹仟零伍元零伍分", "10005": "壹万零伍元整"}
AMOUNTS |= {"1050000": "壹佰零伍万元整", "100010001": "壹亿零壹万零壹元整", "2000.4": "贰仟元肆角整"}


@pytest.mark.parametrize("amount", AMOUNTS)
def test_an_amount_in_words(amount: str) -> None:
    assert capital(Decimal(amount)) == f"人民币{AMOUNTS[amount]}"
