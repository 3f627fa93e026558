"""From a score to a level: evidence, limiters, vetoes, the negative list and the ladder; the lowest wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hospital_integrity.rules.award import removed_on
from hospital_integrity.rules.entry import Departure, Facts, History, Mark
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.ladder import recheck_due
from tests.rules.editions import ENTRIES, ITEMS, MARKS, STARS, edition
from tests.rules.facts import entry

LIMITER = '[[schemes.KIND.limiters]]\nsheet = "{0}"\nname = "{0}"\nbelow = {1}\nceiling = "{2}"\nmissing = "{3}"\n'
LIMITERS = LIMITER.format("satisfaction", 90, "3", "caps") + LIMITER.format("peer", 60, "1", "ignored")
TWO = (
    ENTRIES.replace("80", "100").replace("weight = 100", "weight = 70")
    + MARKS.replace("weight = 100", "weight = 30").replace('"satisfaction"', '"satisfaction", "peer"')
)  # fmt: skip
VETO = """
[items.veto]
name = "收受红包"
clause = "否决1"
kind = "veto"
lookback = 24
ceiling = { KIND = "none" }
[items.warning]
name = "警示"
clause = "警示1"
kind = "warning"
ceiling = { KIND = "3" }
"""
LADDER = "ladder = { rise = 1, first = 3, reapply = 12 }\n"


def found(more: str = "", levels: str = STARS + LIMITERS, parts: str = TWO, items: str = ITEMS + VETO):
    return edition(more, kind="department", parts=parts, levels=levels, items=items)


EDITION, CLIMBED = found(), found(LADDER)


def marks(**values: str) -> tuple[Mark, ...]:
    return tuple(Mark(n, sheet, "", 1, Decimal(value)) for n, (sheet, value) in enumerate(values.items(), 1))


def rate(edition, *entries, satisfaction: str = "95", **more) -> Rating:
    given = {"marks": marks(satisfaction=satisfaction), **more}
    return fold(edition, Facts("department", 1, 2026, "clinical", tuple(entries), **given))


def steps(rating: Rating) -> list[str]:
    return [line.step for line in rating.lines]


@pytest.mark.parametrize(("satisfaction", "stars"), [("90", 5), ("89.99", 3), ("100", 5)])
def test_a_low_part_caps_the_star(satisfaction: str, stars: int) -> None:
    assert rate(EDITION, satisfaction=satisfaction).stars == stars


def test_the_reason_of_a_limiter_never_reads_as_if_it_held() -> None:
    assert any("89.9999 低于 90" in str(line.saying) for line in rate(EDITION, satisfaction="89.99999").lines)


def test_a_missing_mark_caps_unless_it_is_ignored() -> None:
    rating = rate(EDITION, marks=())
    assert (rating.stars, str(rating.raw)) == (3, "100.00")
    assert [str(line.saying) for line in rating.lines if line.step == "ceiling"] == ["satisfaction没有测评：最高3 星"]


def test_the_lowest_ceiling_wins() -> None:
    both = marks(satisfaction="80", peer="50")
    assert rate(EDITION, marks=both).stars == 1


def test_the_order_of_limiters_does_not_matter() -> None:
    parts = LIMITERS.split("[[")
    turned = found(levels=STARS + "[[" + "[[".join(reversed(parts[1:])))
    both = marks(satisfaction="80", peer="50")
    assert rate(turned, marks=both).level == rate(EDITION, marks=both).level == "1"


def test_a_warning_caps_and_a_veto_removes() -> None:
    warned, vetoed = rate(EDITION, entry(1, "warning", "2026-05-01")), rate(EDITION, entry(1, "veto", "2026-05-01"))
    assert (warned.stars, vetoed.stars, vetoed.level) == (3, 0, "none")


def test_a_reversed_veto_gives_the_star_back() -> None:
    assert rate(EDITION, entry(1, "veto", "2026-05-01"), entry(2, "veto", "2026-05-01", reverses=1)).stars == 5


def test_the_veto_beats_a_deduction_for_the_same_fact_which_stays_recorded() -> None:
    rating = rate(EDITION, entry(1, "veto", "2026-05-01"), entry(2, "minus", "2026-05-01", points="10"))
    assert (rating.level, rating.deductions) == ("none", Decimal(10))


@pytest.mark.parametrize(("day", "level"), [("2025-01-01", "none"), ("2024-12-31", "5")])
def test_the_negative_list_is_remembered_for_its_months(day: str, level: str) -> None:
    assert rate(EDITION, earlier=(entry(9, "veto", day),)).level == level


def test_a_remembered_fact_names_the_level_as_people_call_it() -> None:
    line = next(
        line for line in rate(EDITION, earlier=(entry(9, "veto", "2025-06-01"),)).lines if line.step == "ceiling"
    )
    assert str(line.saying) == "收受红包，24 个月内有效：最高不评星"
    assert (line.clause, line.entry_id) == ("否决1", 9)


def test_a_remembered_fact_that_was_reversed_is_forgotten() -> None:
    earlier = (entry(9, "veto", "2025-06-01"), entry(10, "veto", "2025-06-01", reverses=9))
    assert rate(EDITION, earlier=earlier).stars == 5


def test_an_item_without_lookback_is_not_remembered() -> None:
    assert rate(EDITION, earlier=(entry(9, "warning", "2025-12-31"),)).stars == 5


CHECKED = ITEMS + "".join(
    f'[items.C{n}]\nname = "检查{n}"\nclause = "{n}"\nkind = "check"\nheading = {{ KIND = "h{n}" }}\n'
    for n in (1, 2, 3)
)
HEADINGS = "".join(f'headings.h{n} = {{ name = "h{n}" }}\n' for n in (1, 2, 3))
EVIDENCE = found("evidence = 2\n" + HEADINGS, items=CHECKED)


@pytest.mark.parametrize(("checks", "level"), [(0, "none"), (1, "none"), (2, "5"), (3, "5")])
def test_without_enough_evidence_there_is_no_star(checks: int, level: str) -> None:
    rating = rate(EVIDENCE, *(entry(n, f"C{n}", "2026-01-05") for n in range(1, checks + 1)))
    assert (rating.level, rating.rated) == (level, checks >= 2)


def test_a_check_with_nothing_found_is_evidence_and_costs_nothing() -> None:
    rating = rate(EVIDENCE, entry(1, "C1", "2026-01-05"), entry(2, "C2", "2026-01-05"))
    assert (str(rating.raw), [heading.evidence for heading in rating.headings]) == ("98.50", [True, True, False])


def test_a_mark_is_evidence_for_its_heading() -> None:
    more = (
        *marks(satisfaction="95"),
        Mark(8, "satisfaction", "h1", 2, Decimal(95)),
        Mark(9, "peer", "h2", 2, Decimal(95)),
    )
    assert rate(EVIDENCE, marks=more).rated


def test_a_reversed_entry_is_no_evidence() -> None:
    undone = (entry(1, "C1", "2026-01-05"), entry(2, "C2", "2026-01-05"), entry(3, "C2", "2026-01-05", reverses=2))
    assert not rate(EVIDENCE, *undone).rated


def climbed(minus: str, **history: object) -> Rating:
    return rate(CLIMBED, entry(1, "minus", "2026-02-01", points=minus), history=History(**history))


@pytest.mark.parametrize(
    ("minus", "last", "stars"),
    [("0", None, 3), ("0", 3, 4), ("0", 4, 5), ("0", 5, 5), ("0", 1, 2), ("30", 5, 3), ("60", 5, 1), ("0", 0, 3)],
)
def test_a_star_rises_by_one_a_year_and_falls_without_limit(minus: str, last: int | None, stars: int) -> None:
    assert climbed(minus, last_stars=last).stars == stars


def test_the_ladder_says_why() -> None:
    assert "一年最多升 1 星" in str(climbed("0", last_stars=3).lines[-1].saying)
    assert "ladder" not in steps(climbed("0", last_stars=4)) + steps(climbed("0", last_stars=5))


@pytest.mark.parametrize(
    ("removed", "stars"),
    [(date(2026, 6, 10), 0), (date(2026, 1, 1), 0), (date(2025, 12, 31), 3), (date(2025, 6, 10), 3)],
)
def test_after_a_removal_the_star_waits_for_its_months(removed: date, stars: int) -> None:
    assert climbed("0", last_stars=0, removed_on=removed).stars == stars


def test_a_level_without_stars_does_not_climb() -> None:
    assert (
        fold(
            CLIMBED,
            Facts("department", 1, 2026, "", marks=marks(satisfaction="95"), entries=(entry(1, "veto", "2026-02-01"),)),
        ).stars
        == 0
    )


def test_the_ladder_passes_over_levels_that_have_the_same_stars() -> None:
    plus = '[[schemes.KIND.levels]]\nkey = "plus"\nname = "三星加"\nstars = 3\nwhen = [{ score = "[75,)" }]\n'
    before = '[[schemes.KIND.levels]]\nkey = "3"'
    assert rate(found(LADDER, levels=STARS.replace(before, plus + before))).level == "plus"


@pytest.mark.parametrize(("years", "due"), [(0, False), (1, True), (2, True), (3, False)])
def test_a_full_recheck_is_due_after_its_years(years: int, due: bool) -> None:
    assert recheck_due(found(f"recheck_years = {years}\n").schemes["department"], 2026, 2024) == due


def test_a_reported_veto_holds_the_result() -> None:
    rating = replace_pending("veto")
    assert (rating.held, rating.stars) == (True, 5)
    assert "结果待定" in str(rating.lines[-1].saying)


def replace_pending(item: str) -> Rating:
    facts = Facts("department", 1, 2026, "", marks=marks(satisfaction="95"))
    return fold(EDITION, replace(facts, pending=(item,)))


@pytest.mark.parametrize(
    ("item", "stars", "day"),
    [("veto", 0, date(2026, 5, 1)), ("veto", 3, None), ("warning", 0, None), ("minus", 0, None)],
)
def test_only_a_veto_counts_as_the_removal_of_a_star(item: str, stars: int, day: date | None) -> None:
    points = "1" if item == "minus" else None
    facts = Facts("department", 1, 2026, "", (entry(1, item, "2026-05-01", points=points),))
    assert removed_on(EDITION, facts, stars) == day


def closed(number: int, item: str, day: str):
    return entry(number, item, "2026-05-01")._replace(closed_on=date.fromisoformat(day))


@pytest.mark.parametrize(("day", "stars"), [("2026-12-31", 5), ("2027-01-01", 3)])
def test_a_warning_closed_within_the_year_no_longer_caps(day: str, stars: int) -> None:
    rating = rate(EDITION, closed(1, "warning", day))
    assert rating.stars == stars
    assert any("2026-05-01 发现" in str(line.saying) for line in rating.lines) == (stars == 5)


def test_closing_a_veto_gives_no_star_back() -> None:
    assert rate(EDITION, closed(1, "veto", "2026-06-01")).level == "none"


def test_a_departure_takes_the_place_of_the_level_earned_and_says_why() -> None:
    rating = rate(EDITION, departure=Departure("4", "会议纪要第 3 号"))
    assert (rating.stars, str(rating.raw)) == (4, "98.50")
    assert str(next(line for line in rating.lines if line.step == "departure").saying) == (
        "经审定为4 星：会议纪要第 3 号"
    )


@pytest.mark.parametrize(("satisfaction", "stars"), [("95", 4), ("80", 3)])
def test_a_departure_never_passes_a_limiter(satisfaction: str, stars: int) -> None:
    low = entry(1, "minus", "2026-05-01", points="50")
    assert rate(EDITION, low, satisfaction=satisfaction, departure=Departure("4", "理由")).stars == stars


def test_a_departure_never_passes_the_ladder() -> None:
    assert rate(CLIMBED, history=History(2025, 2), departure=Departure("5", "理由")).stars == 3
