"""Workbooks of scores and marks: what offices really send is read, everything else comes back named and marked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from flask import Flask

from hospital_integrity.app import worker
from hospital_integrity.db import db
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.rules.scoresheet import KEYS
from hospital_integrity.scoring import queries
from hospital_integrity.scoring.sheet.rows import columns
from hospital_integrity.spreadsheet import child, sandbox
from tests import builders
from tests.scoring.test_sheets import filled, upload

GOOD = ["R01 院级荣誉", "000123", "", "2026-03-01", "1", "", "红头文件"]


@pytest.fixture(autouse=True)
def here(monkeypatch):
    """The child's work done in this process, which is quicker; tests/hall/test_spreadsheet.py uses the real one."""

    def run(verb, data, limits, order):
        return {"read": child._read, "mark": child._mark}[verb](data, limits, order)

    monkeypatch.setattr(sandbox, "_run", run)


@pytest.fixture
def place(app: Flask):
    """A department with a doctor, and one who left; the default edition."""
    builders.edition()
    place = builders.department("心内科", code="A03")
    builders.department("骨科", code="B01")
    builders.member(place, "张晓明", number="000123")
    gone = builders.staff("李离", number="000999", left_on=date(2025, 1, 1))
    builders.membership(gone, place, to_day=date(2025, 1, 1))
    return place


@pytest.fixture
def officer(place, sign_in):
    return sign_in("OF")


def send(client, data, address="/scoring/upload", name="评分表.xlsx", nonce="c"):
    return client.post(address, data={"nonce": nonce * 32, "file": (BytesIO(data), name)})


def changed(data, change):
    """The workbook after somebody did something to its first sheet."""
    book = openpyxl.load_workbook(BytesIO(data))
    change(book.worksheets[0])
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def heading(page):
    return next(
        row for row in range(1, 12) if str(page.cell(row, 1).value).rstrip(" *") in ("条目", "科室编码", "姓名")
    )


def fill(data, **cells):
    """The workbook with cells by their title in the line whose first cells hold the key `at`."""
    at = cells.pop("at")

    def change(page):
        top = heading(page)
        titles = {str(cell.value).rstrip(" *"): cell.column for cell in page[top]}
        row = next(r for r in range(top + 1, page.max_row + 1) if at in [cell.value for cell in page[r]])
        for title, value in cells.items():
            page.cell(row, titles[title]).value = value

    return changed(data, change)


@pytest.mark.parametrize(
    "day", ["2026.3.1", "2026年3月1日", "20260301", "２０２６－０３－０１", "2026/3/1", date(2026, 3, 1), 20260301]
)
def test_days_are_read_as_offices_write_them(officer, day):
    assert upload(officer, filled(officer, [*GOOD[:3], day, *GOOD[4:]])).status_code == 303
    assert queries.open_sheets()[0].rows[0]["day"]


