"""Spreadsheets that people send: what is read, and that everything else ends in a sentence and never in a crash."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from hospital_integrity.rules.saying import say
from hospital_integrity.spreadsheet import (
    Column,
    Limits,
    Sheet,
    SheetRefused,
    child,
    marked_copy,
    read_workbook,
    sandbox,
    table_workbook,
    template_workbook,
)
from hospital_integrity.spreadsheet.csvfile import decoded

COLUMNS = (
    Column("number", "工号", "number", required=True, unique=True, aliases=("职工号",)),
    Column("name", "姓名", "name", required=True, limit=20),
    Column("kind", "类别", "choice", choices=("医师", "护理")),
    Column("points", "分值（分）", "decimal", low=-10, high=100),
    Column("day", "日期", "day"),
    Column("note", "备注", limit=50),
)
TITLES = tuple(column.title for column in COLUMNS)
APART = {
    "test_rows_come_as_text_and_as_values",
    "test_a_reader_that_takes_too_long_is_stopped",
    "test_the_marked_copy_is_the_same_file_with_red_cells_and_a_list",
    "test_a_file_that_cannot_be_opened_gives_the_list_alone",
    "test_a_directory_that_lies_about_sizes_is_refused",
}
GOOD = ("0001", "张三", "医师", 95.5, date(2026, 11, 22), "好")


@pytest.fixture(autouse=True)
def here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child's work done in this process, which is quicker; tests named in `APART` use the real one."""
    if request.function.__name__ in APART:
        return

    def run(verb: str, data: bytes, limits: Limits, order: dict[str, Any]) -> bytes:
        return {"read": child._read, "mark": child._mark}[verb](data, limits, order)

    monkeypatch.setattr(sandbox, "_run", run)


def workbook(*rows: Any, change: Callable[[Any], Any] = lambda book: None) -> bytes:
    book = Workbook()
    book.active.title = "人员"
    for row in rows:
        book.active.append(row)
    change(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def read(data: bytes, filename: str = "a.xlsx", **options: Any) -> Sheet:
    return read_workbook(data, filename, COLUMNS, **options)


def refused(data: bytes, filename: str = "a.xlsx", **options: Any) -> SheetRefused:
    with pytest.raises(SheetRefused) as caught:
        read(data, filename, **options)
    assert str(caught.value.saying)
    return caught.value


def problem_of(*row: Any) -> str:
    """The words about the one bad cell of the second data row."""
    (problem,) = refused(workbook(TITLES, GOOD, row)).problems
    assert (problem.sheet, problem.row) == ("人员", 3)
    return f"{problem.column}{problem.row} {problem.title}：{problem.saying}；{problem.remedy}"


def shared(*rows: Any) -> bytes:
    """As `workbook`, with the texts in one part that the cells share."""
    return table_workbook("人员", rows[0], rows[1:])


def repacked(data: bytes, change: Callable[[str, str], str | None], extra: dict[str, bytes] | None = None) -> bytes:
    """The same package with the XML of its parts changed, and parts added."""
    saved = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name).decode())
            if content is not None:
                new.writestr(name, content)
        for name, part in (extra or {}).items():
            new.writestr(name, part)
    return saved.getvalue()


def in_sheet(old: str, new: str) -> Callable[[str, str], str]:
    def change(name: str, content: str) -> str:
        if not name.endswith("sheet1.xml"):
            return content
        assert old in content
        return content.replace(old, new, 1)

    return change


def same(_: str, content: str) -> str:
    return content


# What is read


def test_rows_come_as_text_and_as_values() -> None:
    (row,) = read(workbook(TITLES, GOOD)).rows
    assert row == {
        "number": "0001",
        "name": "张三",
        "kind": "医师",
        "points": "95.5",
        "day": "2026-11-22",
        "note": "好",
    }
    assert (row.row, row.typed["points"], row.typed["day"]) == (2, Decimal("95.5"), date(2026, 11, 22))


def test_a_blank_cell_is_empty_text_and_no_value() -> None:
    (row,) = read(workbook(TITLES, ("0001", "张三", None, None, " ", ""))).rows
    assert (row["points"], row.typed["points"], row["day"], row.typed["note"]) == ("", None, "", None)


