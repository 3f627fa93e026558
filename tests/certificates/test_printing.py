"""Printing: papers chosen by year, kind, department or list; the register; who took the sheets."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from hospital_integrity.certificates import pdf
from hospital_integrity.certificates.models import Certificate, CertificatePrint
from hospital_integrity.certificates.operations import Told, hand_over, issue_all, register_print, revoke
from hospital_integrity.certificates.queries import Asked, in_order, papers_to_print, printed_papers
from hospital_integrity.certificates.sheet import list_template, papers_on_list
from hospital_integrity.certificates.views import bundle
from hospital_integrity.db import db
from hospital_integrity.rules.saying import Refused
from hospital_integrity.spreadsheet import SheetRefused, table_workbook
from tests.certificates.reading import copied
from tests.certificates.test_races import busy
from tests.closing import year as years
from tests.closing.year import LATER, Year
from tests.house.world import verbs

NONCE = {"nonce": "b" * 32}
FORM = {**NONCE, "sorting": "serial", "shape": "sheet", "copies": "2", "purpose": "表彰大会"}


@pytest.fixture
def year(app: Flask) -> Year:
    """A year with one paper of each of three kinds."""
    closing = years.close(year := years.over(app))
    for kind in ("department", "grid", "staff"):
        issue_all(closing.id, kind, pdf.check)
    db.session.commit()
    return year


def holders(**asked: object) -> list[str]:
    return [one.says["holder"] for one in papers_to_print(Asked(**asked))]


def workbook(*rows: tuple[str, str]) -> bytes:
    return table_workbook("打印名单", ("工号", "科室代码"), rows)


def printed(client, **changes: str) -> str:
    answer = client.post("/certificates/print", data={**FORM, **changes})
    assert answer.status_code == 303
    return answer.location


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["心内科", "欧阳娜", "张晓明"]),
        ({"year": 2026, "kind": "staff"}, ["张晓明"]),
        ({"year": 2025}, []),
        ({"department_id": 1, "kind": "grid"}, ["欧阳娜"]),
        ({"department_id": 2}, []),
    ],
)
def test_papers_are_chosen_by_year_kind_and_department(year: Year, asked: dict, found: list[str]) -> None:
    assert holders(**asked) == found


@pytest.mark.parametrize(("sorting", "found"), [("serial", "心欧张"), ("name", "欧心张")])
def test_papers_are_sorted_as_asked(year: Year, sorting: str, found: str) -> None:
    assert "".join(one.says["holder"][0] for one in in_order(papers_to_print(Asked()), sorting)) == found


def test_a_list_names_people_and_whole_departments(year: Year) -> None:
    papers = papers_to_print(Asked())
    person = papers_on_list(workbook((year.doctor.number, "")), "名单.xlsx", papers)
    place = papers_on_list(workbook(("", year.place.code)), "名单.xlsx", papers)
    assert ([one.says["holder"] for one in person], len(place)) == (["张晓明"], 3)


def test_rows_of_a_list_that_meet_no_paper_are_named_with_row_and_column(year: Year) -> None:
    with pytest.raises(SheetRefused) as refused:
        papers_on_list(
            workbook((year.doctor.number, ""), ("999999", ""), ("", "ZZ")), "名单.xlsx", papers_to_print(Asked())
        )
    assert [(one.row, one.title) for one in refused.value.problems] == [(3, "工号"), (4, "科室代码")]


def test_the_template_of_the_list_is_read_back(year: Year) -> None:
    with pytest.raises(SheetRefused, match="没有内容"):
        papers_on_list(list_template(), "名单.xlsx", papers_to_print(Asked()))


def test_a_print_is_registered_before_its_file_is_handed_out(year: Year, sign_in) -> None:
    client = sign_in("OF")
    page = client.get(printed(client, kind="staff")).text
    row = db.session.query(CertificatePrint).one()
    assert (row.papers, row.copies, row.purpose, verbs()[-1]) == (1, 2, "表彰大会", "certificates.printed")
    assert "张晓明" in page and "下载打印文件" in page
    assert "张晓明同志" in copied(client.get(f"/certificates/prints/{row.id}/file").data)


def test_one_file_holds_a_page_for_each_in_the_order_asked_for(year: Year, sign_in) -> None:
    client = sign_in("OF")
    data = client.get(printed(client, sorting="name") + "/file").data
    assert len(PdfReader(BytesIO(data)).pages) == 3
    assert "欧阳娜" in copied(data, 0) and "张晓明" in copied(data, 2)


def test_a_zip_holds_the_kept_file_of_each(year: Year, sign_in) -> None:
    client = sign_in("OF")
    address = printed(client, shape="zip")
    with ZipFile(BytesIO(client.get(f"{address}/file", buffered=True).data)) as archive:
        bodies = {name: archive.read(name) for name in archive.namelist()}
    row = db.session.query(Certificate).filter_by(kind="staff").one()
    assert bodies[f"{row.serial}_张晓明.pdf"] == client.get(f"/certificates/{row.id}/pdf").data


def test_the_office_printers_variant_leaves_the_ground_out(year: Year, sign_in) -> None:
    client = sign_in("OF")
    shapes = {"sheet": "c" * 32, "plain": "d" * 32}
    sheet, plain = (client.get(printed(client, shape=one, nonce=shapes[one]) + "/file").data for one in shapes)
    assert "张晓明同志" in copied(plain, 2)
    assert len(plain) < len(sheet)


@pytest.mark.parametrize("name", ["../../etc/passwd", 'a\\b:c*?"<>|', "甲" * 200, "买买提·阿不都"])
def test_a_files_name_is_safe_everywhere(name: str) -> None:
    found = bundle.file_name(Certificate(serial="YDYX-2026-000001-K", snapshot={"words": {"holder": name}}))
    assert not set('/\\:*?"<>|') & set(found) and ".." not in found and len(found.encode()) < 200


def test_a_list_is_uploaded_on_the_page_and_its_problems_shown(year: Year, sign_in) -> None:
    file = (BytesIO(workbook(("999999", ""))), "名单.xlsx")
    answer = sign_in("OF").post("/certificates/print", data={**FORM, "file": file})
    assert (answer.status_code, "没有符合条件的有效证书" in answer.text) == (422, True)


def test_the_same_form_sent_twice_is_one_print(year: Year, sign_in) -> None:
    client = sign_in("OF")
    assert printed(client) == printed(client)
    assert db.session.query(CertificatePrint).count() == 1


def test_nothing_to_print_is_said(year: Year, sign_in) -> None:
    answer = sign_in("OF").post("/certificates/print", data={**FORM, "serial": "QLKS-2026-999999-X"})
    assert (answer.status_code, "没有符合条件" in answer.text) == (422, True)


def test_a_file_is_there_on_the_day_of_its_registration_only(app: Flask, year: Year, sign_in) -> None:
    app.config["CLOCK"] = lambda: LATER + timedelta(hours=11, minutes=59)
    client = sign_in("OF")
    address = printed(client)
    app.config["CLOCK"] = lambda: LATER + timedelta(hours=12, minutes=1)
    answer = client.get(f"{address}/file")
    assert (answer.status_code, "重新登记" in answer.text) == (422, True)


def test_anothers_print_is_seen_but_its_file_is_not_handed_out(year: Year, sign_in) -> None:
    address = printed(sign_in("OF"))
    other = sign_in("PB")
    assert (other.get(address).status_code, other.get(f"{address}/file").status_code) == (200, 404)


def test_a_paper_that_is_void_by_now_is_not_printed_once_more(year: Year, sign_in) -> None:
    client = sign_in("OF")
    address = printed(client)
    revoke(db.session.query(Certificate).filter_by(kind="staff").one().id, "姓名有误")
    db.session.commit()
    answer = client.get(f"{address}/file")
    assert (answer.status_code, "已经作废" in answer.text) == (409, True)


def registered(copies: int = 2) -> CertificatePrint:
    return register_print(papers_to_print(Asked()), Told(copies=copies), "n" * 32)


def test_handing_over_is_entered_later_and_in_parts(year: Year, sign_in) -> None:
    client = sign_in("OF")
    address = printed(client)
    taken = {**NONCE, "handed_to": "李主任", "handed_on": "2027-01-20", "handed_copies": "4"}
    assert client.post(f"{address}/hand-over", data=taken).status_code == 303
    page = client.get(address).text
    assert "李主任" in page and "还有 2 张没有登记移交" in page
    assert verbs()[-1] == "certificates.handed_over"


def test_no_more_is_handed_over_than_was_printed(year: Year) -> None:
    row = registered()
    hand_over(row.id, "李主任", date(2027, 1, 20), 5)
    db.session.expire_all()
    with pytest.raises(Refused, match="共打印 6 张，已移交 5 张"):
        hand_over(row.id, "王主任", date(2027, 1, 20), 2)


@pytest.mark.parametrize("day", [date(2027, 1, 19), date(2027, 1, 21)])
def test_papers_are_handed_over_between_printing_and_today(year: Year, day: date) -> None:
    with pytest.raises(Refused, match="到今天之间"):
        hand_over(registered().id, "李主任", day, 1)


def test_the_papers_page_shows_its_prints(year: Year, sign_in) -> None:
    client, row = sign_in("OF"), db.session.query(Certificate).filter_by(kind="staff").one()
    assert "还没有打印过" in client.get(f"/certificates/{row.id}").text
    printed(client, serial=row.serial)
    assert "/certificates/prints/1" in client.get(f"/certificates/{row.id}").text


def test_the_database_refuses_to_change_the_register(year: Year) -> None:
    registered().copies = 9
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.flush()


def statements(deed) -> int:
    found: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: found.append(told[2]))
    deed()
    return len(found)


def test_printing_takes_the_same_number_of_statements_however_many(app: Flask) -> None:
    closing = years.close(busy(app, 6))
    issue_all(closing.id, "grid", pdf.check)
    papers = papers_to_print(Asked())
    few = statements(lambda: register_print(papers[:1], Told(), "x"))
    assert statements(lambda: register_print(papers, Told(), "y")) <= few * 2
    assert len(printed_papers(2)) == 7
