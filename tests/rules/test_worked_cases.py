"""The worked cases of the published rule texts, by number. R1, R2 and P are three editions: only the text differs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from hospital_integrity.rules.appraisal import edition_says, links
from hospital_integrity.rules.edition import BadEdition, parse
from hospital_integrity.rules.entry import Facts, History, Mark
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.ladder import recheck_due
from hospital_integrity.rules.quota import decide, places
from hospital_integrity.rules.sanction import Sanction, terms
from tests.rules.facts import department_facts, entry, staff_facts

EDITIONS = Path(__file__).parents[2] / "hospital_integrity" / "policy" / "editions"
R1 = parse((EDITIONS / "form-2025.toml").read_text("utf-8"))
P = parse((EDITIONS / "default-2026.toml").read_text("utf-8"))

FREE_ITEM = """
[items.%(key)s]
name = "%(key)s"
clause = "0"
kind = "%(kind)s"
%(scheme)s = %(sign)s
judged = [0, 100]
"""


def free_items(scheme: str = "staff") -> str:
    """One bonus item and four deduction items whose points are judged freely."""
    deductions = [{"key": f"minus{n}", "kind": "deduction", "sign": -1, "scheme": scheme} for n in range(4)]
    return "".join(
        FREE_ITEM % one for one in [{"key": "plus", "kind": "bonus", "sign": 1, "scheme": scheme}, *deductions]
    )


R2_TEXT = """
code = "R2"
title = "温州 2024"
year = 2024
[schemes.staff]
name = "医德考评"
decide = "table"
[[schemes.staff.parts]]
key = "conduct"
name = "医德得分"
weight = 100
source = "entries"
base = 80
[[schemes.staff.levels]]
key = "A"
name = "A"
when = [{ score = "[90,)", deductions = "[0,0]" }]
[[schemes.staff.levels]]
key = "B"
name = "B"
when = [{ score = "[80,90)", worst = "[0,15%(closed)s" }, { score = "[90,)", deductions = "(0,)" }]
[[schemes.staff.levels]]
key = "C"
name = "C"
when = [{ score = "[60,80)" }, { score = "[80,90)", worst = "(15,)" }]
[[schemes.staff.levels]]
key = "D"
name = "D"
when = [{ score = "[50,60)" }]
[[schemes.staff.levels]]
key = "E"
name = "E"
when = [{ score = "(,50)" }]
[[schemes.staff.consequences]]
words = "年度考核基本合格"
worst = "(15,)"
levels = ["A", "B", "C"]
[[schemes.staff.consequences]]
words = "取消年终绩效考核奖"
levels = ["D"]
[[schemes.staff.consequences]]
words = "年度考核不合格"
levels = ["E"]
"""
R2 = parse(R2_TEXT % {"closed": "]"} + free_items())


def r1(*quarters: tuple[str, ...]):
    """Rate under R1; each quarter is a tuple of signed points, entered under items that are worth just that."""
    by_worth = {item.worth["staff"]: key for key, item in R1.items.items() if "staff" in item.worth}
    entries = []
    for quarter, points in enumerate(quarters):
        for value in points:
            entries.append(entry(len(entries) + 1, by_worth[Decimal(value)], f"2025-{quarter * 3 + 2:02d}-10"))
    return fold(R1, staff_facts(2025, *entries))


def free(edition, *points: str):
    """Rate under an edition with free items; negative points of one call lie under one item each."""
    entries, used = [], 0
    for number, value in enumerate(map(Decimal, points), 1):
        item = "plus" if value > 0 else f"minus{used}"
        used += value < 0
        entries.append(entry(number, item, f"{edition.year}-03-01", points=str(abs(value))))
    return fold(edition, staff_facts(edition.year, *entries))


P_FREE = parse((EDITIONS / "default-2026.toml").read_text("utf-8") + free_items())


@pytest.mark.parametrize(
    ("case", "quarters", "score", "grade"),
    [
        ("1 no events", ((),), "80.00", "良好"),
        ("2 +10 in the first quarter only", (("10",),), "82.50", "良好"),
        ("3 +10 each quarter", (("10",),) * 4, "90.00", "优秀"),
        ("4 mixed", (("2", "-1"), ("5", "-3"), ("-5",), ("0.5",)), "79.63", "合格"),
        ("5 -15 in each quarter", (("-5",) * 3,) * 4, "65.00", "合格"),
    ],
)
def test_quarters_are_averaged_and_rounded_half_up(case, quarters, score, grade):
    rating = r1(*quarters)
    assert (str(rating.score), rating.level_name) == (score, grade), case


def test_case_5_half_a_point_less_is_below_65():
    text = (EDITIONS / "form-2025.toml").read_text("utf-8") + free_items()
    days = ["2025-02-10", "2025-05-10", "2025-08-10", "2025-11-10"]
    points = ["15", "15", "15", "15.5"]
    entries = [entry(n, "minus0", day, points=p) for n, (day, p) in enumerate(zip(days, points, strict=True), 1)]
    rating = fold(parse(text), staff_facts(2025, *entries))
    assert (str(rating.score), rating.level_name) == ("64.88", "不合格")


@pytest.mark.parametrize(
    ("case", "points", "score", "grade", "consequence"),
    [
        ("6", ("10",), "90.00", "A", ()),
        ("7", ("12", "-1"), "91.00", "B", ()),
        ("8 one item of 16", ("20", "-16"), "84.00", "C", ("年度考核基本合格",)),
        ("8 one item of 14", ("20", "-14"), "86.00", "B", ()),
        ("9", ("-21",), "59.00", "D", ("取消年终绩效考核奖",)),
        ("10", ("-31",), "49.00", "E", ("年度考核不合格",)),
    ],
)
def test_gates_look_at_deductions_and_at_the_worst_item(case, points, score, grade, consequence):
    rating = free(R2, *points)
    assert (str(rating.score), rating.level, rating.consequences) == (score, grade, consequence), case


def test_case_9_losing_the_bonus_is_no_word_about_the_appraisal_and_case_10_is():
    says = [edition_says(R2.schemes["staff"], free(R2, points).consequences).key for points in ("-21", "-31")]
    assert says == ["pass", "fail"]


def test_case_8_the_checker_finds_the_hole_at_exactly_15():
    with pytest.raises(BadEdition) as refused:
        parse(R2_TEXT % {"closed": ")"} + free_items())
    assert "单项最多扣 15 时不属于任何等次" in str(refused.value.problems[0].saying)


@pytest.mark.parametrize(
    ("rated", "share", "allowed"), [(2045, 15, 306), (2045, 20, 409), (6, 15, 0), (7, 15, 1), (37, 15, 5)]
)
def test_case_14_a_quota_is_rounded_down(rated, share, allowed):
    assert places(Decimal(share), rated) == allowed


def test_case_14_224_excellent_need_a_pool_of_1494():
    assert next(n for n in range(3000) if places(Decimal(15), n) >= 224) == 1494


HONOURED = [("R10", "2026-02-01"), ("R08", "2026-03-01"), ("R13", "2026-04-01")]


def honoured(*more):
    return [*(entry(n, item, day) for n, (item, day) in enumerate(HONOURED, 1)), *more]


def test_case_15_enough_bonus_and_no_deduction_is_excellent():
    rating = fold(P, staff_facts(2026, *honoured()))
    assert (str(rating.score), rating.level_name) == ("92.00", "优秀")


def test_case_15_one_deduction_costs_the_excellent():
    rating = fold(P, staff_facts(2026, *honoured(entry(4, "R30", "2026-05-01"))))
    assert (str(rating.score), rating.level_name) == ("91.00", "良好")


def test_case_15_a_reversed_deduction_is_kept_and_costs_nothing():
    undone = [entry(4, "R30", "2026-05-01"), entry(5, "R30", "2026-05-01", reverses=4)]
    rating = fold(P, staff_facts(2026, *honoured(*undone)))
    assert (str(rating.score), rating.level_name) == ("92.00", "优秀")
    assert [line.entry_id for line in rating.lines if line.step == "reversed"] == [4]


def test_case_16_a_confirmed_veto_is_poor_whatever_the_score():
    rating = free(P_FREE, "20")
    vetoed = fold(P_FREE, staff_facts(2026, entry(1, "plus", "2026-01-05", points="20"), entry(2, "V2", "2026-02-01")))
    assert (rating.level_name, vetoed.level_name, str(vetoed.raw)) == ("优秀", "较差", "100.00")


def test_case_16_a_reported_veto_holds_the_grade_and_does_not_lower_it():
    rating = fold(P, staff_facts(2026, *honoured(), pending=("V2",)))
    assert (rating.held, rating.level_name) == (True, "优秀")


@pytest.mark.parametrize(
    ("points", "shown", "raw", "grade", "consequence"),
    [
        (("30",), "100", "110.00", "优秀", "年度考核可评为优秀"),
        (("30", "-16"), "94.00", "94.00", "一般", "年度考核基本合格"),
        (("5", "-4", "-4", "-3", "-3"), "71.00", "71.00", "一般", None),
        (("20", "-4", "-4", "-3", "-3"), "86.00", "86.00", "良好", "年度考核可评为优秀"),
        (("45", "-15", "-15"), "95.00", "95.00", "较差", "年度考核不合格"),
    ],
)
def test_case_17_bands_and_gates_of_the_default_policy(points, shown, raw, grade, consequence):
    rating = free(P_FREE, *points)
    assert (str(rating.score), str(rating.raw), rating.level_name) == (shown, raw, grade)
    assert rating.consequences == ((consequence,) if consequence else ())


def test_case_18_those_beyond_the_quota_keep_their_score_and_get_the_reason():
    ratings = [_rated(n, bonus=10 + n if n < 17 else 0) for n in range(100)]
    decided = decide(P_FREE, "staff", ratings)
    lowered = [r for r in decided.values() if r.earned == "excellent" and r.level == "good"]
    assert sum(r.level == "excellent" for r in decided.values()) == 15
    assert sorted(str(r.raw) for r in lowered) == ["90.00", "91.00"]
    assert all("名额" in str(r.lines[-1].saying) for r in lowered)


def _rated(subject: int, bonus: int):
    entries = [entry(1, "plus", "2026-03-01", points=str(bonus))] if bonus else []
    return fold(P_FREE, staff_facts(2026, *entries, subject_id=subject))


def test_equals_at_the_edge_of_the_quota_stand_or_fall_together():
    decided = decide(P_FREE, "staff", [_rated(n, bonus=12) for n in range(20)])
    assert sum(r.level == "excellent" for r in decided.values()) == 0


@pytest.mark.parametrize(
    ("sanctions", "ends"),
    [
        ([("unit.warning", "2024-08-31")], "2025-02-28"),
        ([("unit.demerit", "2025-03-15")], "2026-03-15"),
        ([("unit.lowered", "2024-02-29")], "2026-02-28"),
        ([("unit.demerit", "2024-01-10"), ("unit.warning", "2024-10-10")], "2025-07-10"),
        ([("unit.lowered", f"2024-0{n}-10") for n in (1, 2, 3)], "2028-03-10"),
    ],
    ids=["warning", "demerit", "lowered", "the rest and its own", "at most 48 months"],
)
def test_case_23_when_a_sanction_ends(sanctions, ends):
    found = terms(Sanction(n, kind, date.fromisoformat(day)) for n, (kind, day) in enumerate(sanctions))
    assert str(found[-1].ends) == ends


@pytest.mark.parametrize(
    ("kind", "annual"), [("unit.warning", "合格"), ("unit.demerit", "只写评语，不确定档次"), (None, "可评为优秀")]
)
def test_case_24_a_sanction_leaves_the_grade_and_moves_the_appraisal(kind, annual):
    rating = fold(P, staff_facts(2026, *honoured()))
    sanctions = [Sanction(1, kind, date(2026, 4, 1))] if kind else []
    found = links(P.schemes["staff"], rating.consequences, sanctions, 2026, doctor=True)
    assert (str(rating.score), rating.level_name, str(found.annual.words)) == ("92.00", "优秀", annual)


def star(score: str, *, last: int | None, satisfaction: str = "95", extra=(), removed=None):
    """A department whose parts are made to come to `score`: satisfaction weighs 30 %, entries 70 %."""
    conduct = (Decimal(score) - Decimal(satisfaction) * Decimal("0.3")) / Decimal("0.7")
    entries = [entry(9, "short", "2026-02-02", points=str(round(100 - conduct, 2)), department_only=True), *extra]
    facts = department_facts(
        2026, *entries, *(entry(20 + n, f"C{n}", "2026-01-05", department_only=True) for n in range(1, 9))
    )
    history = History(2025 if last is not None else None, last, removed)
    return fold(
        STAR_EDITION,
        Facts(
            **{**_fields(facts), "history": history, "marks": (Mark(1, "satisfaction", "", 7, Decimal(satisfaction)),)}
        ),
    )


def _fields(facts: Facts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}


STAR_EDITION = parse(
    (EDITIONS / "default-2026.toml").read_text("utf-8")
    + '\n[items.short]\nname = "扣分"\nclause = "x"\nkind = "deduction"\ndepartment = -1\njudged = [0, 100]\n'
)


@pytest.mark.parametrize(
    ("score", "last", "satisfaction", "stars"),
    [
        ("94.10", 3, "95", 4),
        ("71", 5, "95", 3),
        ("96", None, "95", 3),
        ("92", 4, "89", 3),
    ],
)
def test_case_20_the_ladder(score, last, satisfaction, stars):
    assert star(score, last=last, satisfaction=satisfaction).stars == stars


def test_case_20_a_veto_removes_the_star_at_once():
    rating = star("92", last=4, extra=[entry(50, "D2", "2026-06-10", department_only=True)])
    assert (rating.stars, rating.level) == (0, "none")


def test_case_20_within_twelve_months_of_a_removal_nothing_is_awarded():
    assert star("92", last=0, removed=date(2026, 6, 10)).stars == 0
    assert star("92", last=0, removed=date(2025, 6, 10)).stars == 3


def bands(text: str):
    return parse(BANDS_HEAD + text + free_items("department"))


BANDS_HEAD = """
code = "bands"
title = "t"
year = 2026
[[schemes.department.parts]]
key = "all"
name = "得分"
weight = 100
source = "marks"
sheets = ["score"]
[schemes.department]
name = "d"
"""


def scored(edition, score: str):
    return fold(edition, Facts("department", 1, 2026, "", marks=(Mark(1, "score", "", 1, Decimal(score)),)))


@pytest.mark.parametrize(("score", "stars"), [("89.99", 4), ("90", 5), ("80.0", 4), ("79.9", 3)])
def test_case_20_bands_of_jiayuguan(score, stars):
    edition = bands(
        """