def test_blank_rows_are_passed_over_and_row_numbers_stay() -> None:
    rows = read(workbook(("说明",), (), TITLES, GOOD, (), (" ",), ("2", *GOOD[1:]))).rows
    assert [row.row for row in rows] == [4, 7]


def test_columns_may_stand_in_any_order_under_other_names() -> None:
    titles = ("备注", " 姓 名 *", "职工号", "分 值(分)：", "日\n期", "类别（必选）")
    (row,) = read(workbook(titles, ("好", "张三", "0001", 1, "2026.1.2", "护理"))).rows
    assert (row["number"], row["name"], row["points"], row["day"], row["kind"]) == (
        "0001",
        "张三",
        "1",
        "2026.1.2",
        "护理",
    )


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2026, 1, 2), "2026-01-02"), ("2026/1/2", "2026-01-02"), ("２０２６年１月２日", "2026-01-02"),
        (20260102, "2026-01-02"), (46024, "2026-01-02"), ("2026-01-02 00:00:00", "2026-01-02"),
    ],
)  # fmt: skip
def test_days_are_read_however_they_were_stored(cell: Any, day: str) -> None:
    assert read(workbook(TITLES, (*GOOD[:4], cell, ""))).rows[0].typed["day"].isoformat() == day


def test_days_of_the_1904_system_are_the_same_days() -> None:
    def old_mac(book: Any) -> None:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        book.epoch = CALENDAR_MAC_1904

    assert read(workbook(TITLES, GOOD, change=old_mac)).rows[0]["day"] == "2026-11-22"


@pytest.mark.parametrize(
    ("stored", "text"), [("85.099999999999994", "85.1"), ("0.30000000000000004", "0.3"), ("1E1", "10")]
)
def test_a_number_is_what_its_owner_sees(stored: str, text: str) -> None:
    data = repacked(workbook(TITLES, GOOD), in_sheet("<v>95.5</v>", f"<v>{stored}</v>"))
    assert read(data).rows[0]["points"] == text


def test_full_width_digits_are_digits() -> None:
    (row,) = read(workbook(TITLES, ("００１", "张三", "", "１２．５", "", ""))).rows
    assert (row["number"], row.typed["number"], row.typed["points"]) == ("００１", "001", Decimal("12.5"))


def test_only_the_first_visible_sheet_is_read() -> None:
    def hide(book: Any) -> None:
        book.create_sheet("旧", 0).sheet_state = "hidden"
        book.create_sheet("别的").append(("x",))

    assert read(workbook(TITLES, GOOD, change=hide)).title == "人员"


def test_hidden_rows_are_left_out_and_counted() -> None:
    def hide(book: Any) -> None:
        book.active.row_dimensions[3].hidden = True

    data = workbook(TITLES, GOOD, ("0002", *GOOD[1:]), change=hide)
    assert (len(read(data).rows), read(data).hidden) == (1, 1)
    assert len(read(data, include_hidden=True).rows) == 2


def test_the_stated_dimension_is_not_believed() -> None:
    data = repacked(workbook(TITLES, GOOD), in_sheet('<dimension ref="A1:F2"', '<dimension ref="A1:XFD1048576"'))
    assert len(read(data).rows) == 1


def assert_written(data: bytes, words: str) -> None:
    with zipfile.ZipFile(BytesIO(data)) as book:
        assert words in book.read("xl/worksheets/sheet1.xml").decode()


def test_rich_text_is_read_without_its_reading_aid() -> None:
    aid = '<rPh sb="0" eb="1"><t>zhang</t></rPh>'
    rich = f"<r><t>张</t></r><r><t>三</t></r>{aid}"
    data = repacked(shared(TITLES, GOOD), lambda _, xml: xml.replace("<t>张三</t>", rich))
    assert read(data).rows[0]["name"] == "张三"
    data = repacked(
        workbook(TITLES, GOOD), lambda _, xml: re.sub("<is><t>(&#24352;&#19977;|张三)</t>", f"<is>{rich}", xml)
    )
    assert_written(data, "<is><r>")
    assert read(data).rows[0]["name"] == "张三"


