"""Issuing by a list: all who are named or nobody, every bad row named at once, the same form once."""

from __future__ import annotations

import io
from datetime import date, datetime
from types import SimpleNamespace

import openpyxl
import pytest
from flask import Flask

from hospital_integrity.app import worker
from hospital_integrity.certificates import pdf
from hospital_integrity.certificates.models import Certificate, CertificateIssue
from hospital_integrity.certificates.queries import Waiting
from hospital_integrity.certificates.sheet import Grounds, grounds_on_list, issue_template
from hospital_integrity.certificates.views import ordering
from hospital_integrity.certificates.views.long import _checked_once
from hospital_integrity.db import db
from hospital_integrity.rules.saying import Refused
from hospital_integrity.spreadsheet import CellProblem, SheetRefused
from tests.certificates import test_grounds as grounds
from tests.certificates.papers import paper
from tests.closing import year as years
from tests.closing.year import Year
from tests.house.world import verbs

NONCE = "a" * 32
PEOPLE = Grounds(
    [
        Waiting(1, "001", "张晓明"),
        Waiting(2, "002", "王\U0003106c", "甲事"),
        Waiting(3, "003", "李四", "乙事"),
        Waiting(4, "003", "李四", "丙事"),
        Waiting(5, "004", "赵六"),
    ],
    {"009": "HBGR-2026-000001-X"},
)


def csv(*rows: str) -> bytes:
    return "\n".join(["工号,姓名,依据编号", *rows]).encode()


def read(*rows: str, kind: str = "personal") -> list[int]:
    return grounds_on_list(csv(*rows), "名单.csv", kind, PEOPLE, pdf.misnamed)[0]


def problems(*rows: str) -> list[CellProblem]:
    with pytest.raises(SheetRefused) as refused:
        read(*rows)
    return list(refused.value.problems)


def test_a_list_of_numbers_names_grounds_in_its_order() -> None:
    assert read("003,,4", "001,张晓明,") == [4, 1]


ROWS = {
    "777,,": ("没有可以签发", "工号"),
    "009,,": ("已有有效证书 HBGR-2026-000001-X", "工号"),
    "001,张小明,": ("与登记的“张晓明”不符", "姓名"),
    "003,,": ("有几项依据没有证书：3、4", "工号"),
    "003,,7": ("不是这个对象未颁证的依据", "依据编号"),
    "002,,": ("U+3106C", "姓名"),
}


def test_every_bad_row_and_every_undrawable_name_are_named_at_once() -> None:
    found = [(one.row, str(one.saying), one.title) for one in problems("004,,", *ROWS)]
    wanted = [(row, words, title) for row, (words, title) in enumerate(ROWS.values(), 3)]
    assert [(row, title) for row, _, title in found] == [(row, title) for row, _, title in wanted]
    assert all(words in said for (_, said, _), (_, words, _) in zip(found, wanted, strict=True))


def test_a_row_that_comes_twice_is_named() -> None:
    (found,) = problems("001,,", "001,,")
    assert (found.row, str(found.saying)) == (3, "与第 2 行重复")


@pytest.mark.parametrize("text", ["", "工号,姓名\n", "别的\n1\n"])
def test_a_list_without_rows_is_refused(text: str) -> None:
    with pytest.raises(SheetRefused):
        grounds_on_list(text.encode() or b"\n", "名单.csv", "personal", PEOPLE, pdf.misnamed)


def test_the_list_that_waits_can_be_sent_back_as_it_is() -> None:
    three = Grounds([PEOPLE.waiting[0], *PEOPLE.waiting[2:4]], {})
    data = issue_template("personal", three.waiting)
    assert grounds_on_list(data, "名单.xlsx", "personal", three, pdf.misnamed)[0] == [1, 3, 4]


@pytest.fixture
def year(app: Flask) -> Year:
    """A closed year."""
    found = years.over(app)
    years.close(found)
    return found


def sent(client, kind: str, text: str, **more: str):
    data = {"nonce": NONCE, "file": (io.BytesIO(text.encode()), "名单.csv"), **more}
    return client.post(f"/certificates/issue/list/{kind}", data=data)


def test_papers_of_a_year_are_issued_by_a_list_once(year: Year, sign_in) -> None:
    client = sign_in("OF")
    for _ in range(2):
        answer = sent(client, "staff", f"工号\n{year.doctor.number}")
        assert (answer.status_code, "已签发 1 份证书" in client.get(answer.location).text) == (303, True)
    assert (db.session.query(Certificate).count(), verbs().count("certificates.issued")) == (1, 1)
    assert len(db.session.query(CertificateIssue).one().source) == 64


def test_a_department_is_named_by_its_code(year: Year, sign_in) -> None:
    sent(sign_in("OF"), "department", f"科室代码\n{year.place.code}")
    assert db.session.query(Certificate).one().holder == "心内科"


def test_one_bad_row_issues_nothing_and_the_page_names_it(year: Year, sign_in) -> None:
    answer = sent(sign_in("OF"), "staff", f"工号\n{year.doctor.number}\n{year.nurse.number}\n999999")
    assert (answer.status_code, answer.text.count("没有可以签发这种证书的依据")) == (422, 2)
    assert db.session.query(Certificate).count() + db.session.query(CertificateIssue).count() == 0


def test_a_year_that_is_not_closed_has_no_list(year: Year, sign_in) -> None:
    assert sign_in("OF").get("/certificates/issue/list/staff?year=2025").status_code == 404


@pytest.fixture
def world(app: Flask) -> SimpleNamespace:
    """Somebody praised, a praised department, a grid member."""
    app.config["CLOCK"] = lambda: datetime(2026, 11, 22, 4)
    return grounds.made()


def test_honours_and_letters_are_issued_by_lists(world: SimpleNamespace, sign_in) -> None:
    client, told = sign_in("OF"), {"day": "2026-11-22", "document_no": "江一院〔2026〕9号"}
    sent(client, "personal", f"工号\n{world.person.number}", **told)
    sent(client, "appointment", f"工号\n{world.person.number}", **told, to_day="2028-02-29", nonce="b" * 32)
    honour, letter = db.session.query(Certificate).order_by(Certificate.id)
    assert (honour.ground_id, letter.ground_id) == (world.personal.id, world.appointment.id)
    assert letter.expires_on == date(2028, 2, 29)


def test_the_template_holds_who_waits(world: SimpleNamespace, sign_in) -> None:
    data = sign_in("OF").get("/certificates/issue/list/personal/template").data
    cells = {cell for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet.values for cell in row}
    assert {world.person.number, "买买提·阿不都", "雪天步行到岗"} <= cells


def test_a_long_list_of_honours_is_a_job(app: Flask, world: SimpleNamespace, sign_in, monkeypatch) -> None:
    monkeypatch.setattr(ordering, "LONG", 0)
    client = sign_in("OF")
    answer = sent(client, "personal", f"工号\n{world.person.number}", day="2026-11-22", document_no="江一院〔2026〕9号")
    db.session.commit()
    assert worker(app).run_one()
    assert "已签发 1 份证书" in client.get(answer.location).text
    assert sent(client, "personal", "工号\n1", day="2026-11-22", document_no="").location == answer.location
    assert db.session.query(Certificate).one().snapshot["ground"]["document_no"] == "江一院〔2026〕9号"


def test_a_name_changed_after_the_rehearsal_is_still_refused() -> None:
    check = _checked_once()
    check(paper())
    with pytest.raises(Refused, match="3106C"):
        check(paper(holder="张\U0003106c"))
