"""The case file: all that was done and by whom, only for those who may see the case, without who reported."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from hospital_integrity.board import operations, pdf
from hospital_integrity.board.queries.dossier import dossier_of
from hospital_integrity.db import db
from hospital_integrity.rules.dossier import Dossier, Section, Table
from tests import builders
from tests.board.conftest import as_, heard, published, served
from tests.house import world

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils")


def text_of(body: bytes) -> str:
    """The words of a PDF file, without its line breaks."""
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=body, capture_output=True, check=True).stdout
    return "".join(told.decode().split())


def test_the_case_file_tells_the_way_and_who_acted(house, sign_in, draft):
    row = published(house, draft())
    told = text_of(sign_in("OF").post(f"/board/{row.id}/dossier").data)
    for words in ("欧阳静怡（000777）", "核查通过", "书面送达", "内容属实，没有意见", "审定", "发布", "登记表第12号"):
        assert words in told, words
    assert told.count(house.checker.number) >= 2


def test_taking_it_away_is_an_event_printed_on_every_page(house, sign_in, draft):
    row = heard(house, draft())
    body = sign_in("PB").post(f"/board/{row.id}/dossier").data
    assert (world.verbs()[-1], "不得外传" in text_of(body)) == ("list.exported", True)


@pytest.mark.parametrize(("role", "status"), [("ST", 403), ("DH", 403), ("EO", 403), ("AH", 200), ("RV", 200)])
def test_the_case_file_is_for_those_who_see_the_case(sign_in, draft, role, status):
    assert sign_in(role).post(f"/board/{draft().id}/dossier").status_code == status


def test_nobody_takes_the_file_about_himself(house, sign_in, draft):
    assert sign_in("OF", person=house.person).post(f"/board/{draft().id}/dossier").status_code == 404


def test_an_objection_and_its_answer_stand_in_it(house, draft):
    row = draft()
    notice = served(house, row)
    with as_(house.author):
        operations.enter_answer(notice.id, operations.Said("object", "当天不在岗，请核对排班表", "排班表"))
    db.session.expire_all()
    told = dossier_of(row, "")
    facts = dict(told.sections[2].facts)
    assert facts["意见内容"] == "当天不在岗，请核对排班表（证据：排班表）"


def test_the_same_words_make_the_same_bytes_and_long_ones_run_over_pages():
    rows = tuple((f"2026-11-{day:02}", "起草", "张某", "说明" * 60) for day in range(1, 29))
    columns = (("时间", 20), ("步骤", 15), ("经办", 20), ("说明", 45))
    sections = (Section("一", (("内容", "很长的话" * 600),)), Section("二", table=Table(columns, rows)), Section("三"))
    told = Dossier("医院", "案卷", "1", builders.BEGINNING, "导出标记", sections)
    body = pdf.draw(told)
    assert (body == pdf.draw(told), body.count(b"/Type /Page\n") + body.count(b"/Type /Page ") >= 3) == (True, True)