def test_text_that_looks_like_a_formula_is_text() -> None:
    def typed(book: Any) -> None:
        book.active["F2"].value, book.active["F2"].data_type = "=cmd|' /C calc'!A0", "s"

    assert read(workbook(TITLES, GOOD, change=typed)).rows[0]["note"] == "=cmd|' /C calc'!A0"


def test_the_digest_is_of_the_rows() -> None:
    assert read(workbook(TITLES, GOOD)).digest == read(workbook(TITLES, GOOD)).digest
    assert read(workbook(TITLES, GOOD)).digest != read(workbook(TITLES, (*GOOD[:5], "坏"))).digest


# Cells that are refused, each by its place


def test_a_problem_has_place_words_and_remedy() -> None:
    words = problem_of("0002", "张<b>三", "医师", 1, None, None)
    assert words == "B3 姓名：不能含有“<”（第 2 个字）；请改正后重新上传"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (None, "A3 工号：不能为空"),
        (123, "存成了数值"),
        (date(2026, 1, 2), "当成了日期"),
        ("0001", "与第 2 行重复"),
        ("０００１", "与第 2 行重复"),
        ("工 号", "字母、数字或连字符"),
        (310101199001011234, "存成了数值"),
    ],
)
def test_a_bad_staff_number_is_named(cell: Any, words: str) -> None:
    assert words in problem_of(cell, *GOOD[1:])


@pytest.mark.parametrize(
    "cell", ["12 分", "1,234", "1.2.3", "—", "/", "NaN", "1e400", "+5", "１ｅ２", 100.01, -11, 1e300, True, "9" * 400]
)
def test_a_bad_number_is_named(cell: Any) -> None:
    assert "D3 分值（分）：应为 -10 到 100 之间的数字" in problem_of("2", "李四", None, cell, None, None)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("=1+1", "是公式"),
        ("=A1", "是公式"),
        ("#REF!", "是错误值 #REF!"),
        (date(2026, 1, 2), "当成了日期"),
    ],
)
def test_formulas_errors_and_days_are_no_numbers(cell: Any, words: str) -> None:
    assert words in problem_of("2", "李四", None, cell, None, None)


def test_a_percentage_is_no_plain_number() -> None:
    def percent(book: Any) -> None:
        book.active["D2"].number_format = "0.0%"

    (problem,) = refused(workbook(TITLES, GOOD, change=percent)).problems
    assert "百分比" in str(problem.saying)


@pytest.mark.parametrize(
    "cell",
    [
        "二〇二六年一月二日", "民国114年1月2日", "1月2日", "45658.9999", 45658.9999, 0, 60, 99999999, "2026-02-30",
        "9999-12-31", datetime(2026, 1, 2, 8, 30), datetime(2026, 1, 2, 8, 30).time(), "2026-01-02T08:00:00Z",
    ],
)  # fmt: skip
def test_a_bad_day_is_named(cell: Any) -> None:
    assert "E3 日期：" in problem_of("2", "李四", None, None, cell, None)


def test_a_choice_outside_the_list_is_named_with_the_list() -> None:
    assert problem_of("2", "李四", "医生", None, None, None) == "C3 类别：应为下列之一：医师、护理；请从下拉列表中选择"


def test_a_long_number_in_a_text_column_has_lost_its_digits() -> None:
    assert "末几位已经丢失" in problem_of("2", "李四", None, None, None, 310101199001011234)


def test_a_cell_beside_the_table_is_named() -> None:
    assert "G3 ：这一列没有表头却有内容" in problem_of("2", "李四", None, None, None, None, "x")


def test_a_second_heading_is_named() -> None:
    assert "又出现了一次表头" in problem_of(*TITLES)


def test_merged_cells_are_named_by_their_range() -> None:
    data = workbook(TITLES, GOOD, ("2", *GOOD[1:]), change=lambda book: book.active.merge_cells("B2:B3"))
    assert "B2:B3" in str(refused(data).problems[0].saying)


def test_a_merged_title_above_the_heading_is_no_problem() -> None:
    data = workbook(("人员表",), TITLES, GOOD, change=lambda book: book.active.merge_cells("A1:F1"))
    assert len(read(data).rows) == 1


