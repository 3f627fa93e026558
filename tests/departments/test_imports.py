"""Lists are uploaded, looked at, confirmed: all or nothing, once, and every refusal says what to do."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook

from hospital_integrity.db import db
from hospital_integrity.departments import operations, queries, sheet
from hospital_integrity.departments.models import Department, RegisterImport, Staff
from hospital_integrity.journal.models import Event
from hospital_integrity.rules.roster import Listed
from hospital_integrity.rules.saying import Refused, Stale
from hospital_integrity.spreadsheet import SheetRefused
from tests import builders

DAY, BEFORE = date(2026, 6, 1), date(2026, 5, 31)
STAFF = [column.title for column in sheet.STAFF_COLUMNS]
PLACES = [column.title for column in sheet.DEPARTMENT_COLUMNS]
ZENG = ["00123", "曾静怡", "A03", "护理", "护师", "2020-01-01", ""]
NURSE = Listed(2, "00123", "曾静怡", "A03", "nurse", "护师", date(2020, 1, 1), None)
DOCTOR = replace(NURSE, row=3, number="00124", name="单丽华", profession="doctor")


def workbook(headers: list[str], *rows: list[object]) -> bytes:
    """A filled-in workbook."""
    book, saved = Workbook(), BytesIO()
    book.active.append(headers)
    for row in rows:
        book.active.append(row)
    book.save(saved)
    return saved.getvalue()


def keep(*rows: list[object]) -> RegisterImport:
    """What a workbook of these rows comes to."""
    return sheet.keep_staff(workbook(STAFF, *rows), "名册.xlsx", DAY).kept


def listed(*rows: Listed) -> RegisterImport:
    """The same for rows that were read already."""
    return operations.keep_staff(rows, "名册.xlsx", DAY)


def applied(*rows: Listed, **details: object) -> RegisterImport:
    kept = listed(*rows)
    return operations.apply_staff(kept.id, queries.compare_staff(kept).fingerprint(), **details)


@pytest.fixture
def place(both: Flask) -> Department:
    """The department that the rows name."""
    return builders.department("内科", code="A03")


def known(place: Department) -> Staff:
    """曾静怡, registered as her row says."""
    return builders.member(place, "曾静怡", number="00123", profession="nurse", title="护师", hired_on=date(2020, 1, 1))


def test_a_preview_writes_nothing_to_the_register(place: Department, events) -> None:
    kept = listed(NURSE)
    assert queries.compare_staff(kept).counts() == {"new": 1}
    assert db.session.query(Staff).count() == 0
    assert events() == []


def test_confirming_adds_people_with_one_event(place: Department, events) -> None:
    applied(NURSE, replace(DOCTOR, department="内科", hired_on=None, since=date(2026, 3, 1)))
    found = queries.staff_by_numbers(["00123", "00124"])
    assert (found["00123"].initials, found["00124"].hired_on) == ("zjy", date(2026, 3, 1))
    assert queries.membership_on(found["00124"].id, DAY).from_day == date(2026, 3, 1)
    assert events() == ["register.imported"]


def test_the_event_carries_the_hash_of_the_rows_and_no_name(place: Department) -> None:
    kept = applied(NURSE)
    event = db.session.query(Event).one()
    assert event.details["sha256"] == kept.sha256 and len(kept.sha256) == 64
    assert "曾静怡" not in str(event.details)


def test_confirming_twice_does_it_once(place: Department, events) -> None:
    kept = listed(NURSE)
    seen = queries.compare_staff(kept).fingerprint()
    operations.apply_staff(kept.id, seen)
    operations.apply_staff(kept.id, seen)
    assert db.session.query(Staff).count() == 1
    assert events() == ["register.imported"]


def test_the_same_roster_again_changes_nothing(place: Department) -> None:
    applied(NURSE)
    assert queries.compare_staff(listed(NURSE)).counts() == {"unchanged": 1}


def test_a_move_holds_from_the_day_of_the_upload(place: Department) -> None:
    person, other = known(place), builders.department("急诊科", code="A21")
    applied(replace(NURSE, department="A21", title="主管护师", hired_on=None))
    assert queries.home_department([person.id], BEFORE) == {person.id: place.id}
    assert queries.home_department([person.id], DAY) == {person.id: other.id}
    assert db.session.get(Staff, person.id).title == "主管护师"


def test_only_those_ticked_leave(place: Department) -> None:
    applied(NURSE, DOCTOR, replace(DOCTOR, row=4, number="00125"))
    gone, stays = (queries.staff_by_numbers([number])[number] for number in ("00124", "00125"))
    applied(NURSE, leaving=[gone.id], leave_on=BEFORE)
    assert (db.session.get(Staff, gone.id).left_on, db.session.get(Staff, stays.id).left_on) == (BEFORE, None)


def test_someone_on_the_roster_can_not_be_made_to_leave(place: Department) -> None:
    person = known(place)
    with pytest.raises(Refused, match="名册里没有的人"):
        applied(NURSE, leaving=[person.id], leave_on=DAY)


def test_leaving_needs_a_day(place: Department) -> None:
    gone = builders.member(place, "张平")
    with pytest.raises(Refused, match="填写离院日期"):
        applied(NURSE, leaving=[gone.id])


def test_someone_who_left_comes_back_by_the_roster(place: Department) -> None:
    person = known(place)
    operations.leave(person.id, 1, BEFORE)
    kept = listed(NURSE)
    assert queries.compare_staff(kept).counts() == {"returned": 1}
    operations.apply_staff(kept.id, queries.compare_staff(kept).fingerprint())
    assert queries.home_department([person.id], DAY) == {person.id: place.id}


def test_a_register_that_moved_on_after_the_preview_must_be_looked_at_again(place: Department, events) -> None:
    kept = listed(NURSE)
    seen = queries.compare_staff(kept).fingerprint()
    known(place)
    with pytest.raises(Stale, match="重新核对"):
        operations.apply_staff(kept.id, seen)


def test_a_later_upload_drops_the_earlier_one(place: Department) -> None:
    first = listed(NURSE)
    listed(NURSE)
    assert (first.state, first.rows) == ("dropped", [])
    with pytest.raises(Refused, match="已作废"):
        operations.apply_staff(first.id, "")


def changed(**cells: object) -> list[object]:
    return [cells.get(column.key, value) for column, value in zip(sheet.STAFF_COLUMNS, ZENG, strict=True)]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (changed(department="A99"), "C", "没有科室“A99”"),
        (changed(department="旧科"), "C", "没有科室"),
        (changed(department="Z1"), "C", "已于 2026-03-01 撤销"),
        (changed(number="００ 123"), "A", "工号|字母"),
        (changed(number=123), "A", "数值"),
        (changed(number="=1+1"), "A", "公式"),
        (changed(name="张<b>三"), "B", "不能含有"),
        (changed(name=""), "B", "不能为空"),
        (changed(profession="大夫"), "D", "下列之一"),
        (changed(hired_on="2026-02-30"), "F", "不存在"),
        (changed(hired_on="明天"), "F", "日期"),
        (changed(hired_on="2026-01-01", since="2025-01-01"), "F", "晚于入科日期"),
        (changed(hired_on="2010-01-01", since="2010-01-01"), "G", "起才有"),
    ],
)
def test_a_bad_cell_is_named_with_row_column_and_remedy(app: Flask, row, column: str, words: str) -> None:
    builders.department("内科", code="A03")
    builders.department("旧科", code="Z1", closed_on=date(2026, 3, 1))
    with pytest.raises(SheetRefused) as refused:
        keep(["00001", "张平", "A03", "医师", "", "", ""], row)
    (problem,) = refused.value.problems
    assert (problem.sheet, problem.row, problem.column) == ("Sheet", 3, column)
    assert re.search(words, str(problem.saying)) and str(problem.remedy)


def test_a_number_twice_in_the_file_is_refused(app: Flask) -> None:
    builders.department("内科", code="A03")
    with pytest.raises(SheetRefused) as refused:
        keep(ZENG, changed(name="另一个人"))
    assert "第 2 行重复" in str(refused.value.problems[0].saying)


def test_a_move_into_the_past_is_refused(app: Flask) -> None:
    person = known(builders.department("内科", code="A03"))
    builders.department("急诊科", code="A21")
    with pytest.raises(SheetRefused) as refused:
        keep(changed(department="A21", since="2020-01-01", hired_on=""))
    assert person.memberships[0].to_day is None
    assert "还在别处" in str(refused.value.problems[0].saying)


@pytest.mark.parametrize(
    ("headers", "words"), [(STAFF[:3], "专业类别"), ([*STAFF, "星座"], "星座"), (["甲", "乙"], "表头")]
)
def test_missing_and_extra_columns_are_named(app: Flask, headers: list[str], words: str) -> None:
    with pytest.raises(SheetRefused, match=words):
        sheet.keep_staff(workbook(headers, ["x"] * len(headers)), "名册.xlsx", DAY)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"PK\x03\x04", b"<html>"])
def test_a_file_that_is_no_spreadsheet_is_refused(app: Flask, data: bytes) -> None:
    with pytest.raises(SheetRefused):
        sheet.keep_staff(data, "名册.xlsx", DAY)


def keep_places(*rows: list[object], day: date = DAY) -> RegisterImport:
    return sheet.keep_departments(workbook(PLACES, *rows), "科室.xlsx", day).kept


def test_departments_are_opened_and_renamed_with_one_event(place: Department, events) -> None:
    kept = keep_places(["A03", "普通内科", "临床", "总院", ""], ["B01", "检验科", "医技", "东院", "2026-02-01"])
    operations.apply_departments(kept.id, queries.compare_departments(kept).fingerprint(), "院发〔2026〕8号")
    assert (queries.name_on(place.id, BEFORE), queries.name_on(place.id, DAY)) == ("内科", "普通内科")
    assert queries.department_by_code("B01").opened_on == date(2026, 2, 1)
    assert events() == ["register.imported"]


def test_departments_that_the_list_does_not_name_stay(place: Department) -> None:
    kept = keep_places(["B01", "检验科", "医技", "东院", ""])
    assert queries.compare_departments(kept).counts() == {"new": 1, "missing": 1}
    operations.apply_departments(kept.id, queries.compare_departments(kept).fingerprint())
    assert place.closed_on is None


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["A03", "内科", "外科类", "总院", ""], "下列之一"),
        (["Z1", "旧科", "临床", "总院", ""], "已于 2026-03-01 撤销"),
        (["B01", "内科", "临床", "总院", ""], "已有科室“内科”"),
        (["B01", "检验科", "医技", "总院", "2026-07-01"], "晚于生效日期"),
        (["B01", "检验<i>科", "医技", "总院", ""], "不能含有"),
    ],
)
def test_a_bad_department_is_refused(app: Flask, row, words: str) -> None:
    builders.department("内科", code="A03")
    builders.department("旧科", code="Z1", closed_on=date(2026, 3, 1))
    with pytest.raises(SheetRefused) as refused:
        keep_places(row)
    assert words in str(refused.value.problems[0].saying)


def test_an_upload_for_a_day_to_come_is_refused(app: Flask) -> None:
    with pytest.raises(Refused, match="还没有到"):
        keep_places(["A03", "内科", "临床", "总院", ""], day=date(2027, 1, 1))


@pytest.fixture
def officer(sign_in) -> FlaskClient:
    """Somebody who keeps the register."""
    return sign_in("OF")


def upload(client: FlaskClient, data: bytes, name: str = "名册.xlsx"):
    told = {"nonce": "0" * 32, "day": "2026-06-01", "file": (BytesIO(data), name)}
    return client.post("/staff/upload", data=told, content_type="multipart/form-data")


def test_a_roster_goes_from_template_to_register_on_screen(officer: FlaskClient, app: Flask) -> None:
    builders.department("内科", code="A03")
    template = load_workbook(BytesIO(officer.get("/staff/template").data))
    template.active.append(ZENG)
    saved = BytesIO()
    template.save(saved)
    page = upload(officer, saved.getvalue()).location
    shown = officer.get(page).get_data(as_text=True)
    seen = shown.split('name="seen"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    assert officer.post(page, data={"nonce": "0" * 32, "seen": seen}).status_code == 303
    assert "曾静怡" in officer.get("/staff?q=zjy").get_data(as_text=True)


def test_a_refused_roster_comes_back_marked(officer: FlaskClient) -> None:
    answer = upload(officer, workbook(STAFF, changed(department="没有的科")))
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "没有科室“没有的科”" in shown
    link = re.search(r'href="([^"]*/marked)"', shown)[1]
    marked = load_workbook(BytesIO(officer.get(link).data))
    assert "没有科室" in marked["Sheet"]["C2"].comment.text
    assert "错误清单" in marked.sheetnames


def test_a_confirmation_of_something_else_is_a_conflict(officer: FlaskClient) -> None:
    builders.department("内科", code="A03")
    page = upload(officer, workbook(STAFF, ZENG)).location
    answer = officer.post(page, data={"nonce": "0" * 32, "seen": "0" * 64})
    assert answer.status_code == 409
    assert db.session.query(Staff).filter_by(number="00123").count() == 0


def test_nobody_sees_what_another_uploaded(officer: FlaskClient, sign_in) -> None:
    builders.department("内科", code="A03")
    page = upload(officer, workbook(STAFF, ZENG)).location
    assert sign_in("OF").get(page).status_code == 404


def test_an_upload_without_a_file_is_asked_for_one(officer: FlaskClient) -> None:
    answer = officer.post("/staff/upload", data={"nonce": "0" * 32, "day": "2026-06-01"})
    assert answer.status_code == 422 and "请选择文件" in answer.get_data(as_text=True)
