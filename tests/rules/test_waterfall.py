"""The waterfall and the sentences: they add up to the score, whatever the facts, and say what decided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given

from hospital_integrity.rules.advice import advise
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts, Given, History, Mark
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.narrative import cushion, why
from hospital_integrity.rules.quota import decide
from hospital_integrity.rules.terms import ids_in, terms_of
from hospital_integrity.rules.waterfall import Bar, waterfall
from tests.rules.editions import shipped
from tests.rules.facts import department_facts, entry, staff_facts
from tests.rules.test_properties import many, whatever

DEFAULT, FORM = shipped("default-2026"), shipped("form-2025")
SURVEY = Mark(1, "satisfaction", "", None, Decimal(90))


def bars(edition: Edition, facts: Facts) -> list[Bar]:
    return list(waterfall(edition, facts, fold(edition, facts)))


def told(edition: Edition, facts: Facts) -> str:
    return "。".join(map(str, why(edition, facts, fold(edition, facts))))


@many
@given(whatever)
def test_the_bars_lead_without_a_gap_to_the_score(both: tuple[Edition, Facts]) -> None:
    *steps, total = bars(*both)
    assert [one.start for one in steps] == [Decimal(0), *(one.end for one in steps)][: len(steps)]
    assert (steps[-1].end, total.end) == (fold(*both).raw, fold(*both).raw)


@many
@given(whatever)
def test_no_bar_is_left_unexplained(both: tuple[Edition, Facts]) -> None:
    assert "rest" not in {one.kind for one in bars(*both)}


@many
@given(whatever)
def test_every_result_can_be_told(both: tuple[Edition, Facts]) -> None:
    assert fold(*both).level_name in told(*both)


def test_few_entries_have_a_bar_each() -> None:
    found = bars(DEFAULT, staff_facts(2026, entry(7, "R10", "2026-03-01"), entry(8, "R30", "2026-03-02")))
    assert [(one.kind, one.effect, one.entries) for one in found[1:-1]] == [("entry", 2, (7,)), ("entry", -1, (8,))]


def test_many_entries_are_gathered_under_their_headings() -> None:
    facts = staff_facts(2026, *(entry(n, "R16", "2026-03-01") for n in range(1, 9)), entry(9, "R30", "2026-03-02"))
    assert [(str(one.saying), one.effect) for one in bars(DEFAULT, facts)[1:-1]] == [
        ("服务质量（8 条）", -8),
        ("培训学习（1 条）", -1),
    ]


def test_entries_stand_on_the_scale_of_the_score() -> None:
    facts = Facts("department", 1, 2026, "clinical", (entry(1, "R15", "2026-03-01"),), (SURVEY,))
    assert [one.effect for one in bars(DEFAULT, facts)] == [70, Decimal("-0.7"), 27, Decimal("96.3")]


def test_terms_are_averaged() -> None:
    found = bars(FORM, staff_facts(2025, entry(1, "R15", "2025-03-01")))
    assert [one.effect for one in found] == [80, Decimal("-1.25"), Decimal("78.75")]


def test_a_part_without_data_is_named() -> None:
    assert [one.kind for one in bars(DEFAULT, department_facts(2026))] == ["base", "missing", "total"]


def test_the_sentences_say_what_held_a_star_down() -> None:
    survey = Mark(1, "satisfaction", "", None, Decimal(89))
    checks = [entry(n, f"C{n}", "2026-03-01") for n in range(1, 9)]
    words = told(DEFAULT, Facts("department", 1, 2026, "clinical", tuple(checks), (survey,), History(2025, 4)))
    assert "按得分是五星" in words and "患者满意度 89 低于 90：最高三星" in words


def test_a_cushion_lies_between_two_lines() -> None:
    found = cushion(DEFAULT.schemes["department"], Decimal("86.4"))
    assert (found.band, found.above, found.next, found.below) == ("四星", Decimal("6.4"), "五星", Decimal("3.6"))


def test_there_is_no_cushion_beyond_the_ends() -> None:
    scheme = DEFAULT.schemes["department"]
    assert cushion(scheme, Decimal(99)).below is None
    assert cushion(scheme, Decimal(3)).above is None


def test_a_divided_year_shows_what_each_term_came_to() -> None:
    facts = staff_facts(2025, entry(1, "R15", "2025-03-01"), entry(2, "R11", "2025-08-01"))
    found = terms_of(FORM, facts)
    assert [(one.number, one.entries, one.points) for one in found] == [(1, 1, 75), (2, 0, 80), (3, 1, 81), (4, 0, 80)]
    assert (found[1].first, found[1].last) == (date(2025, 4, 1), date(2025, 6, 30))
    assert ids_in(FORM, facts, 3) == {2}


def test_a_whole_year_has_no_terms() -> None:
    assert terms_of(DEFAULT, staff_facts(2026, entry(1, "R15", "2026-03-01"))) == ()


BREAKS = shipped("hospital-parts-2021")


def rivals(number: int) -> dict[int, tuple[Facts, Rating]]:
    """So many hospitals, each part a little better than that of the one before, decided among themselves."""
    keys = [part.key for part in BREAKS.schemes["department"].parts]
    found = {
        n: Facts("department", n, 2021, "", given=tuple(Given(key, Decimal(n * n), 5) for key in keys))
        for n in range(1, number)
    }
    decided = decide(BREAKS, "department", [fold(BREAKS, facts) for facts in found.values()])
    return {n: (facts, decided[n]) for n, facts in found.items()}


def test_natural_breaks_are_told_without_fixed_lines() -> None:
    facts, rating = rivals(30)[29]
    assert waterfall(BREAKS, facts, rating)[-1].end == rating.raw
    assert "按自然断点分为 5 段，属第 5 段：五星" in "。".join(map(str, why(BREAKS, facts, rating)))
    assert cushion(BREAKS.schemes["department"], rating.raw) is None


def test_among_natural_breaks_the_top_needs_no_advice() -> None:
    everybody = rivals(30)
    others = [fold(BREAKS, facts) for n, (facts, _) in everybody.items() if n != 29]
    assert advise(BREAKS, everybody[29][0], date(2021, 5, 1), others).target is None