def test_one_bad_row_refuses_all_and_every_problem_is_listed() -> None:
    rows = [(f"{number:05}", *GOOD[1:]) for number in range(300)]
    problems = refused(workbook(TITLES, *rows, ("x y", "", "医生", "a", "b", "c" * 51))).problems
    assert [problem.column for problem in problems] == list("ABCDEF")
    assert {problem.row for problem in problems} == {302}


# Headings


@pytest.mark.parametrize(
    ("titles", "words", "columns"),
    [
        (TITLES[1:], "缺少列：工号", ["F"]),
        ((*TITLES, "手机"), "不认识的列：手机", ["G"]),
        ((*TITLES, "工 号"), "重复的列：工 号", ["G"]),
        (("工号", "姓名", "工资"), "缺少列：类别、分值（分）、日期、备注", ["C", "D", "E", "F", "G"]),
    ],
)
def test_a_wrong_heading_is_refused_by_the_names_of_its_columns(titles: Any, words: str, columns: list[str]) -> None:
    caught = refused(workbook(titles, GOOD))
    assert str(caught.saying) == words
    assert [problem.column for problem in caught.problems] == columns


@pytest.mark.parametrize("rows", [[], [("x", "y")], [("说明",)] * 10 + [TITLES, GOOD]])
def test_a_heading_that_is_not_within_ten_rows_is_not_found(rows: Any) -> None:
    assert "前 10 行里没有找到表头" in str(refused(workbook(*rows)).saying)


def test_a_heading_alone_is_refused() -> None:
    assert "没有内容" in str(refused(workbook(TITLES)).saying)


def test_rows_that_are_all_hidden_are_refused() -> None:
    data = workbook(TITLES, GOOD, change=lambda book: setattr(book.active.row_dimensions[2], "hidden", True))
    assert "都是隐藏的" in str(refused(data).saying)


# Files that are no table


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b" \n", "空的"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 99, "不是 Excel 文件"),
        (b"%PDF-1.7", "不是 Excel 文件"),
        (b"<html><table><tr><td>1</table>", "不是 Excel 文件"),
        (b'{"a": 1}', "不是 Excel 文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "旧式的 .xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "已加密"),
        (b"PK\x03\x04" + b"0" * 99, "已损坏"),
        (b"x" * (5 * 1024 * 1024 + 1), "不能超过 5 MB"),
    ],
)
def test_what_is_no_workbook_is_said_so(data: bytes, words: str) -> None:
    assert words in str(refused(data).saying)


def test_a_truncated_workbook_is_refused() -> None:
    data = workbook(TITLES, GOOD)
    for cut in (30, len(data) // 2, len(data) - 5):
        assert "已损坏" in str(refused(data[:cut]).saying)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/vbaProject.bin", "宏"),
        ("xl/externalLinks/externalLink1.xml", "外部链接"),
        ("xl/embeddings/oleObject1.bin", "嵌"),
        ("xl/activeX/activeX1.xml", "控件"),
        ("xl/workbook.bin", "xlsb"),
        ("XL/WORKBOOK.XML", "已损坏"),
    ],
)
def test_a_workbook_with_more_than_cells_is_refused(part: str, words: str) -> None:
    assert words in str(refused(repacked(workbook(TITLES, GOOD), same, {part: b"x"})).saying)


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "不是 Excel 文件" in str(refused(saved.getvalue()).saying)


def test_a_zip_bomb_is_refused_before_it_is_opened() -> None:
    data = repacked(workbook(TITLES, GOOD), same, {"xl/bomb.xml": b" " * 60_000_000})
    assert "过大或过于复杂" in str(refused(data).saying)


def test_too_many_parts_are_refused() -> None:
    data = repacked(workbook(TITLES, GOOD), same, {f"x/{number}.xml": b"" for number in range(200)})
    assert "过大或过于复杂" in str(refused(data).saying)


def test_a_directory_that_lies_about_sizes_is_refused() -> None:
    data = repacked(workbook(TITLES, GOOD), in_sheet("<sheetData>", "<sheetData>" + " " * 100_000))
    size = zipfile.ZipFile(BytesIO(data)).getinfo("xl/worksheets/sheet1.xml").file_size
    assert "已损坏" in str(refused(data.replace(size.to_bytes(4, "little"), (500).to_bytes(4, "little"))).saying)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
