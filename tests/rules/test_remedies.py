"""Three remedies after publication, clarification, and what a correction moves: days, words, numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from hospital_integrity.rules import clarifying, correcting, remedies
from hospital_integrity.rules.board_text import Person, Unpublishable
from hospital_integrity.rules.clarifying import NEXT, NOTICE, STATES, Proposal, check_points, check_proposal
from hospital_integrity.rules.edition import parse
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.workdays import HOLIDAY, WORKDAY, Calendar
from tests.rules.facts import entry, staff_facts

EDITIONS = Path(__file__).parents[2] / "hospital_integrity" / "policy" / "editions"
P = parse((EDITIONS / "default-2026.toml").read_text("utf-8"))
GOLDEN_WEEK = {date(2025, 10, day): HOLIDAY for day in range(1, 9)}
AUTUMN = Calendar({**GOLDEN_WEEK, date(2025, 9, 28): WORKDAY, date(2025, 10, 11): WORKDAY}, frozenset({2025}))
FRIDAY = date(2025, 9, 26)
SOMEBODY = Person("欧阳静怡", "000777")


def test_an_appeal_is_in_time_to_the_end_of_the_fifteenth_working_day_across_the_holidays() -> None:
    last = remedies.last_day_to_appeal(AUTUMN, FRIDAY)
    remedies.check_in_time(last, date(2025, 10, 23))
    with pytest.raises(Refused, match="申诉期到 2025-10-23 为止"):
        remedies.check_in_time(last, date(2025, 10, 24))


def test_a_year_without_holidays_shuts_nobody_out() -> None:
    last = remedies.last_day_to_appeal(AUTUMN, date(2025, 12, 20))
    remedies.check_in_time(last, date(2027, 1, 1))
    assert (last, remedies.due_day(AUTUMN, FRIDAY)) == (None, date(2025, 10, 23))


@pytest.mark.parametrize(
    ("last", "accepted", "becomes"),
    [
        ("2026-06-30", "2026-06-02", "2026-06-15"),
        ("2026-06-30", "2026-06-20", "2026-06-20"),
        ("2026-06-30", "2026-06-30", "2026-06-30"),
        ("2026-06-29", "2026-06-02", "2026-06-15"),
        ("2026-06-01", "2026-06-01", "2026-06-01"),
    ],
    ids=["half of thirty", "today when that is later", "never longer", "half of 29, counted up", "one day"],
)
def test_what_was_made_good_is_shown_no_less_than_half_of_its_term(last: str, accepted: str, becomes: str) -> None:
    first = date(2026, 6, 1)
    found = remedies.shortened(first, date.fromisoformat(last), date.fromisoformat(accepted))
    assert found == date.fromisoformat(becomes)


@pytest.mark.parametrize(
    ("colour", "state", "over"),
    [("red", "published", False), ("black", "withdrawn", False), ("black", "published", True)],
)
def test_only_a_fault_on_display_is_made_good(colour: str, state: str, over: bool) -> None:
    with pytest.raises(Refused):
        remedies.check_repairable(colour, state, over)


def test_an_amendment_changes_what_readers_see() -> None:
    with pytest.raises(Refused, match="更正须改动"):
        remedies.check_verdict("amended", ("题", "文"), ("题", "文"))
    remedies.check_verdict("upheld", ("题", "文"), ("题", "文"))


def test_a_clarification_approved_before_the_golden_week_is_due_after_it() -> None:
    assert clarifying.due_day(AUTUMN, FRIDAY) == date(2025, 10, 10)  # worked case 25


@pytest.mark.parametrize(
    ("point", "word"),
    [("该同志一贯优秀", "一贯"), ("系恶意举报", "恶意举报"), ("举报内容属诬告", "诬告"),
     ("住院号 12 的患者所说", "住院号"),
     ("欧阳静怡没有收红包", "欧阳静怡"), ("举报人所说有误", "举报人")],
    ids=["praise", "bad faith", "false accusation", "patient", "the full name", "the reporter"],
)  # fmt: skip
def test_a_point_judges_nobody_and_each_word_is_named_with_its_place(point: str, word: str) -> None:
    with pytest.raises(Unpublishable) as refused:
        check_points([point], SOMEBODY)
    assert any(word in str(one.saying) for one in refused.value.findings)


@pytest.mark.parametrize("points", [(), ("事",) * 6, ("长" * 101,)], ids=["none", "too many", "too long"])
def test_points_are_one_to_five_short_ones(points: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="1 到 5 项"):
        check_points(points, None)


def test_points_are_read_one_a_line_without_their_numbers() -> None:
    assert clarifying.read_points("1. 收受红包；\n（2）态度生硬。\n\n - 迟到\n15 日没有开诊") == (
        "收受红包",
        "态度生硬",
        "迟到",
        "15 日没有开诊",
    )


@pytest.mark.parametrize(
    ("consent", "form", "public", "why"),
    [("no", "letter", False, "没有本人同意"),
     ("unreached", "letter", False, "没有本人同意"),
     ("private", "meeting", False, "只能书面"),
     ("yes", "letter", True, "同一范围")],
)  # fmt: skip
def test_nobody_is_cleared_against_his_will_nor_before_fewer_than_read_it(
    consent: str, form: str, public: bool, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        check_proposal(Proposal(consent, "6 月 2 日电话", form, ("没有收红包",)), public, SOMEBODY)


def test_who_agreed_is_cleared_where_it_stood() -> None:
    check_proposal(Proposal("yes", "6 月 2 日当面", NOTICE, ("没有收红包",)), True, SOMEBODY)
    with pytest.raises(Refused, match="怎样征询"):
        check_proposal(Proposal("yes", " ", NOTICE, ("没有收红包",)), True, SOMEBODY)


def test_every_state_of_a_clarification_has_a_way_on_or_is_an_end() -> None:
    assert set(NEXT) == set(STATES) == {"started"} | {one for following in NEXT.values() for one in following}
    with pytest.raises(Refused, match="待批准"):
        clarifying.check_step("proposed", "published")


@pytest.mark.parametrize(
    ("gone", "days"), [("2026-06-10", 10), ("2026-07-20", 30), (None, 30), ("2026-05-20", 1)],
    ids=["taken down on the tenth day", "after its term", "still shown", "before it was shown"],
)  # fmt: skip
def test_a_clarification_is_shown_for_as_long_as_the_original_was(gone: str | None, days: int) -> None:
    first, last = date(2026, 6, 1), date(2026, 6, 30)
    shown = clarifying.same_time(first, last, gone and date.fromisoformat(gone), date(2026, 8, 3))
    assert ((shown[1] - shown[0]).days + 1, clarifying.same_time(None, None, None, first)) == (days, None)


def test_a_fact_taken_back_gives_back_what_it_cost_and_leaves_the_rest() -> None:
    facts = staff_facts(2026, entry(1, "R05", "2026-03-01"), entry(2, "R21", "2026-04-01"))
    found = correcting.effect(P, facts, 2)
    alone = correcting.effect(P, staff_facts(2026, entry(1, "R05", "2026-03-01")), 2)
    assert (found.moves, found.after.raw, alone.moves) == (True, alone.before.raw, False)


def test_a_fact_taken_back_twice_moves_nothing_more() -> None:
    facts = staff_facts(2026, entry(1, "R21", "2026-04-01"), entry(5, "R21", "2026-04-01", reverses=1))
    assert not correcting.effect(P, facts, 1).moves


def test_an_effect_is_told_in_plain_words() -> None:
    told = correcting.told([correcting.effect(P, staff_facts(2026, entry(1, "R21", "2026-04-01")), 1)])
    before, after = told[0]["before"], told[0]["after"]
    assert Decimal(before[0]) < Decimal(after[0])


def test_a_reply_need_not_be_proved_but_gives_nobody_away() -> None:
    assert remedies.check_reply(" 我怀疑当天登记有误，请核对。 ", SOMEBODY) == "我怀疑当天登记有误，请核对。"
    with pytest.raises(Unpublishable):
        remedies.check_reply("反映人住院号 12345，电话 13800138000", SOMEBODY)
