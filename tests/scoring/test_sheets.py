"""Score sheets on screen and from Excel: all rows or none, every bad cell named, sent twice counts once."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from flask import Flask

from hospital_integrity.ledger import queries as ledger
from hospital_integrity.scoring import queries
from tests import builders


@pytest.fixture
def person(app: Flask):
    """A doctor of a department, under the default edition."""
    builders.edition()
    return builders.member(builders.department("心内科", code="A03"), number="000123")


def sheet_form(**row):
    typed = {"item": "R01", "number": "", "day": "2026-03-01", "times": "1", **row}
    return {"nonce": "b" * 32, "submit": "1", **{f"rows-0-{key}": value for key, value in typed.items()}}


def new(person) -> str:
    return f"/scoring/sheets/new?department={person.memberships[0].department_id}"


def test_a_sheet_is_submitted_into_the_ledger(person, sign_in):
    answer = sign_in("OF").post(new(person), data=sheet_form(number="000123"))
    entries = ledger.entries_of_year(2026)
    assert answer.status_code == 303
    assert [(e.item, e.staff_id) for e in entries] == [("R01", person.id)]


def test_a_double_submit_makes_one_entry(person, sign_in):
    client = sign_in("OF")
    for _ in range(2):
        client.post(new(person), data=sheet_form(number="000123"))
    assert len(ledger.entries_of_year(2026)) == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"number": "999999"}, "没有工号为 999999 的人"),
        ({"number": "000123", "day": "2026-02-30"}, "发生日期"),
        ({"number": "000123", "day": "2025-02-03"}, "2025 年没有生效的办法"),
        ({"number": "000123", "times": "1e400"}, "次数"),
        ({"number": "000123", "item": "R15"}, "必须写明依据"),
        ({"number": "000123", "item": "G04", "points": "NaN", "evidence": "x"}, "分数"),
        ({"number": "000123", "item": "G04", "points": "9", "evidence": "x"}, "1 到 5"),
        ({"number": "", "item": "R01"}, "请填写工号"),
    ],
)
def test_a_bad_row_names_its_field_keeps_what_was_typed_and_writes_nothing(person, sign_in, row, words):
    answer = sign_in("OF").post(new(person), data=sheet_form(**row))
    assert answer.status_code == 422
    assert words in answer.text
    assert row.get("number", "") in answer.text
    assert ledger.entries_of_year(2026) == []


def test_full_width_digits_are_folded(person, sign_in):
    sign_in("OF").post(new(person), data=sheet_form(number="０００１２３", times="２"))
    assert ledger.entries_of_year(2026)[0].times == 2


def test_a_draft_is_kept_and_a_closing_waits_for_it(person, sign_in):
    form = sheet_form(number="000123")
    del form["submit"]
    sign_in("OF").post(new(person), data=form)
    assert ledger.entries_of_year(2026) == []
    assert "还没有提交" in str(queries.unfinished(2026)[0])


def test_a_stale_draft_is_not_overwritten(person, sign_in):
    client = sign_in("OF")
    form = sheet_form(number="000123")
    del form["submit"]
    client.post(new(person), data=form)
    draft = queries.open_sheets()[0]
    stale = {**sheet_form(number="000123"), "version": "0"}
    assert client.post(f"/scoring/sheets/{draft.id}", data=stale).status_code == 409


def filled(client, *rows):
    """The template, filled in below its heading."""
    book = openpyxl.load_workbook(BytesIO(client.get("/scoring/template").data))
    page = book.worksheets[0]
    heading = next(row[0].row for row in page.iter_rows() if str(row[0].value).startswith("条目 "))
    for place, row in enumerate(rows, heading + 1):
        for column, value in enumerate(row, 1):
            page.cell(place, column).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def upload(client, data, name="评分表.xlsx"):
    return client.post("/scoring/upload", data={"nonce": "c" * 32, "file": (BytesIO(data), name)})


def test_a_filled_in_template_becomes_a_draft_and_then_entries(person, sign_in):
    client = sign_in("OF")
    answer = upload(client, filled(client, ["R01 院级荣誉", "000123", "", "2026-03-01", "1", "", "红头文件"]))
    draft = queries.open_sheets()[0]
    client.post(f"/scoring/sheets/{draft.id}/submit", data={"nonce": "d" * 32, "version": "1"})
    assert answer.status_code == 303
    assert [e.evidence for e in ledger.entries_of_year(2026)] == ["红头文件"]


def test_a_refused_file_names_the_cell_and_comes_back_marked(person, sign_in):
    client = sign_in("OF")
    rows = ["R01 院级荣誉", "000123", "", "2026-03-01"], ["R99 没有这一条", "000123", "", "2026-03-01"]
    answer = upload(client, filled(client, *rows))
    assert answer.status_code == 422
    assert "没有条目“R99”" in answer.text
    marked = answer.text.split('href="/scoring/uploads/')[1].split('"')[0]
    book = openpyxl.load_workbook(BytesIO(client.get(f"/scoring/uploads/{marked}").data))
    assert "错误清单" in book.sheetnames
    assert queries.open_sheets() == []


def test_a_head_scores_only_the_own_department(person, sign_in):
    client = sign_in("DH")
    assert client.get(new(person)).status_code == 404
    answer = upload(client, filled(client, ["R01 院级荣誉", "000123", "", "2026-03-01"]))
    assert "不在您可以评分的科室范围内" in answer.text


def test_satisfaction_marks_are_entered_once_for_each_department(person, sign_in):
    client, place = sign_in("OF"), person.memberships[0].department_id
    form = {"nonce": "e" * 32, "rows-0-subject": str(place), "rows-0-value": "92.5"}
    for _ in range(2):
        assert client.post("/scoring/marks?sheet=satisfaction", data=form).status_code == 303
    assert [str(mark.value) for mark in ledger.marks_of_year("department", 2026)[place]] == ["92.5"]