def test_a_doctype_anywhere_is_refused(part: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'

    def change(name: str, content: str) -> str:
        return (
            bomb + content.partition("?>")[2]
            if name == part and "?>" in content
            else bomb + content
            if name == part
            else content
        )

    assert "已损坏" in str(refused(repacked(shared(TITLES, GOOD), change)).saying)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_missing_part_is_refused(part: str) -> None:
    data = repacked(shared(TITLES, GOOD), lambda name, content: None if name == part else content)
    assert "已损坏" in str(refused(data).saying)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<v>7</v>", "<v>999</v>"), ("<v>7</v>", "<v>-1</v>"), ("<v>7</v>", "<v>²</v>"), ("<v>95.5</v>", "<v>nan</v>"),
        ("<v>95.5</v>", "<v>1e999</v>"), ("<v>95.5</v>", "<v>1_0</v>"), ('r="B2"', 'r="A2"'), ('r="B2"', 'r="B9"'),
        ('r="B2"', 'r="²"'), ('row r="2"', 'row r="1"'), ('row r="2"', 'row r="x"'), ("</sheetData>", "</sheetDat>"),
        ('s="2"', 's="x"'),
    ],
)  # fmt: skip
def test_a_sheet_that_does_not_hold_together_is_refused(old: str, new: str) -> None:
    assert "已损坏" in str(refused(repacked(shared(TITLES, GOOD), in_sheet(old, new))).saying)


def test_a_cell_at_the_end_of_the_world_is_refused() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    assert "最多 40 列" in str(refused(repacked(workbook(TITLES, GOOD), in_sheet("</sheetData>", far))).saying)


def test_a_row_far_below_is_refused() -> None:
    far = '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    assert "第 1048576 行超出范围" in str(
        refused(repacked(workbook(TITLES, GOOD), in_sheet("</sheetData>", far))).saying
    )


def test_a_merge_over_everything_is_refused() -> None:
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD2000"/></mergeCells>'
    assert refused(repacked(workbook(TITLES, GOOD), in_sheet("</sheetData>", merge))).problems


def test_a_row_too_many_is_refused() -> None:
    rows = [(str(number), "张三") for number in range(12)]
    assert "一次最多导入 11 行" in str(refused(workbook(TITLES, *rows), limits=Limits(rows=11)).saying)
    assert "超出范围，一次最多导入 1 行" in str(refused(workbook(TITLES, *rows), limits=Limits(rows=1)).saying)


def test_a_text_longer_than_a_cell_is_refused() -> None:
    long = "x" * 32_768
    data = repacked(shared(TITLES, GOOD), lambda name, text: text.replace("<t>好</t>", f"<t>{long}</t>"))
    assert "过长" in str(refused(data).saying)


def test_only_chartsheets_are_no_sheet() -> None:
    hidden = repacked(workbook(TITLES, GOOD), lambda name, text: text.replace('state="visible"', 'state="hidden"'))
    assert "没有可见的工作表" in str(refused(hidden).saying)


def test_a_reader_that_takes_too_long_is_stopped() -> None:
    many = "".join(f'<row r="{row}">' + "<c/>" * 2_000 + "</row>" for row in range(3, 2_000))
    data = repacked(workbook(TITLES, GOOD), in_sheet("</sheetData>", many + "</sheetData>"))
    assert "过大或过于复杂" in str(refused(data, limits=Limits(seconds=1, ratio=10_000)).saying)


# CSV

LINES = ",".join(TITLES) + "\r\n" + "0001,张三,医师,95.5,2026/11/22,好\r\n"


@pytest.mark.parametrize(
    ("encoding", "seen"), [("utf-8-sig", "utf-8-sig"), ("utf-8", "utf-8-sig"), ("gbk", "gb18030"), ("utf-16", "utf-16")]
)
def test_a_csv_of_any_usual_encoding_is_read(encoding: str, seen: str) -> None:
    sheet = read(LINES.encode(encoding), "a.csv")
    assert (sheet.encoding, sheet.rows[0]["name"], sheet.rows[0].typed["points"]) == (seen, "张三", Decimal("95.5"))