@pytest.mark.parametrize("points", ["3 分", "３", "3.0", 3, "3分"])
def test_points_are_read_as_offices_write_them(officer, points):
    upload(officer, filled(officer, ["G04 x", "000123", "-", "2026-03-01", "—", points, "依据"]))
    draft = queries.open_sheets()[0]
    officer.post(f"/scoring/sheets/{draft.id}/submit", data={"nonce": "d" * 32, "version": "1"})
    assert [(entry.points, entry.times) for entry in ledger.entries_of_year(2026)] == [(Decimal(3), 1)]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["R99 没有", *GOOD[1:]], "没有条目“R99”"),
        (["R01", "000999", *GOOD[2:]], "此人在 2026-03-01 不属于任何科室"),
        (["C1 x", "", "火星科", *GOOD[3:]], "没有编码或名称为“火星科”的科室"),
        ([*GOOD[:4], "两次", *GOOD[5:]], "次数"),
        ([*GOOD[:4], "=1+1", *GOOD[5:]], "公式"),
        ([*GOOD[:4], "100", *GOOD[5:]], "1 到 99"),
        ([*GOOD[:3], "", *GOOD[4:]], "不能为空"),
        ([*GOOD[:3], "2026-02-30", *GOOD[4:]], "不存在"),
        ([*GOOD[:3], "2027-03-01", *GOOD[4:]], "2027"),
        (["R01", 123, *GOOD[2:]], "前面的 0 可能已经丢失"),
        (["G04 x", "000123", "", "2026-03-01", "1", "9", "x"], "1 到 5"),
        (["G04 x", "000123", "", "2026-03-01", "1", "", "x"], "1 到 5"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_is_kept(officer, row, words):
    answer = upload(officer, filled(officer, GOOD, row))
    assert (answer.status_code, queries.open_sheets()) == (422, [])
    assert words in answer.text


def test_the_file_comes_back_in_its_layout_with_red_cells_and_remedies(officer):
    answer = upload(officer, filled(officer, GOOD, ["R99 没有", *GOOD[1:]]))
    link = answer.text.split('href="/scoring/uploads/')[1].split('"')[0]
    book = openpyxl.load_workbook(BytesIO(officer.get(f"/scoring/uploads/{link}").data))
    page, listing = book.worksheets[0], book["错误清单"]
    bad = page.cell(heading(page) + 2, 1)
    assert (bad.value, bad.fill.start_color.rgb, "没有条目" in bad.comment.text) == ("R99 没有", "FFFFC7CE", True)
    assert [cell.value for cell in listing[2]][-1] == "请改正后重新上传"


def test_merged_cells_and_hidden_rows_are_said(officer):
    data = filled(officer, GOOD, GOOD)
    merged = upload(officer, changed(data, lambda page: page.merge_cells("B7:B8")))
    assert (merged.status_code, "是合并的" in merged.text) == (422, True)

    def hide(page):
        page.row_dimensions[heading(page) + 2].hidden = True

    answer = send(officer, changed(data, hide))
    assert "有 1 行是隐藏的" in officer.get(answer.location).text


def test_the_same_file_again_leads_to_its_draft_and_is_never_written_twice(officer):
    data = filled(officer, GOOD)
    first, again = send(officer, data), send(officer, data, nonce="d")
    assert first.location == again.location
    officer.post(first.location.replace("review", "submit"), data={"nonce": "e" * 32, "version": "1"})
    late = send(officer, data, nonce="f")
    assert (late.status_code, "已经上传过" in late.text) == (422, True)
    assert len(ledger.entries_of_year(2026)) == 1


def test_nothing_is_written_before_the_preview_is_submitted(officer):
    answer = upload(officer, filled(officer, GOOD))
    assert "个人\u00a0+" in officer.get(answer.location).text
    assert ledger.entries_of_year(2026) == []


# One item, all departments or all people


def test_all_departments_come_filled_in_and_untouched_lines_are_passed_over(officer, place):
    data = officer.get("/scoring/template?kind=places&item=C1").data
    answer = send(officer, fill(data, at="B01", 次数="1 次"))
    assert answer.status_code == 303
    assert [row["department"] for row in queries.open_sheets()[0].rows] == ["B01"]


def test_a_bad_line_of_a_filled_file_is_marked_where_it_stands(officer):
    data = fill(officer.get("/scoring/template?kind=places&item=C1").data, at="B01", 次数="1", 发生日期="昨天")
    answer = send(officer, data)
    assert (answer.status_code, "发生日期" in answer.text) == (422, True)


def test_people_come_filled_in_and_a_name_must_belong_to_its_number(officer, place):
    data = officer.get(f"/scoring/template?kind=people&item=R05&department={place.id}").data
    assert send(officer, fill(data, at="000123", 次数=1, 依据="表扬信")).status_code == 303
    answer = send(officer, fill(data, at="000123", 次数=2, 依据="表扬信", 姓名="王五"), nonce="d")
    assert "不是同一个人" in answer.text


@pytest.mark.parametrize("address", ["", "?kind=places&item=C1", "?kind=people&item=R05&department=1"])
def test_templates_have_drop_downs_text_numbers_and_no_password(officer, address):
    book = openpyxl.load_workbook(BytesIO(officer.get(f"/scoring/template{address}").data))
    page = book.worksheets[0]
    top = heading(page)
    number = next((c.column for c in page[top] if str(c.value).startswith("工号")), 1)
    assert any(rule.type == "list" for rule in page.data_validations.dataValidation)
    letter = page.cell(top, number).column_letter
    assert "@" in (page.cell(top + 1, number).number_format, page.column_dimensions[letter].number_format)
    assert page.protection.sheet and not page.protection.password


# Many raters in one file


def rated(client, *marks):
    """The template of the peers' sheet with (rater, code, mark)."""
    data = client.get("/scoring/marks/template?sheet=peer").data

    def change(page):
        top = heading(page)
        page.delete_rows(top + 1, page.max_row)
        for n, (rater, code, mark) in enumerate(marks, top + 1):
            page.cell(n, 1).value, page.cell(n, 3).value, page.cell(n, 4).value = code, rater, mark

    return changed(data, change)


def test_marks_of_many_raters_are_looked_at_and_then_entered(officer, place):
    answer = send(
        officer, rated(officer, ("W-1", "A03", "95 分"), ("W-2", "A03", 80)), "/scoring/marks/upload?sheet=peer"
    )
    assert "2" in officer.get(answer.location).text and queries.given(2026, queries.mark_sheets(2026)["peer"]) == {}
    officer.post(answer.location, data={"nonce": "e" * 32, "version": "1"})
    given = queries.given(2026, queries.mark_sheets(2026)["peer"])
    assert given == {"W-1": {place.id: Decimal(95)}, "W-2": {place.id: Decimal(80)}}


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (("W-1", "Z99", 80), "没有编码为“Z99”的科室"),
        (("", "A03", 80), "没有写评分人"),
        (("000123", "A03", 80), "自己所在的科室"),
        (("W-1", "A03", 101), "0 到 100"),
        (("W-1", "A03", "优"), "0 到 100"),
        (("问卷一", "A03", 80), "字母、数字"),
        (("W-9", "B01", 70), "重复"),
    ],
)
def test_a_bad_mark_in_a_file_is_named(officer, mark, words):
    data = rated(officer, ("W-9", "B01", 60), mark)
    answer = send(officer, data, "/scoring/marks/upload?sheet=peer")
    assert (answer.status_code, words in answer.text) == (422, True)


