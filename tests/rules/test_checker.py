"""What the checker refuses: holes, overlaps, unknown names, weights that don't sum, quotas and ladders in vain."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hospital_integrity.rules.edition import parse
from hospital_integrity.rules.plane import planes
from tests.rules.editions import ENTRIES, ITEMS, MARKS, STARS, edition, edition_text, places, problems

LEVEL = '[[schemes.KIND.levels]]\nkey = "{key}"\nname = "{key}"\n'


def table(*rows: tuple[str, str], decide: str = "table") -> str:
    """An edition whose levels hold in these regions; a row without region takes all the rest."""
    levels = (
        LEVEL.format(key=key) + (f"when = [{region}]\n" if region else "otherwise = true\n") for key, region in rows
    )
    return edition_text(f'decide = "{decide}"\n', levels="".join(levels))


def said(text: str) -> str:
    return problems(text)[0][1]


# The rule text of 上高县: 一般 from 60 with less than 25 deducted, 较差 below 60 or from 30 deducted.
SHANGGAO = (
    ("A", '{ score = "[90,)", deductions = "[0,0]" }'),
    ("B", '{ score = "[80,90)", deductions = "[0,25)" }, { score = "[90,)", deductions = "(0,25)" }'),
    ("C", '{ score = "[60,80)", deductions = "[0,25)" }'),
    ("D", '{ score = "(,60)" }, { score = "[60,)", deductions = "[30,)" }'),
)


def test_the_table_of_shanggao_has_a_hole_from_25_to_29() -> None:
    assert said(table(*SHANGGAO)) == "得分 60、扣分合计 25、单项最多扣 12.5 时不属于任何等次"


def test_the_table_of_shanggao_is_sound_once_the_hole_is_closed() -> None:
    closed = [(key, region.replace("[30,)", "[25,)")) for key, region in SHANGGAO]
    assert parse(table(*closed))


def test_whole_number_bands_leave_the_half_points_out() -> None:
    rows = (("A", '{ score = "[95,)" }'), ("B", '{ score = "[80,94]" }'), ("C", '{ score = "(,79]" }'))
    assert said(table(*rows)).startswith("得分 79.01、")


def test_whole_number_bands_are_sound_where_scores_are_whole() -> None:
    rows = (("A", '{ score = "[95,)" }'), ("B", '{ score = "[80,94]" }'), ("C", '{ score = "(,79]" }'))
    assert parse(table(*rows).replace("decide =", "round = 1\ndecide ="))


def test_a_hole_far_below_zero_is_found() -> None:
    assert said(table(("A", '{ score = "[-300,)" }'))).startswith("得分 -300.01")


def test_a_hole_finer_than_hundredths_of_deductions_is_found() -> None:
    rows = (("A", '{ deductions = "[0,14.999]" }'), ("B", '{ deductions = "[15,)" }'))
    assert "扣分合计 14.9995" in said(table(*rows))


def test_an_overlap_is_named_with_both_levels() -> None:
    rows = (("A", '{ score = "[80,)" }'), ("B", '{ score = "(,80]" }'))
    assert "得分 80、" in said(table(*rows)) and "“A、B”" in said(table(*rows))


def test_an_overlap_is_no_overlap_where_the_first_decides() -> None:
    assert parse(table(("A", '{ score = "[80,)" }'), ("B", '{ score = "(,80]" }'), decide="first"))


def test_a_single_item_cannot_cost_more_than_all() -> None:
    rows = (
        ("A", '{ deductions = "[0,10]" }'),
        ("B", '{ deductions = "(10,)" }'),
        ("C", '{ deductions = "[0,5]", worst = "(5,)" }'),
    )
    assert problems(table(*rows, decide="first")) == [
        ("schemes.staff.levels[2]", "没有人能得到“C”：它的条件已被前面的等次占去，或不可能出现")
    ]


def test_bands_in_the_wrong_order_leave_a_level_that_nobody_gets() -> None:
    rows = (("A", '{ score = "[80,)" }'), ("B", '{ score = "[90,)" }'), ("C", ""))
    assert places(table(*rows, decide="first")) == ["schemes.staff.levels[1]"]


@pytest.mark.parametrize(
    "rows",
    [
        (("A", '{ score = "[80,90)" }'), ("B", '{ score = "[90,)" }'), ("C", "")),
        (("A", '{ deductions = "[5,)" }'), ("B", '{ deductions = "[0,5)" }')),
        (("A", '{ worst = "(0,)" }'), ("B", "")),
        (("A", '{ worst = "(5,)" }'), ("B", "")),
    ],
    ids=["score", "deductions", "any deduction", "worst item"],
)
def test_a_table_upside_down_is_refused(rows: tuple[tuple[str, str], ...]) -> None:
    assert "等次颠倒" in said(table(*rows, decide="first"))


def test_a_table_with_too_many_borders_is_refused_at_once() -> None:
    row = '{{ score = "[{0},)", deductions = "[0,{1}.5]", worst = "[0,{1}.25]" }}'
    rows = [(f"L{n}", row.format(99 - n, n)) for n in range(60)]
    assert "分界点太多" in said(table(*rows, ("rest", ""), decide="first"))


def test_each_plane_shows_one_level_in_each_cell() -> None:
    first, second = planes(edition(levels=STAR_OR_WORST).schemes["staff"])
    assert [str(plane.worst) for plane in (first, second)] == ["[0,15]", "(15,)"]
    assert [str(column) for column in first.columns] == ["(,60)", "[60,90)", "[90,)"]
    assert [[level.key for level in row if level] for row in first.levels] == [["D", "C", "A"], ["D", "C", "B"]]


STAR_OR_WORST = (
    LEVEL.format(key="A") + 'when = [{ score = "[90,)", deductions = "[0,0]" }]\n'
    + LEVEL.format(key="B") + 'when = [{ score = "[90,)", worst = "[0,15]" }]\n'
    + LEVEL.format(key="C") + 'when = [{ score = "[60,)" }]\n'
    + LEVEL.format(key="D") + "otherwise = true\n"
)  # fmt: skip


def scheme(more: str, **kwargs: str) -> list[str]:
    return places(edition_text(more, **{"parts": ENTRIES, "levels": STARS, "kind": "department", **kwargs}))


PART = '[[schemes.KIND.parts]]\nkey = "{key}"\nname = "x"\nweight = {weight}\nsource = "{source}"\n'


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        (PART.format(key="a", weight=70, source="entries"), "parts"),
        (ENTRIES.replace("100", '"99.99"'), "parts"),
        (
            PART.format(key="a", weight=50, source="entries") + PART.format(key="b", weight=50, source="entries"),
            "parts",
        ),
        (ENTRIES.replace("100", "50") + MARKS.replace("100", "50").replace("survey", "conduct"), "parts[1].key"),
        (ENTRIES.replace("100", "150") + MARKS.replace("100", "-50"), "parts[1]"),
        (ENTRIES + "full = 0\n", "parts[0]"),
        (ENTRIES + 'sheets = ["peer"]\n', "parts[0].sheets"),
        (MARKS.replace('["satisfaction"]', "[]"), "parts[0].sheets"),
        (MARKS.replace('["satisfaction"]', '["peer", "peer"]'), "parts"),
        (MARKS.replace('["satisfaction"]', '["stage.office"]'), "parts[0].sheets"),
        (PART.format(key="a", weight=100, source="department"), "parts"),
    ],
)
def test_parts_sum_to_100_and_have_one_source_each(parts: str, place: str) -> None:
    assert f"schemes.department.{place}" in scheme("", parts=parts)


QUOTA = '[[schemes.KIND.quotas]]\nlevel = "{}"\nshare = {}\n'
LIMITER = '[[schemes.KIND.limiters]]\nsheet = "{}"\nname = "x"\nbelow = {}\nceiling = "{}"\n'
STAGE = '[[schemes.KIND.stages]]\nkey = "{}"\nname = "x"\nmargin = {}\n'


@pytest.mark.parametrize(
    ("more", "place"),
    [
        (QUOTA.format("6", 10), "quotas[0].level"),
        (QUOTA.format("5", 101), "quotas[0].share"),
        (QUOTA.format("5", -1), "quotas[0].share"),
        (QUOTA.format("none", 10), "quotas[0].level"),
        (QUOTA.format("5", 10) + 'ties = ["alphabet"]\n', "quotas[0].ties"),
        (QUOTA.format("4", 40) + QUOTA.format("5", 10), "quotas[1]"),
        (QUOTA.format("5", 10) + QUOTA.format("5", 20), "quotas[1]"),
        (QUOTA.format("5", 40) + QUOTA.format("4", 10), "quotas[1]"),
        (QUOTA.format("5", 10) + "least = 1\n" + QUOTA.format("4", 40), "quotas[1]"),
        (LIMITER.format("peer", 90, "3"), "limiters[0].sheet"),
        (LIMITER.format("satisfaction", 90, "9"), "limiters[0].ceiling"),
        (LIMITER.format("satisfaction", 90, "5"), "limiters[0].ceiling"),
        (LIMITER.format("satisfaction", 0, "3"), "limiters[0].below"),
        (STAGE.format("a", -1), "stages[0].margin"),
        (STAGE.format("a", 1) + STAGE.format("a", 1), "stages[1].key"),
        ('[[schemes.KIND.consequences]]\nwords = "x"\nlevels = ["6"]\n', "consequences[0].levels"),
    ],
)
def test_quotas_limiters_and_stages_fit_the_levels(more: str, place: str) -> None:
    assert scheme("", parts=MARKS, items="", levels=STARS + more) == [f"schemes.department.{place}"]


@pytest.mark.parametrize("share", [0, 100])
def test_a_quota_may_be_none_or_all(share: int) -> None:
    assert parse(edition_text(kind="department", items="", levels=STARS + QUOTA.format("5", share)))


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ("evidence = 1\n", "evidence"),
        ("round = 0\n", "round"),
        ("shown_at_most = 0\n", "shown_at_most"),
        ('bonus_after = "-5"\n', "bonus_after"),
        ('headings.a = { name = "a", points = 79 }\n', "headings"),
        ('headings.a = { name = "a", most_bonus = -1 }\n', "headings.a"),
    ],
)
def test_numbers_of_a_scheme_make_sense(more: str, place: str) -> None:
    assert f"schemes.department.{place}" in scheme(more)


@pytest.mark.parametrize(
    ("levels", "ladder", "place"),
    [
        (STARS.replace("stars = 2", "stars = 1"), "rise = 1", "ladder.rise"),
        (STARS.replace("stars = 1\n", "stars = 2\n"), "rise = 1, first = 1", "ladder.first"),
        (STARS.replace("stars = ", "stars = 0 # "), "rise = 1", "ladder.first"),
        (STARS.replace('name = "不评星"', 'name = "不评星"\nstars = 1'), "rise = 1", "levels[5].stars"),
    ],
    ids=["a step too high", "a first year below the lowest", "no stars at all", "nowhere to fall"],
)
def test_a_ladder_that_can_not_be_climbed_is_refused(levels: str, ladder: str, place: str) -> None:
    assert f"schemes.department.{place}" in scheme(f"ladder = {{ {ladder} }}\n", levels=levels)


@pytest.mark.parametrize(
    ("levels", "place"),
    [
        ("", "levels"),
        (STARS.replace('key = "4"', 'key = "5"'), "levels[1].key"),
        (STARS.replace('name = "4 星"', 'name = "5 星"'), "levels"),
        (STARS.replace("stars = 4", "stars = 2"), "levels"),
        (STARS.replace("stars = 1\n", "stars = 1\notherwise = true\n"), "levels"),
    ],
    ids=["none", "same key", "same name", "stars out of order", "two for the rest"],
)
def test_levels_stand_in_order_each_once(levels: str, place: str) -> None:
    assert f"schemes.department.{place}" in scheme("", levels=levels)


ITEM = '[items.X]\nname = "x"\nclause = "1"\n'
VETO = ITEM + 'kind = "veto"\nceiling = { KIND = "none" }\n'


@pytest.mark.parametrize(
    ("item", "place"),
    [
        (ITEM + 'kind = "bonus"\nKIND = -1\n', "KIND"),
        (ITEM + 'kind = "deduction"\nKIND = 1\n', "KIND"),
        (ITEM + 'kind = "check"\nKIND = 1\nheading = { KIND = "a" }\n', "KIND"),
        (ITEM + 'kind = "check"\n', "heading"),
        (ITEM + 'kind = "bonus"\n', "staff"),
        (ITEM + 'kind = "bonus"\nKIND = 1\nstaff = 1\n', "staff"),
        (ITEM + 'kind = "bonus"\nKIND = 1\nheading = { KIND = "b" }\n', "heading.KIND"),
        (ITEM + 'kind = "bonus"\nKIND = 1\nheading = { robot = "a" }\n', "heading.robot"),
        (ITEM + 'kind = "veto"\n', "ceiling"),
        (VETO.replace('"none"', '"9"'), "ceiling.KIND"),
        (VETO.replace('"none"', '"5"'), "ceiling.KIND"),
        (VETO.replace("KIND =", 'grid = "none", KIND ='), "ceiling.grid"),
        (ITEM + 'kind = "bonus"\nKIND = 1\ncap = 0\n', "cap"),
        (ITEM + 'kind = "bonus"\nKIND = 1\njudged = [-1, 5]\n', "judged"),
        (ITEM + 'kind = "bonus"\nKIND = 1\njudged = [0, 0]\n', "judged"),
        (ITEM + 'kind = "bonus"\nKIND = 1\njudged = ["0.125", 5]\n', "judged"),
        (ITEM + 'kind = "bonus"\nKIND = 1\njudged = ["0.5", 5]\nstep = 1\n', "judged"),
        (ITEM + 'kind = "bonus"\nKIND = 1\njudged = [0, 5]\nstep = "0.001"\n', "step"),
        (ITEM + 'kind = "bonus"\nKIND = 1\njudged = [0, 5]\nstep = 0\n', "step"),
        (ITEM + 'kind = "bonus"\nKIND = 1\njudged = [0, 5]\nstep = -1\n', "step"),
        (ITEM + 'kind = "bonus"\nKIND = 1\nlookback = 12\n', "lookback"),
    ],
)
def test_items_mean_something_and_name_what_exists(item: str, place: str) -> None:
    found = scheme('headings.a = { name = "a" }\n', items=item)
    assert f"items.X.{place}".replace("KIND", "department") in found


@pytest.mark.parametrize("kind", ["bonus", "deduction"])
def test_a_fact_may_be_known_and_worth_nothing(kind: str) -> None:
    assert edition(kind="department", levels=STARS, items=ITEM + f'kind = "{kind}"\nKIND = 0\n')


@pytest.mark.parametrize("margin", [0, 100])
def test_a_margin_may_be_none_or_all(margin: int) -> None:
    assert edition(levels=STARS + STAGE.format("a", margin))


def test_a_retired_item_need_not_be_worth_anything() -> None:
    assert edition(kind="department", levels=STARS, items=ITEM + 'kind = "bonus"\nretired = true\n').items["X"].retired


def test_an_edition_without_schemes_rates_nobody() -> None:
    assert places('code = "a"\ntitle = "b"\nyear = 2026\n') == ["schemes"]


GRID = edition_text(kind="grid", parts=PART.format(key="a", weight=100, source="department"), items="")


def test_a_grid_member_takes_a_part_from_a_department_that_is_rated() -> None:
    department = edition_text(kind="department", items="").split("year = 2026\n")[1]
    assert places(GRID) == ["schemes.grid.parts"]
    assert parse(GRID + department)


def test_points_are_judged_in_steps() -> None:
    item = edition(items=ITEMS.replace("judged = [0, 100]", 'judged = ["0.5", 5]\nstep = "0.5"', 1)).items["plus"]
    points = [Decimal(text) for text in ("0", "0.5", "0.75", "1", "5", "5.5")]
    assert [item.allows(number) for number in points] == [False, True, False, True, True, False]