def test_rare_characters_of_gb18030_and_of_old_systems_are_the_standard_ones() -> None:
    data = LINES.replace("张三", "𠮷䶮").encode("gb18030").replace("好".encode("gb18030"), b"\xfe\x51")
    (row,) = read(data, "a.csv").rows
    assert (row["name"], row["note"]) == ("𠮷䶮", "\U00020087")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (LINES.encode("gbk") + b"\xff\xff", "个字节起不是文字"),
        (LINES.encode() + b"a\0b", "空字符"),
        (LINES.encode() + b'"a', "引号不成对"),
        (LINES.encode() + b"x" * 200_000, "一格过长"),
        (LINES.replace(",", ";").encode(), "没有找到表头"),
        (LINES.replace(",", "\t").encode(), "没有找到表头"),
        (LINES.encode() + b"," * 41 + b"x", "最多 40 列"),
        (LINES.encode() + b"\n" * 7_000 + b"x", "超出范围"),
        (b"\xff\xfe\x00", "个字节起不是文字"),
    ],
)
def test_a_bad_csv_is_refused_in_words(data: bytes, words: str) -> None:
    assert words in str(refused(data, "a.csv").saying)


def test_a_bad_cell_of_a_csv_is_named() -> None:
    (problem,) = refused(LINES.replace("95.5", "95分").encode("gbk"), "a.csv").problems
    assert (problem.row, problem.column, problem.title) == (2, "D", "分值（分）")


# What goes back


def test_the_marked_copy_is_the_same_file_with_red_cells_and_a_list() -> None:
    data = workbook(TITLES, ("x y", "张三", "医生", 1, None, "留"))
    book = load_workbook(BytesIO(marked_copy(data, refused(data).problems)))
    cell = book["人员"]["A2"]
    assert (cell.value, cell.fill.start_color.rgb, book["人员"]["F2"].value) == ("x y", "FFFFC7CE", "留")
    assert "字母、数字或连字符" in cell.comment.text
    assert [cell.value for cell in book["错误清单"][3]] == [
        "人员",
        "2",
        "C 类别",
        "应为下列之一：医师、护理",
        "请从下拉列表中选择",
    ]


def test_a_marked_copy_put_right_is_read_and_a_second_round_takes_the_old_marks_off() -> None:
    data = workbook(TITLES, ("x y", "张三", "医生"))
    book = load_workbook(BytesIO(marked_copy(data, refused(data).problems)))
    book["人员"]["A2"] = "0001"
    saved = BytesIO()
    book.save(saved)
    again = load_workbook(BytesIO(marked_copy(saved.getvalue(), refused(saved.getvalue()).problems)))
    assert again["人员"]["A2"].comment is None
    assert again["人员"]["C2"].comment is not None
    assert again.sheetnames == ["人员", "错误清单"]


def test_a_comment_that_was_there_stays_and_does_not_crash() -> None:
    data = workbook(
        TITLES, ("x y", "张三"), change=lambda book: setattr(book.active["A2"], "comment", Comment("原注", "某"))
    )
    book = load_workbook(BytesIO(marked_copy(data, refused(data).problems)))
    assert book["人员"]["A2"].comment.text.startswith("原注\n应为")


def test_a_merged_cell_can_be_in_the_list() -> None:
    data = workbook(TITLES, GOOD, ("2", "李四"), ("3", "x"), change=lambda book: book.active.merge_cells("B3:B4"))
    book = load_workbook(BytesIO(marked_copy(data, refused(data).problems)))
    assert "B3:B4" in book["错误清单"]["D2"].value


def test_text_like_a_formula_stays_text_in_the_marked_copy() -> None:
    def typed(book: Any) -> None:
        book.active["F2"].value, book.active["F2"].data_type = "=1+1", "s"

    data = workbook(TITLES, ("x y", "张三", "", "", "", ""), change=typed)
    assert load_workbook(BytesIO(marked_copy(data, refused(data).problems)))["人员"]["F2"].data_type == "s"


