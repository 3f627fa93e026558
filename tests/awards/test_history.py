"""Past years from papers: read whole or not at all, confirmed by another person, marked where they are wrong."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import func, select

from hospital_integrity.awards.models import HistoryImport, ImportedAward
from hospital_integrity.awards.operations import confirm_history
from hospital_integrity.awards.queries import imported, years_of_stars
from hospital_integrity.awards.sheet import keep_past, past_template
from hospital_integrity.db import db
from hospital_integrity.departments.models import Department
from hospital_integrity.rules.saying import Refused
from hospital_integrity.spreadsheet import SheetRefused
from tests import builders
from tests.closing.races import at_once
from tests.closing.year import acting_as
from tests.house.world import verbs

HEADER = ["类别", "科室代码或工号", "名称或姓名", "年度", "星级", "决定文件号", "决定日期", "来源"]
TODAY = date(2026, 11, 20)


@pytest.fixture
def place(both: Flask) -> Department:
    builders.edition()
    return builders.department("心内科")


def row(place: Department, **details: str) -> list[str]:
    values = dict(zip(HEADER, ["科室", place.code, "", "2024", "三星", "3号", "2025-01-12", "档案柜"], strict=True))
    return list({**values, **details}.values())


def sheet(*rows: list[str]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    return text.getvalue().encode("utf-8-sig")


def brought(place: Department, *rows: list[str]) -> HistoryImport:
    return keep_past(sheet(*(rows or (row(place),))), "历年.csv", "nonce", TODAY).kept


def number() -> int:
    return db.session.scalar(select(func.count()).select_from(ImportedAward))


def test_a_file_counts_for_nothing_until_another_person_confirms_it(place: Department) -> None:
    with acting_as(builders.account("OF")):
        kept = brought(place)
    assert number() == 0
    with acting_as(builders.account("PB")):
        confirm_history(kept.id)
    (found,) = years_of_stars("department", [place.id])[place.id]
    assert (found.year, found.stars, found.source, verbs()[-1]) == (2024, 3, "档案柜", "history.confirmed")


def test_who_brought_it_cannot_confirm_it(place: Department) -> None:
    with acting_as(builders.account("OF")):
        kept = brought(place)
        with pytest.raises(Refused, match="导入的人不能自己确认"):
            confirm_history(kept.id)


def test_the_same_file_sent_twice_is_one(place: Department) -> None:
    assert brought(place).id == brought(place).id


@pytest.mark.parametrize(
    ("details", "column", "words"),
    [
        ({"科室代码或工号": "D999"}, "B", "登记册里没有"),
        ({"年度": "2026", "决定日期": "2026-01-05"}, "D", "年度应在"),
        ({"年度": "前年"}, "D", ""),
        ({"星级": "六星"}, "E", "应为下列之一"),
        ({"决定日期": "2022-12-31"}, "G", "决定日期"),
        ({"来源": ""}, "H", ""),
    ],
    ids=["unknown", "this year", "no number", "no level", "decided before", "no source"],
)
def test_a_bad_cell_is_named_with_its_place_and_nothing_is_kept(
    place: Department, details: dict[str, str], column: str, words: str
) -> None:
    with pytest.raises(SheetRefused) as refused:
        brought(place, row(place), row(place, **{"年度": "2023", **details}))
    (problem,) = refused.value.problems
    assert (problem.row, problem.column, words in str(problem.saying)) == (3, column, True)
    assert db.session.scalar(select(func.count()).select_from(HistoryImport)) == 0


def test_a_name_that_is_not_the_numbers_owner_is_refused(place: Department) -> None:
    person = builders.member(place, "李文")
    with pytest.raises(SheetRefused) as refused:
        brought(place, row(place, 类别="网格员", 科室代码或工号=person.number, 名称或姓名="王芳"))
    assert [problem.column for problem in refused.value.problems] == ["C"]


@pytest.fixture
def ward(app: Flask) -> Department:
    builders.edition()
    return builders.department("骨科")


def grade(person, **details: str) -> list[str]:
    values = ["个人", person.number, person.name, "2024", "优秀", "5号", "2025-01-20", "医德档案第 3 盒"]
    return list({**dict(zip(HEADER, values, strict=True)), **details}.values())


def test_a_grade_from_paper_goes_to_the_number_never_to_the_name(ward: Department) -> None:
    namesake, person = builders.member(ward, "李文"), builders.member(ward, "李文")
    confirm_history(brought(ward, grade(person)).id)
    assert [(one.subject_id, one.level) for one in imported("staff")] == [(person.id, "优秀")]
    assert namesake.id not in years_of_stars("staff") and person.id not in years_of_stars("staff")


@pytest.mark.parametrize(
    ("details", "column", "words"),
    [
        ({"星级": "三星"}, "E", "个人填等次"),
        ({"决定日期": "2025-06-31"}, "G", "2025-06-31"),
        ({"名称或姓名": "王芳"}, "C", "登记的姓名是"),
    ],
)
def test_a_bad_grade_is_named_with_its_place(ward: Department, details, column, words) -> None:
    with pytest.raises(SheetRefused) as refused:
        brought(ward, grade(builders.member(ward, "李文"), **details))
    (problem,) = refused.value.problems
    assert (problem.row, problem.column, words in str(problem.saying)) == (2, column, True)


def test_gb18030_and_full_width_digits_are_read(ward: Department) -> None:
    person = builders.member(ward, "李𬭎")
    data = sheet(grade(person, 年度="２０２４")).decode("utf-8-sig").encode("gb18030")
    confirm_history(keep_past(data, "历年.csv", "gb", TODAY).kept.id)
    assert [(one.name, one.year) for one in imported("staff")] == [("李𬭎", 2024)]


def test_two_people_who_confirm_at_once_confirm_once(both: Flask, place: Department) -> None:
    kept, people = brought(place).id, [builders.account("RV").id, builders.account("PB").id]
    done = at_once(both, [(one, lambda: confirm_history(kept)) for one in people])
    assert (done, number()) == (["done", "这次导入已经处理过了，请刷新后核对"], 1)


def test_the_template_has_drop_downs_and_the_columns_that_are_read(app: Flask) -> None:
    book = openpyxl.load_workbook(BytesIO(past_template()))
    titles = [cell.value.rstrip(" *") for line in book.active.iter_rows(max_row=10) for cell in line if cell.value]
    assert set(HEADER) <= set(titles)
    assert book.active.data_validations.dataValidation


def send(client, data: bytes, name: str = "历年.csv"):
    typed = {"nonce": "a" * 32, "file": (BytesIO(data), name)}
    return client.post("/awards/history/upload", data=typed, content_type="multipart/form-data", follow_redirects=True)


def test_an_officer_uploads_another_looks_and_confirms(app: Flask, sign_in) -> None:
    place = builders.department("心内科")
    assert "由您上传，须由另一人核对确认" in send(sign_in("OF"), sheet(row(place))).text
    publisher = sign_in("PB")
    assert "档案柜" in publisher.get("/awards/history/1").text
    typed = {"nonce": "b" * 32, "seen": "yes"}
    assert "已生效" in publisher.post("/awards/history/1/confirm", data=typed, follow_redirects=True).text


def test_a_refused_file_comes_back_marked_to_its_owner_only(app: Flask, sign_in) -> None:
    place, officer = builders.department("心内科"), sign_in("OF")
    answer = send(officer, sheet(row(place, 星级="六星")))
    assert (answer.status_code, "第 " in answer.text or "应为下列之一" in answer.text) == (422, True)
    assert officer.get("/awards/history/refused/1").data[:2] == b"PK"
    assert sign_in("OF").get("/awards/history/refused/1").status_code == 404


def test_a_dropped_file_cannot_be_confirmed(app: Flask, sign_in) -> None:
    place, officer = builders.department("心内科"), sign_in("OF")
    send(officer, sheet(row(place)))
    officer.post("/awards/history/1/drop", data={"nonce": "c" * 32})
    answer = sign_in("PB").post("/awards/history/1/confirm", data={"nonce": "d" * 32, "seen": "yes"})
    assert (answer.status_code, number()) == (409, 0)


def test_whoever_has_not_compared_the_papers_confirms_nothing(app: Flask, sign_in) -> None:
    place = builders.department("心内科")
    send(sign_in("OF"), sheet(row(place)))
    assert sign_in("PB").post("/awards/history/1/confirm", data={"nonce": "d" * 32}).status_code == 422