recheck_years = 2
[[schemes.department.levels]]
key = "5"
name = "五星"
stars = 5
when = [{ score = "[90,)" }]
[[schemes.department.levels]]
key = "4"
name = "四星"
stars = 4
when = [{ score = "[80,90)" }]
[[schemes.department.levels]]
key = "3"
name = "三星"
stars = 3
otherwise = true
"""
    )
    assert scored(edition, score).stars == stars
    assert recheck_due(edition.schemes["department"], 2026, 2024)


VILLAGE = """
code = "village"
title = "清廉村居"
year = 2026
[schemes.department]
name = "清廉村居"
bonus_after = 5
[[schemes.department.parts]]
key = "conduct"
name = "得分"
weight = 100
source = "entries"
base = 100
[[schemes.department.levels]]
key = "yes"
name = "认定"
stars = 1
when = [{ score = "[90,)" }]
[[schemes.department.levels]]
key = "no"
name = "不予认定"
otherwise = true
[items.negative]
name = "负面清单"
clause = "0"
kind = "veto"
lookback = 24
ceiling = { department = "no" }
"""


def village(minus: str, plus: str, *earlier):
    edition = parse(VILLAGE + free_items("department"))
    entries = (
        entry(1, "minus0", "2026-01-01", points=minus, department_only=True),
        entry(2, "plus", "2026-01-01", points=plus, department_only=True),
    )
    return fold(edition, Facts("department", 1, 2026, "", entries, earlier=earlier))


def test_case_20_a_bonus_is_capped_at_five():
    rating = village("14", "6")
    assert (str(rating.raw), rating.level) == ("91.00", "yes")


def test_case_20_a_fact_of_the_negative_list_is_remembered_for_two_years():
    remembered = village("8", "5", entry(3, "negative", "2025-04-30", department_only=True))
    assert (str(remembered.raw), remembered.level) == ("97.00", "no")
    assert village("8", "5", entry(3, "negative", "2024-12-30", department_only=True)).level == "yes"