# Long files


def long(rows):
    text = ",".join(column.title for column in columns([], [])) + "\n"
    return (text + "".join(f"R01,000123,,2026-03-01,1,,第{n}号,\n" for n in range(rows))).encode("utf-8-sig")


def worked(app, client, answer):
    assert (answer.status_code, answer.location.startswith("/jobs/")) == (303, True)
    db.session.commit()
    assert worker(app).run_one()
    return client.get(answer.location).text


def test_a_long_sheet_is_read_and_submitted_by_jobs(app, officer):
    page = worked(app, officer, send(officer, long(5_001), name="长表.csv"))
    draft = queries.open_sheets()[0]
    assert f"/scoring/sheets/{draft.id}/review" in page
    data = {"nonce": "e" * 32, "version": "1"}
    worked(app, officer, officer.post(f"/scoring/sheets/{draft.id}/submit", data=data))
    assert (queries.unfinished(2026), len(ledger.entries_of_year(2026))) == ([], 5_001)


def test_a_million_rows_end_in_a_sentence(app, officer):
    data = long(0) + b"R01\n" * 1_000_000
    assert "一次最多导入 50000 行" in worked(app, officer, send(officer, data, name="长表.csv"))
    assert queries.open_sheets() == []


def test_every_key_of_a_row_has_its_column():
    assert {column.key for column in columns([], [])} == set(KEYS)
