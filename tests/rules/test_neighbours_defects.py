"""Defects that were found in the code and texts of neighbouring systems: one test each that would catch it here.

Those that need a database stand in tests/ethics/test_neighbours_defects.py.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hospital_integrity.rules.edition import parse
from hospital_integrity.rules.entry import Departure, Facts, Mark
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.quota import decide
from hospital_integrity.rules.stars import cut
from tests.rules.editions import ENTRIES, GRADES, ITEMS, SHIPPED, edition, edition_text, places, problems, shipped
from tests.rules.facts import entry, staff_facts

DEFAULT = shipped("default-2026")
LEVEL = '[[schemes.KIND.levels]]\nkey = "{}"\nname = "{}"\n{}\n'
TABLE = 'decide = "table"\n'


def table(*levels: tuple[str, str]) -> str:
    """An edition whose levels claim to be a complete table; each is a name and its condition."""
    rows = "".join(LEVEL.format(f"L{n}", name, f"when = [{when}]") for n, (name, when) in enumerate(levels))
    return edition_text(TABLE, levels=rows)


def test_ydda_a_table_whose_words_and_numbers_differ_is_refused_as_full_of_holes() -> None:
    text = table(
        ("优秀", '{ score = "[95,)", deductions = "[0,0]" }'),
        ("良好", '{ score = "[80,94]" }'),
        ("一般", '{ score = "[70,79]", deductions = "[0,20)" }'),
        ("较差", '{ score = "(,60)" }'),
    )
    assert set(places(text)) == {"schemes.staff.levels"}


def test_shanggao_sixty_and_more_with_25_to_29_deducted_has_no_grade_and_is_refused() -> None:
    text = table(
        ("优秀", '{ score = "[90,)", deductions = "[0,0]" }'),
        ("良好", '{ score = "[80,)", deductions = "(0,15)" }, { score = "[80,90)", deductions = "[0,0]" }'),
        ("一般", '{ score = "[60,)", deductions = "[15,25)" }, { score = "[60,80)", deductions = "[0,15)" }'),
        ("较差", '{ score = "(,60)" }, { score = "[60,)", deductions = "[30,)" }'),
    )
    assert any("扣分合计 25" in words for _, words in problems(text))


@pytest.mark.parametrize(("good", "poor", "hole"), [("[80,94]", "(,80)", "94"), ("[80,95)", "(,79]", "79")])
def test_whole_number_bands_leave_halves_in_no_grade_and_are_refused(good: str, poor: str, hole: str) -> None:
    conditions = {"优秀": "[95,)", "良好": good, "较差": poor}
    text = table(*((name, f'{{ score = "{score}" }}') for name, score in conditions.items()))
    assert any(hole in words for _, words in problems(text))


def test_ydda_the_limit_on_deductions_is_read_and_not_only_stored() -> None:
    plus = [entry(n, "R14", "2026-03-01") for n in range(1, 5)]
    minus = [entry(9, "R30", "2026-04-01")]
    before, after = (fold(DEFAULT, staff_facts(2026, *plus, *more)) for more in ([], minus))
    assert (before.level_name, after.level_name, after.raw >= 95) == ("优秀", "良好", True)


def test_ydda_a_deduction_larger_than_what_is_left_still_costs() -> None:
    found = edition()
    scores = [
        fold(found, staff_facts(2026, *(entry(n, "minus", "2026-03-01", points="60") for n in range(count)))).raw
        for count in range(3)
    ]
    assert scores == [80, 20, -40]


AMOUNTS = st.lists(st.decimals(0, 100, places=2), max_size=6)


@given(AMOUNTS, st.decimals("0.01", 100, places=2))
@settings(max_examples=60)
def test_one_more_deduction_never_raises_score_or_level(amounts: list[Decimal], more: Decimal) -> None:
    found = DEDUCTING
    before, after = (_deducted(found, each) for each in (amounts, [*amounts, more]))
    assert after.raw < before.raw
    assert found.schemes["staff"].rank[after.level] >= found.schemes["staff"].rank[before.level]


DEDUCTING = edition()


def _deducted(found, amounts: list[Decimal]):
    return fold(
        found, staff_facts(2026, *(entry(n, "minus", "2026-03-01", points=str(a)) for n, a in enumerate(amounts)))
    )


def veto(ceiling: str) -> str:
    return f'[items.veto]\nname = "否决"\nclause = "9"\nkind = "veto"\nceiling = {{ KIND = "{ceiling}" }}\n'


@pytest.mark.parametrize(
    ("ceiling", "minus", "level"), [("fair", "0", "fair"), ("fair", "50", "poor"), ("poor", "0", "poor")]
)
def test_ydda_a_veto_carries_its_own_ceiling_and_the_lower_of_both_wins(ceiling: str, minus: str, level: str) -> None:
    found = edition(parts=ENTRIES, levels=GRADES, items=ITEMS + veto(ceiling))
    facts = staff_facts(2026, entry(1, "veto", "2026-03-01"), entry(2, "minus", "2026-03-01", points=minus))
    assert fold(found, facts).level == level


@pytest.mark.parametrize("number", range(1, 9))
def test_ydda_each_of_the_eight_national_vetoes_makes_poor(number: int) -> None:
    rating = fold(DEFAULT, staff_facts(2026, entry(1, f"V{number}", "2026-03-01"), entry(2, "R14", "2026-03-01")))
    assert rating.level_name == "较差"


@pytest.mark.parametrize(
    ("key", "severity"), [("V3", "情节严重"), ("V5", "医疗事故或严重差错"), ("V7", "造成恶劣影响或者严重后果")]
)
def test_the_vetoes_that_ask_for_a_severity_name_it(key: str, severity: str) -> None:
    assert (DEFAULT.items[key].severity, DEFAULT.items["V8"].minute) == (severity, True)


def test_the_same_fact_as_deduction_and_veto_the_veto_wins_and_the_deduction_stays() -> None:
    rating = fold(DEFAULT, staff_facts(2026, entry(1, "R15", "2026-03-01"), entry(2, "V6", "2026-03-01")))
    kept = [line.effect for line in rating.lines if line.entry_id == 1]
    assert (rating.level_name, rating.raw, kept) == ("较差", 75, [Decimal(-5)])


STAGES = [stage.key for stage in DEFAULT.schemes["staff"].stages if stage.counts]
MARKS = st.lists(st.tuples(st.sampled_from(STAGES), st.integers(-5, 5)), max_size=6, unique_by=lambda pair: pair[0])


@given(MARKS, st.lists(st.sampled_from(["R08", "R15", "R14", "R30", "R16"]), max_size=8))
@settings(max_examples=60)
def test_ciro_the_level_is_looked_up_by_the_very_score_that_is_stored(marks, items: list[str]) -> None:
    facts = replace(
        staff_facts(2026, *(entry(n, item, "2026-03-01") for n, item in enumerate(items))),
        marks=tuple(Mark(n, f"stage.{key}", "", 1, Decimal(value), "理由") for n, (key, value) in enumerate(marks)),
    )
    rating, scheme = fold(DEFAULT, facts), DEFAULT.schemes["staff"]
    assert rating.level == cut(scheme, rating.raw, rating.deductions, rating.worst).key


def _judged(*values: tuple[str, str], items: tuple[str, ...] = ()) -> Facts:
    marks = tuple(Mark(n, f"stage.{key}", "", 1, Decimal(value), "理由") for n, (key, value) in enumerate(values))
    return replace(staff_facts(2026, *(entry(n, item, "2026-03-01") for n, item in enumerate(items))), marks=marks)


def test_ciro_the_last_stage_wins_and_not_the_one_before() -> None:
    first, last = STAGES[0], STAGES[-1]
    assert fold(DEFAULT, _judged((first, "5"), (last, "-3"))).raw == 77


def test_ciro_a_veto_holds_on_every_path_that_leads_to_a_grade() -> None:
    vetoed = _judged((STAGES[-1], "5"), items=("V2", "R08", "R08"))
    departed = replace(vetoed, departure=Departure("excellent", "班子决定"))
    alone, decided = fold(DEFAULT, vetoed), decide(DEFAULT, "staff", [fold(DEFAULT, departed)])
    assert (alone.level, decided[1].level) == ("poor", "poor")


def test_ciro_nought_is_a_number_however_it_is_written() -> None:
    text = edition_text(levels=LEVEL.format("best", "优秀", 'when = [{ deductions = "[0,0]" }]') + GRADES)
    facts = staff_facts(2026, entry(1, "minus", "2026-03-01", points="0.00"))
    assert fold(parse(text), facts).level == "best"


def test_frappe_a_part_that_is_absent_is_not_nought() -> None:
    survey = '[[schemes.KIND.parts]]\nkey = "survey"\nname = "测评"\nweight = 40\nsource = "marks"\nsheets = ["s"]\n'
    found = edition(parts=ENTRIES.replace("weight = 100", "weight = 60") + survey)
    nothing, nought = staff_facts(2026), replace(staff_facts(2026), marks=(Mark(1, "s", "", 1, Decimal(0)),))
    assert (fold(found, nothing).raw, fold(found, nought).raw) == (80, 48)


def test_horilla_points_are_a_sum_over_facts_and_not_a_running_total() -> None:
    facts = staff_facts(2026, entry(1, "R10", "2026-03-01"), entry(2, "R10", "2026-03-02"))
    assert [fold(DEFAULT, facts).raw for _ in range(3)] == [84, 84, 84]


def test_welb_a_quota_holds_in_whatever_year() -> None:
    text = (SHIPPED / "default-2026.toml").read_text("utf-8").replace("year = 2026", "year = 2031")
    later = parse(text)
    ratings = [
        fold(later, staff_facts(2031, *(entry(k, "R14", "2031-03-01") for k in range(1, 2 + n % 3)), subject_id=n))
        for n in range(20)
    ]
    assert sum(one.level == "excellent" for one in decide(later, "staff", ratings).values()) <= 3


def test_small_departments_share_one_pool_and_are_not_floored_to_nought() -> None:
    pattern = fold(DEFAULT, staff_facts(2026, entry(1, "R14", "2026-03-01")))
    ratings = [replace(pattern, subject_id=n, raw=pattern.raw + n, score=pattern.raw + n) for n in range(60)]
    small = [replace(one, pool=f"department of six, number {one.subject_id // 6}") for one in ratings]
    assert sum(one.level == "excellent" for one in decide(DEFAULT, "staff", small).values()) == 9
