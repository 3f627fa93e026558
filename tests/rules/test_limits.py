"""What holds a star down or keeps it: limiters on parts, evidence by measures, the hold of a ladder; the checker."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Departure, Entry, Facts, Given, History, Mark
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold
from tests.rules.editions import ENTRIES, MARKS, STARS, edition, edition_text, problems
from tests.rules.test_compared import BREAKS, LEVELS, LOWEST, ONE
from tests.rules.test_parts_file import GIVEN, TWO
from tests.rules.test_parts_file import given as edition_of

LIMITER = '[[schemes.KIND.limiters]]\n{} = "{}"\nname = "x"\n{} = {}\nceiling = "{}"\n'


def on_part(bound: str, mark: object, ceiling: str, part: str = "care") -> str:
    return LIMITER.format("part", part, bound, mark, ceiling)


def rate(edition: Edition, care: str | None = "95", staff: str | None = "95", measures: int = 5, **more) -> Rating:
    values = (("care", care), ("staff", staff))
    given = tuple(Given(key, Decimal(value) if value else None, measures) for key, value in values)
    return fold(edition, Facts("department", 1, 2026, "", given=given, **more))


def said(rating: Rating) -> list[str]:
    return [str(line.saying) for line in rating.lines if line.step in ("evidence", "ceiling", "ladder")]


@pytest.mark.parametrize(
    ("bound", "mark", "capped"),
    [
        ("below", 90, {"89.99"}),
        ("at_or_below", 90, {"89.99", "90"}),
        ("above", 90, {"90.01"}),
        ("at_or_above", 90, {"90", "90.01"}),
    ],
)
def test_a_part_caps_on_its_side_of_the_mark(bound: str, mark: int, capped: set[str]) -> None:
    found = edition_of(levels=STARS + on_part(bound, mark, "2"))
    assert {care for care in ("89.99", "90", "90.01") if rate(found, care).stars == 2} == capped


def test_several_limiters_on_one_part_go_deeper_the_worse_it_is() -> None:
    found = edition_of(levels=STARS + on_part("at_or_below", 1, "1") + on_part("at_or_below", 2, "2"))
    assert [rate(found, care, "200").stars for care in ("1", "2", "3")] == [1, 2, 4]
    assert said(rate(found, "1", "200")) == ["x 1 不高于 1：最高1 星", "x 1 不高于 2：最高2 星"]


def test_a_number_above_its_mark_never_reads_as_if_it_were_not() -> None:
    found = edition_of(levels=STARS + on_part("above", 90, "2"))
    assert said(rate(found, "90.00001")) == ["x 90.0001 高于 90：最高2 星"]


@pytest.mark.parametrize(("missing", "stars"), [("", 5), ('missing = "caps"\n', 2)])
def test_a_missing_part_caps_only_where_the_limiter_says_so(missing: str, stars: int) -> None:
    assert rate(edition_of(levels=STARS + on_part("below", 90, "2") + missing), None).stars == stars


def test_a_given_value_takes_the_place_of_a_computed_one() -> None:
    both = edition(
        kind="department", parts=ENTRIES.replace("100", "60") + MARKS.replace("100", "40"), levels=STARS, items=""
    )
    facts = Facts("department", 1, 2026, "", marks=(Mark(1, "satisfaction", "", 1, Decimal(50)),))
    given = (Given("survey", Decimal(100)), Given("conduct", Decimal(90)))
    found = [fold(both, Facts("department", 1, 2026, "", marks=facts.marks, given=some)) for some in ((), given)]
    assert [str(rating.raw) for rating in found] == ["68.00", "94.00"]


def test_weights_may_have_decimals_and_parts_may_be_below_zero() -> None:
    thirds = GIVEN.format("care", '"33.3"') + GIVEN.format("staff", '"66.7"')
    assert str(rate(edition_of(parts=thirds), "-3", "1.5").raw) == "0.00"


@pytest.mark.parametrize(("step", "raw"), [("1", "86"), ('"0.5"', "85.5"), ("5", "85"), ('"0.001"', "85.500")])
def test_a_score_is_rounded_half_up_at_any_step(step: str, raw: str) -> None:
    assert str(rate(edition_of(f"round = {step}\n"), "85.5", "85.5").raw) == raw


def test_a_part_is_rounded_before_it_is_weighted_where_it_says_so() -> None:
    rounded = TWO.replace('source = "given"\n', 'source = "given"\nround = 10\n', 1)
    assert [str(rate(edition_of(parts=parts), "85", "80").raw) for parts in (TWO, rounded)] == ["83.00", "86.00"]


MEASURES = "evidence = { measures = 3, parts = 2 }\n"


@pytest.mark.parametrize(("measures", "rated"), [(2, False), (3, True)])
def test_parts_need_enough_measures(measures: int, rated: bool) -> None:
    assert rate(edition_of(MEASURES), measures=measures).rated == rated


def test_a_part_with_few_measures_still_weighs() -> None:
    assert str(rate(edition_of(MEASURES), "100", "50", measures=1).raw) == "80.00"


@pytest.mark.parametrize(
    ("asked", "rated"),
    [('any_of = ["care", "staff"]', True), ('any_of = ["staff"]', False), ('all_of = ["care", "staff"]', False)],
)
def test_named_parts_may_be_required(asked: str, rated: bool) -> None:
    rating = rate(edition_of(f"evidence = {{ {asked} }}\n"), "90", None)
    assert (rating.rated, rating.level == "none") == (rated, not rated)


def test_marks_and_entries_are_measures_of_what_is_computed() -> None:
    counted = edition("evidence = { measures = 2, parts = 2 }\n", kind="department", levels=STARS,
        parts=ENTRIES.replace("100", "60") + MARKS.replace("100", "40"),
    )  # fmt: skip
    marks = tuple(Mark(n, "satisfaction", "", n, Decimal(90)) for n in (1, 2))
    entries = tuple(Entry(n, "plus", date(2026, 3, 1), 1, Decimal(1), 1) for n in (1, 2))
    facts = Facts("department", 1, 2026, "", entries, marks)
    assert fold(counted, facts).rated and not fold(counted, Facts("department", 1, 2026, "", entries[:1], marks)).rated


HOLD = "ladder = { rise = 1, first = 3, hold = { years = 2, of = 4 } }\n"


def held(*earned: tuple[int, int], care: str = "85", last: int = 5, **more) -> Rating:
    return rate(edition_of(HOLD, **more), care, care, history=History(2025, last, None, earned))


@pytest.mark.parametrize(
    ("earned", "stars"),
    [
        (((2025, 5), (2024, 5)), 5),
        (((2025, 5), (2023, 5)), 5),
        (((2025, 5), (2024, 4)), 4),
        (((2024, 5), (2022, 5)), 4),
        (((2025, 5), (2025, 5)), 4),
        ((), 4),
    ],
)
def test_a_star_is_held_by_enough_of_the_last_years_without_this_one(earned, stars: int) -> None:
    assert held(*earned).stars == stars


def test_a_held_star_says_so_and_a_ceiling_wins_over_it() -> None:
    both = ((2025, 5), (2024, 5))
    assert said(held(*both)) == ["近 4 年中至少 2 年凭得分达到5 星，予以保持"]
    assert held(*both, levels=STARS + on_part("below", 90, "3")).stars == 3


def test_who_earns_the_star_again_needs_no_hold() -> None:
    assert said(held((2025, 5), (2024, 5), care="95")) == []


def test_a_decision_to_lower_is_not_undone_by_the_hold() -> None:
    history = History(2025, 5, None, ((2025, 5), (2024, 5)))
    assert rate(edition_of(HOLD), history=history, departure=Departure("3", "理由")).stars == 3


def wrong(more: str = "", parts: str = TWO, levels: str = STARS) -> list[tuple[str, str]]:
    return problems(edition_text(more, kind="department", parts=parts, levels=levels, items=""))


@pytest.mark.parametrize(
    ("limiters", "place"),
    [
        (on_part("at_or_below", 1, "4") + on_part("at_or_below", 2, "3"), "limiters[0]"),
        (on_part("below", 2, "3") + on_part("at_or_below", 2, "3"), "limiters[0]"),
        (on_part("at_or_above", 5, "2") + on_part("above", 9, "3"), "limiters[1]"),
        (on_part("below", 2, "3") * 2, "limiters[1]"),
        (on_part("lowest", 10, "4") + on_part("lowest", 25, "3"), "limiters[0]"),
        (on_part("below", 50, "3") + on_part("at_or_above", 50, "4"), "limiters[1].at_or_above"),
        (on_part("below", 50, "3") + on_part("above", 40, "4"), "limiters[1].above"),
        (on_part("below", 50, "5"), "limiters[0].ceiling"),
        (on_part("below", 50, "3", "none"), "limiters[0].part"),
        (on_part("below", 50, "3") + "above = 60\n", "limiters[0].below"),
        (on_part("below", 50, "3").replace("below = 50\n", ""), "limiters[0].below"),
        (on_part("below", 50, "3") + 'sheet = "survey"\n', "limiters[0].sheet"),
        (on_part("below", 50, "3") + "measures = 3\n", "limiters[0].measures"),
        (on_part("below", 50, "3") + 'pool = "category"\n', "limiters[0].pool"),
        (on_part("lowest", 100, "3"), "limiters[0].lowest"),
        (on_part("lowest", 25, "3") + 'missing = "caps"\n', "limiters[0].missing"),
    ],
)
def test_limiters_that_contradict_or_do_nothing_are_refused(limiters: str, place: str) -> None:
    assert [found for found, _ in wrong(levels=STARS + limiters)] == [f"schemes.department.{place}"]


def test_a_contradiction_is_told_with_both_sides() -> None:
    limiters = on_part("at_or_below", 1, "4") + on_part("at_or_below", 2, "3")
    assert wrong(levels=STARS + limiters)[0][1] == (
        "与第 2 条限制矛盾：1 更差，最高却是4 星，而 2 最高只到3 星；这一条不起作用"
    )


@pytest.mark.parametrize("bounds", [("below", "above"), ("at_or_below", "at_or_above")])
def test_a_part_may_be_capped_on_both_sides_of_a_good_stretch(bounds: tuple[str, str]) -> None:
    assert edition_of(levels=STARS + on_part(bounds[0], 10, "3") + on_part(bounds[1], 20, "3"))


@pytest.mark.parametrize(
    ("bound", "mark", "sound"),
    [("below", 1, False), ("below", 5, True), ("at_or_below", 5, False), ("at_or_below", 1, True), ("above", 5, False)],
)
def test_a_mark_of_a_limiter_lies_in_the_range_of_its_sheet(bound: str, mark: int, sound: bool) -> None:
    sheet = '[schemes.KIND.sheets.satisfaction]\nname = "x"\nlow = 1\nhigh = 5\n'
    text = (MARKS + sheet, STARS + LIMITER.format("sheet", "satisfaction", bound, mark, "3"))
    if sound:
        assert edition_of(parts=text[0], levels=text[1])
    else:
        assert [place for place, _ in wrong("", *text)] == [f"schemes.department.limiters[0].{bound}"]


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ("evidence = { parts = 3 }\n", "evidence.parts"),
        ("evidence = { measures = 3 }\n", "evidence.measures"),
        ('evidence = { any_of = ["x"] }\n', "evidence.any_of"),
        ('evidence = { all_of = ["x"] }\n', "evidence.all_of"),
        ("evidence = { headings = 1 }\n", "evidence"),
        ("evidence = { heading = 1 }\n", "evidence.heading"),
        ('evidence = "3"\n', "evidence"),
        ('pool = "parts"\n', "pool"),
        ("ladder = { rise = 0, first = 4 }\n", "ladder.rise"),
        ("ladder = { hold = { years = 2, of = 2 } }\n", "ladder.hold"),
        ("ladder = { hold = { years = 0, of = 2 } }\n", "ladder.hold"),
        ("notice = -1\n", "notice"),
        ('self_rating = "yes"\n', "self_rating"),
    ],
)
def test_evidence_ladder_and_notice_make_sense(more: str, place: str) -> None:
    assert [found for found, _ in wrong(more)] == [f"schemes.department.{place}"]


def test_who_never_rises_may_stand_where_the_first_year_puts_them() -> None:
    assert edition_of("ladder = { rise = 0, first = 5 }\n")


def test_a_part_is_not_rounded_to_nought() -> None:
    parts = TWO.replace('source = "given"\n', 'source = "given"\nround = 0\n', 1)
    assert [place for place, _ in wrong(parts=parts)] == ["schemes.department.parts[0].round"]


@pytest.mark.parametrize(
    ("levels", "more", "place"),
    [
        (LEVELS.replace("stars = 3\n", 'stars = 3\nwhen = [{ score = "[90,)" }]\n'), "", "levels[0].when[0].score"),
        (LEVELS + "otherwise = true\n", "", "levels[3].otherwise"),
        (LEVELS + "stars = 1\n", "", "levels"),
        (LEVELS.split("[[")[0] + "[[" + LEVELS.split("[[")[1] + "[[" + LEVELS.split("[[")[4], "", "levels"),
        (LEVELS, 'decide = "table"\n', "decide"),
    ],
)
def test_natural_breaks_have_no_borders_of_their_own(levels: str, more: str, place: str) -> None:
    assert f"schemes.department.{place}" in [found for found, _ in wrong(BREAKS + more, ONE, levels)]


def test_a_lowest_share_is_no_problem_beside_a_mark() -> None:
    assert edition_of(levels=STARS + LOWEST + on_part("below", 10, "1", "staff"))
