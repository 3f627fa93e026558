"""Files of published parts: what they come to, and every bad cell with its place."""

from __future__ import annotations

import pytest

from hospital_integrity.rules.edition import Edition, parse
from hospital_integrity.rules.parts_file import BadParts, read_parts
from hospital_integrity.rules.parts_result import rate_parts, scheme_for_parts
from hospital_integrity.rules.saying import Refused
from tests.rules.editions import GRADES, STARS, edition_text

GIVEN = '[[schemes.KIND.parts]]\nkey = "{0}"\nname = "{0}"\nweight = {1}\nsource = "given"\n'
TWO = GIVEN.format("care", 60) + GIVEN.format("staff", 40)
COUNTED = "evidence = { measures = 3, parts = 1 }\n"


def given(more: str = "", parts: str = TWO, levels: str = STARS) -> Edition:
    return parse(edition_text(more, kind="department", parts=parts, levels=levels, items=""))


def rows(text: str) -> list[tuple[int, list[str]]]:
    return [(number, line.split(",")) for number, line in enumerate(text.split("\n"), 1) if line]


def rated(edition: Edition, text: str) -> list[tuple[str, ...]]:
    scheme = scheme_for_parts(edition)
    return [one.cells for one in rate_parts(edition, scheme, read_parts(scheme, edition.year, rows(text)))]


def wrong(edition: Edition, text: str, most: int = 9) -> list[str]:
    scheme = scheme_for_parts(edition)
    with pytest.raises(BadParts) as refused:
        read_parts(scheme, edition.year, rows(text), most)
    return [str(problem) for problem in refused.value.problems]


def test_a_part_without_a_number_gives_its_weight_away() -> None:
    assert rated(given(), "id,care,staff\na,90,80\nb,,80\n") == [
        ("a", "86", "all", "4", ""),
        ("b", "80", "all", "4", ""),
    ]


def test_a_summary_is_not_rounded_but_written_with_ten_places() -> None:
    thirds = given(parts=GIVEN.format("x", 30) + GIVEN.format("y", 60) + GIVEN.format("z", 10))
    assert rated(thirds, "id,x,y,z\na,80,85,\n")[0][1] == "83.3333333333"


def test_who_has_no_star_has_the_reason() -> None:
    subject, summary, pool, level, why = rated(given(COUNTED), "id,care,staff,n_care,n_staff\na,90,80,2,\n")[0]
    assert (subject, summary, pool, level) == ("a", "86", "all", "")
    assert why == "证据不足：0 个部分有至少 3 项指标，至少要 1 个部分"


def test_a_score_below_every_star_is_a_reason_too() -> None:
    assert rated(given(), "id,care,staff\na,-1,-1\n")[0][3:] == ("", "得分 -1，扣分合计 0，单项最多扣 0：不评星")


def test_a_subject_without_any_number_has_no_summary() -> None:
    assert rated(given(), "id,care,staff\na,,\n")[0][1:] == ("", "all", "", "证据不足：没有任何部分有数据")


def test_grades_without_stars_are_levels_like_others() -> None:
    assert rated(given(levels=GRADES), "id,care,staff\na,0,0\n")[0][3] == "poor"


def test_a_category_pools_where_the_edition_pools_by_it() -> None:
    quota = '[[schemes.KIND.quotas]]\nlevel = "5"\nshare = 50\npool = "category"\n'.replace("KIND", "department")
    text = "id,category,care,staff\na,x,99,99\nb,x,98,98\nc,y,97,97\nd,y,96,96\n"
    found = rated(given(levels=STARS + quota), text)
    assert [(pool, level) for _, _, pool, level, _ in found] == [("x", "5"), ("x", "4"), ("y", "5"), ("y", "4")]


def test_columns_that_mean_nothing_are_named_and_ignored() -> None:
    scheme = scheme_for_parts(given())
    parts = read_parts(scheme, 2026, rows("id,care,colour,n_care,staff,category\na,1,red,3,2,x\n"))
    assert parts.ignored == ("colour", "category")


@pytest.mark.parametrize("number", ["1.5", "-0.25", "+3", ".5", "1.", "5.0e1", "-1E-05", "0.12345678901234567890"])
def test_numbers_are_read_as_programs_write_them(number: str) -> None:
    assert rated(given(), f"id,care,staff\na,{number},{number}\n")[0][1]


@pytest.mark.parametrize("number", ["abc", "NaN", "inf", "-Infinity", "1 000", "95%", "１２", "1e999", "1_0", "9" * 13])
def test_what_is_no_number_is_named_by_row_and_column(number: str) -> None:
    assert wrong(given(), f"id,care,staff\na,1,2\nb,1,{number}\n") == [f"第 3 行，staff 列：“{number}”不是数"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["第 1 行：缺少“care”列", "第 1 行：缺少“staff”列"]),
        ("id,care\na,1\n", ["第 1 行：缺少“staff”列"]),
        ("id,care,staff,care\na,1,2,3\n", ["第 1 行，care 列：表头有两列都叫“care”"]),
        ("id,care,staff\n", ["第 1 行：表头下面没有一行数据"]),
        ("id,care,staff\n ,1,2\n", ["第 2 行，id 列：不能为空"]),
        ("id,care,staff\na,1,2\na,1,2\n", ["第 3 行，id 列：“a”与第 2 行重复"]),
        ("id,care,staff\na,1,2,3\n", ["第 2 行：比表头多出内容，请检查逗号和引号"]),
        ("id,care,staff\n" + "x" * 201 + ",1,2\n", ["第 2 行，id 列：最多 200 个字，现在有 201 个"]),
        ("id,care,staff\na\u202eb,1,2\n", ["第 2 行，id 列：含有看不见的字符 U+202E（第 2 个字），请删去后重新输入"]),
    ],
)
def test_bad_files_are_refused_with_the_place(text: str, said: list[str]) -> None:
    assert wrong(given(), text) == said


def test_measures_are_whole_numbers_and_needed_where_the_edition_counts_them() -> None:
    assert wrong(given(COUNTED), "id,care,staff\na,1,2\n") == ["第 1 行：缺少“n_care”列", "第 1 行：缺少“n_staff”列"]
    found = wrong(given(COUNTED), "id,care,staff,n_care,n_staff\na,1,2,3.0,-1\n")
    assert found == ["第 2 行，n_staff 列：“-1”不是指标的个数，应为 0 或正整数"]


def test_blank_lines_mean_nothing_and_short_ones_lack_the_rest() -> None:
    assert [cells[0] for cells in rated(given(), "id,care,staff\n,,\na,1\n\nb,1,2\n")] == ["a", "b"]


def test_reading_stops_at_the_limit_of_rows() -> None:
    def endless():
        yield 1, ["id", "care", "staff"]
        for number in range(2, 12):
            yield number, [str(number), "1", "2"]
        raise AssertionError("read too far")

    with pytest.raises(BadParts, match="第 11 行：一次最多 9 行"):
        read_parts(scheme_for_parts(given()), 2026, endless(), 9)


def test_an_edition_with_several_schemes_rates_departments_or_the_one_asked_for() -> None:
    staff = edition_text(kind="staff", items="")
    both = parse(staff + edition_text(kind="department", parts=TWO, levels=STARS, items="").split("year = 2026\n")[1])
    assert (scheme_for_parts(both).kind, scheme_for_parts(both, "staff").kind) == ("department", "staff")
    with pytest.raises(Refused, match="staff、department"):
        scheme_for_parts(both, "grid")
