"""From entries and marks to a score: caps, terms, parts, rounding, and a reason for each step."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hospital_integrity.rules.entry import Entry, Facts, Mark
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.weighing import rounded
from tests.rules.editions import ENTRIES, GRADES, ITEMS, MARKS, edition, shipped
from tests.rules.facts import entry, staff_facts

PLAIN = edition()


def rate(found, *entries: Entry) -> Rating:
    return fold(found, staff_facts(2026, *entries))


def minus(id: int, points: str, day: str = "2026-03-01", item: str = "minus") -> Entry:
    return entry(id, item, day, points=points)


def plus(id: int, points: str, day: str = "2026-03-01") -> Entry:
    return entry(id, "plus", day, points=points)


def mark(id: int, value: str | None, sheet: str = "satisfaction", rater: int = 1) -> Mark:
    return Mark(id, sheet, "", rater, None if value is None else Decimal(value))


def marked(found, *marks: Mark) -> Rating:
    return fold(found, replace(staff_facts(2026), marks=marks))


def test_points_count_as_worth_times_judged_times_often() -> None:
    rating = rate(PLAIN, entry(1, "minus", "2026-03-01", points="1.5", times=3))
    assert (rating.raw, rating.deductions) == (Decimal("75.5"), Decimal("4.5"))


def test_half_points_are_exact() -> None:
    assert str(rate(PLAIN, *(plus(n, "0.1") for n in range(10))).raw) == "81.00"


def test_each_entry_has_a_line_with_clause_and_effect() -> None:
    line = rate(PLAIN, minus(7, "2")).lines[0]
    assert (line.entry_id, line.clause, str(line.saying), line.effect) == (7, "2", "扣分", Decimal(-2))


def test_no_line_is_minus_zero() -> None:
    found = edition('headings.a = { name = "a", most_deduction = 0 }\n', items=UNDER_ONE_HEADING)
    assert [str(line.effect) for line in rate(found, minus(1, "5")).lines if line.step == "entry"] == ["0"]


CAPPED = ITEMS.replace("judged = [0, 100]", "judged = [0, 100]\ncap = 10")


def test_an_item_never_takes_more_than_its_cap() -> None:
    rating = rate(edition(items=CAPPED), minus(1, "7"), minus(2, "7"))
    assert (rating.raw, rating.deductions) == (Decimal(70), Decimal(10))
    assert [line.effect for line in rating.lines if line.step == "cap"] == [Decimal(4)]


def test_a_cap_holds_for_each_term() -> None:
    text = {"items": CAPPED, "scheme": 'join = "sum"\n'}
    found = replace(edition(**text), terms=2)
    assert rate(found, minus(1, "15", "2026-03-01"), minus(2, "15", "2026-08-01")).raw == 60


UNDER_ONE_HEADING = ITEMS.replace("judged = [0, 100]", 'judged = [0, 100]\nheading = { KIND = "a" }')
LIMITED = edition('headings.a = { name = "a", most_bonus = 5, most_deduction = 15 }\n', items=UNDER_ONE_HEADING)


def test_a_heading_never_takes_or_gives_more_than_its_limits() -> None:
    rating = rate(LIMITED, minus(1, "10"), minus(2, "10", item="other"), plus(3, "9"))
    assert (rating.raw, rating.deductions, rating.bonus) == (Decimal(70), Decimal(15), Decimal(5))


def test_a_second_breach_does_not_make_the_first_one_smaller() -> None:
    one, two = rate(LIMITED, minus(1, "15")), rate(LIMITED, minus(1, "15"), minus(2, "10", "2026-01-01", item="other"))
    assert (one.worst, two.worst) == (Decimal(15), Decimal(15))


def test_a_fact_proved_late_counts_in_the_first_term() -> None:
    found = replace(edition('join = "mean"\n'), terms=4)
    rating = rate(found, minus(1, "8", "2025-11-30"))
    assert [line.total for line in rating.lines if line.step == "term"] == [72, 80, 80, 80]
    assert rating.raw == 78


def test_terms_are_summed_where_the_edition_says_so() -> None:
    found = replace(edition('join = "sum"\n'), terms=4)
    assert rate(found, minus(1, "8", "2026-02-01"), minus(2, "8", "2026-11-01")).raw == 64


def test_bonus_may_come_after_the_weighting_and_be_capped() -> None:
    found = edition("bonus_after = 5\n", parts=ENTRIES.replace("80", "100"))
    rating = rate(found, plus(1, "9"), minus(2, "20"))
    assert (rating.raw, rating.bonus) == (Decimal(85), Decimal(9))
    assert [(line.step, line.effect) for line in rating.lines if line.step == "bonus"] == [("bonus", Decimal(5))]


def test_the_score_shown_is_capped_and_the_raw_one_kept() -> None:
    rating = rate(edition("shown_at_most = 100\n"), plus(1, "30"))
    assert (rating.score, rating.raw) == (Decimal(100), Decimal(110))


PART = '[[schemes.KIND.parts]]\nkey = "{0}"\nname = "{0}"\nweight = {1}\nsource = "marks"\nsheets = ["{0}"]\n'
WEIGHTED = "".join(PART.format(key, weight) for key, weight in (("a", 22), ("b", 22), ("c", 22), ("d", 22), ("e", 12)))
FIVE = edition(parts=WEIGHTED, items="")


def five(**values: str) -> Rating:
    return marked(FIVE, *(mark(n, value, key) for n, (key, value) in enumerate(values.items(), 1)))


def test_parts_are_weighted() -> None:
    assert five(a="100", b="100", c="50", d="50", e="0").raw == 66


def test_a_missing_parts_weight_is_spread_in_proportion() -> None:
    rating = five(a="60", b="60", c="90", e="30")
    assert str(rating.raw) == "63.85"
    weights = [str(round(part.weight, 3)) for part in rating.parts]
    assert weights == ["28.205", "28.205", "28.205", "0.000", "15.385"]


def test_each_part_says_what_it_brought() -> None:
    rating = five(a="100", b="50", c="50", d="50", e="100")
    assert [line.effect for line in rating.lines if line.step == "part"] == [22, 11, 11, 11, 12]
    assert "a：100 × 22%" in [str(line.saying) for line in rating.lines]


def test_the_only_part_needs_no_line_of_its_own() -> None:
    assert "part" not in {line.step for line in rate(PLAIN, plus(1, "1")).lines}


def test_a_missing_part_is_said_and_is_not_nothing() -> None:
    assert any("d：没有数据" in str(line.saying) for line in five(a="60").lines)
    assert five(a="60").raw == 60


def test_spreading_does_not_push_a_half_below_itself() -> None:
    assert str(five(a="80.005", b="80.005", e="80.005").raw) == "80.01"


def test_thirds_that_make_a_half_are_rounded_up() -> None:
    found = edition(parts=PART.format("a", 50) + PART.format("b", 50), items="")
    thirds = [
        mark(1, "80"),
        mark(2, "80", rater=2),
        mark(3, "80.01", rater=3),
        mark(4, "80"),
        mark(5, "80.02", rater=2),
        mark(6, "80", rater=3),
    ]
    marks = [replace(one, sheet="a" if one.id < 4 else "b") for one in thirds]
    assert str(marked(found, *marks).raw) == "80.01"


def test_nothing_at_all_is_no_score_of_nought() -> None:
    rating = marked(edition(parts=MARKS, items=""))
    assert (rating.rated, rating.level) == (False, "poor")
    assert any("没有任何部分有数据" in str(line.saying) for line in rating.lines)


def test_the_newest_mark_of_a_rater_counts() -> None:
    found = edition(parts=MARKS, items="")
    assert marked(found, mark(3, "90"), mark(1, "10"), mark(2, "70", rater=2)).raw == 80


def test_a_withdrawn_mark_is_gone() -> None:
    found = edition(parts=MARKS, items="")
    assert marked(found, mark(1, "10"), mark(2, "70", rater=2), mark(3, None)).raw == 70


@pytest.mark.parametrize(
    ("number", "step", "result"),
    [
        ("79.625", "0.01", "79.63"),
        ("-0.005", "0.01", "-0.01"),
        ("-0.004", "0.01", "0.00"),
        ("89.99499999999999999999999999999999", "0.01", "90.00"),
        ("89.9949", "0.01", "89.99"),
        ("77.5", "1", "78"),
        ("77.3", "0.5", "77.5"),
        ("77.25", "0.5", "77.5"),
    ],
)
def test_halves_go_up(number: str, step: str, result: str) -> None:
    assert str(rounded(Decimal(number), Decimal(step))) == result


def test_a_reversed_entry_costs_nothing_and_stays_in_sight() -> None:
    rating = rate(PLAIN, minus(1, "5"), entry(2, "minus", "2026-03-01", points="5", reverses=1))
    assert (rating.raw, rating.deductions) == (Decimal(80), Decimal(0))
    assert [(line.step, line.entry_id) for line in rating.lines][-1] != ("entry", 1)


def test_a_reversal_leaves_room_under_the_cap() -> None:
    reversal = entry(2, "minus", "2026-03-01", points="7", reverses=1)
    assert rate(edition(items=CAPPED), minus(1, "7"), reversal, minus(3, "7")).raw == 73


def test_the_department_feeds_its_grid_member() -> None:
    found = shipped("default-2026")
    facts = Facts("grid", 1, 2026, "", feeder=Decimal(90))
    assert str(fold(found, facts).raw) == "14.40"


def test_a_grid_member_without_department_score_is_weighed_by_duties_alone() -> None:
    found = shipped("default-2026")
    reports = [entry(n, "G01", f"2026-{n:02}-05") for n in range(1, 13)]
    assert str(fold(found, Facts("grid", 1, 2026, "", tuple(reports))).raw) == "42.86"


def test_one_fact_counts_in_each_scheme_as_the_edition_says() -> None:
    found, fact = shipped("default-2026"), entry(1, "R15", "2026-03-01")
    effects = [fold(found, Facts(kind, 1, 2026, "", (fact,))).deductions for kind in ("staff", "department", "grid")]
    assert effects == [Decimal(5), Decimal(1), Decimal(0)]


def test_headings_stand_on_their_share_of_the_base() -> None:
    rating = fold(shipped("default-2026"), Facts("department", 1, 2026, "", (entry(1, "R15", "2026-03-01"),)))
    points = {heading.key: (heading.points, heading.evidence) for heading in rating.headings}
    assert points["practice"] == (Decimal("11.5"), True)
    assert points["culture"] == (Decimal("12.5"), False)


def test_a_heading_of_an_average_year_moves_by_the_average() -> None:
    rating = fold(shipped("form-2025"), Facts("staff", 1, 2025, "", (entry(1, "R15", "2025-03-01"),)))
    assert {heading.key: heading.points for heading in rating.headings}["conduct"] == Decimal("-1.25")


CONSEQUENCES = """
[[schemes.KIND.consequences]]
words = "甲"
levels = ["good"]
[[schemes.KIND.consequences]]
words = "乙"
worst = "(15,)"
"""


@pytest.mark.parametrize(("points", "said"), [("0", ("甲",)), ("10", ()), ("16", ("乙",))])
def test_consequences_follow_from_level_and_numbers(points: str, said: tuple[str, ...]) -> None:
    assert rate(edition(levels=GRADES + CONSEQUENCES), minus(1, points)).consequences == said