def test_a_csv_comes_back_as_a_workbook_with_the_same_cells() -> None:
    data = LINES.replace("95.5", "=1+1").encode("gbk")
    book = load_workbook(BytesIO(marked_copy(data, refused(data, "a.csv").problems, "a.csv")))
    cell = book["CSV"]["D2"]
    assert (cell.value, cell.data_type, cell.fill.start_color.rgb) == ("=1+1", "s", "FFFFC7CE")
    assert "错误清单" in book.sheetnames


@pytest.mark.parametrize("data", [b"\x89PNG", b"PK\x03\x04", b"", workbook(TITLES)[:-40]])
def test_a_file_that_cannot_be_opened_gives_the_list_alone(data: bytes) -> None:
    book = load_workbook(BytesIO(marked_copy(data, [], "a.xlsx")))
    assert book.sheetnames == ["错误清单"]


# What goes out


def test_a_template_filled_in_is_read_again() -> None:
    filled = {"number": "0001", "name": "张三", "kind": "护理", "points": Decimal("5.5"), "day": date(2026, 1, 2)}
    data = template_workbook("人员", ["一", "二"], COLUMNS, [filled])
    assert read(data).rows[0].typed == {**filled, "note": None}


def test_a_template_is_locked_without_password_and_its_cells_are_free_text() -> None:
    sheet = load_workbook(BytesIO(template_workbook("人员", ["一"], COLUMNS, [{"number": "0001"}])))["人员"]
    assert sheet.protection.sheet and not sheet.protection.password
    assert not sheet["A4"].protection.locked and sheet["A4"].number_format == "@"
    assert sheet["A3"].value == "工号 *" and sheet["A3"].protection.locked and sheet.freeze_panes == "A4"


def test_a_template_offers_its_choices_from_a_named_range_on_a_very_hidden_sheet() -> None:
    book = load_workbook(BytesIO(template_workbook("人员", ["一"], COLUMNS)))
    rule = book["人员"].data_validations.dataValidation[0]
    assert rule.formula1 == "choices_3" and "choices_3" in book.defined_names
    assert book["_选项"].sheet_state == "veryHidden" and book["_选项"]["C2"].value == "护理"


def test_a_template_has_no_merged_cells_and_reads_back_empty() -> None:
    data = template_workbook("人员", [], COLUMNS)
    assert not load_workbook(BytesIO(data))["人员"].merged_cells.ranges
    assert "没有内容" in str(refused(data).saying)


def test_more_instructions_than_the_heading_search_allows_are_an_error() -> None:
    with pytest.raises(ValueError, match="instructions"):
        template_workbook("人员", ["一"] * 9, COLUMNS)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("http://x")', "{=1}", "http://x"]
)
def test_an_exported_text_is_never_a_formula(text: str) -> None:
    cell = load_workbook(BytesIO(table_workbook("表", ["甲"], [[text]])))["表"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert cell.quotePrefix is (text[0] in "=+-@\t＝")


def test_an_export_drops_what_a_file_cannot_hold_and_keeps_types() -> None:
    row = ["a\x00\x07\ud800b", Decimal("5.5"), date(2026, 1, 2), None, 7, "x" * 40_000, True]
    cells = load_workbook(BytesIO(table_workbook("表[1]:*?/\\'" + "长" * 40, list("abcdefg"), [row]))).active[2]
    assert [cell.value for cell in cells[:5]] == ["ab", 5.5, datetime(2026, 1, 2), None, 7]
    assert (len(cells[5].value), cells[6].value) == (32_767, "True")


def test_a_sheet_can_be_asked_for_a_problem_of_its_own() -> None:
    sheet = read(workbook(TITLES, GOOD))
    problem = sheet.problem(2, "number", say("没有这个工号"), say("请核对"))
    assert str(problem.place) == "第 2 行 A 列（工号）"


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_is_read_or_refused_but_never_crashes(seed: int) -> None:
    chance = Random(seed)
    data = bytearray(shared(TITLES, GOOD))
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with suppress(SheetRefused):
        read(bytes(data))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("id\n医院\n", "gb18030"),
        ("id\n医院\n", "utf-8"),
        ("id\nHôpital Müller\n", "utf-8"),
        ("id\nБольница\n", "utf-8"),
    ],
)
def test_a_csv_is_read_in_the_encoding_it_was_written_in(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding))[0] == text
