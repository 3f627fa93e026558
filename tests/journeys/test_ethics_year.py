"""A year of assessment as people live it: self, department, office, notice, objection, confirmed, certificate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from hospital_integrity.accounts.models import Account
from hospital_integrity.db import db, writing
from hospital_integrity.departments.models import Staff
from hospital_integrity.ethics import operations as ethics
from tests import builders
from tests.closing import year as years
from tests.conftest import build_app
from tests.journeys import desk
from tests.journeys.axe import violations
from tests.journeys.server import Server, free_port

DECEMBER, JANUARY, AFTER = datetime(2026, 12, 21, 2), datetime(2027, 1, 8, 2), datetime(2027, 1, 18, 2)
FEBRUARY = date(2026, 2, 1)
OFFICE = {"OF": "周经办", "RV": "吴审核", "PB": "郑书记", "AH": "冯复核", "EO": "陈考评"}
SAID = "五月的表扬信没有计入，附患者表扬信登记第 15 号。"
DOCUMENT = "江一院纪〔2027〕1号"
Enter = Callable[[str], Page]


@pytest.fixture
def hospital(sqlite_template: Path, tmp_path: Path) -> Server:
    """One department of nine, and an office of newcomers, whom nobody assesses in their first year."""
    (tmp_path / "hospital.sqlite").write_bytes(sqlite_template.read_bytes())
    server = Server(f"sqlite:///{tmp_path / 'hospital.sqlite'}", tmp_path, free_port())
    app = build_app(server.database, tmp_path, CLOCK=lambda: DECEMBER)
    with app.app_context(), writing():
        _furnish()
        db.session.commit()
        db.engine.dispose()
    return server


def _furnish() -> None:
    builders.edition()
    builders.kept(years.profile())
    years.known_holidays(2027)
    place, office = builders.department("心内科"), builders.department("党委办公室", category="administrative")
    doctor, head = builders.member(place, "张晓明"), builders.member(place, "王主任")
    for name in ("李文", "赵敏", "孙洁", "周涛", "吴霞", "郑凯", "冯雪"):
        builders.member(place, name)
    builders.account("ST", doctor, place)
    builders.account("DH", head, place)
    for role, name in OFFICE.items():
        person = builders.staff(name, hired_on=FEBRUARY)
        builders.membership(person, office, FEBRUARY)
        builders.account(role, person, office)
    builders.entry(doctor, "R14")
    ethics.open_cycle(2026, {})


@contextmanager
def people(server: Server, browser: Browser, moment: datetime) -> Iterator[Enter]:
    """The application at a moment; `enter(name)` gives a window in which this person is signed in."""
    with server.running(moment) as address:

        def enter(name: str) -> Page:
            context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
            context.add_cookies([{"name": "hi_session", "value": _cookie(server, name, moment), "url": address}])
            page = context.new_page()
            page.goto(address)
            return page

        yield enter


def _cookie(server: Server, name: str, moment: datetime) -> str:
    app = build_app(server.database, server.folder, CLOCK=lambda: moment)
    with app.app_context(), writing():
        client = app.test_client()
        mine = select(Account).join(Staff, Account.staff_id == Staff.id).where(Staff.name == name)
        builders.let_in(client, db.session.scalars(mine).one())
        db.engine.dispose()
        return next(cookie.value for cookie in client._cookies.values() if cookie.key == "hi_session")


def assess_oneself(page: Page) -> None:
    page.goto(f"{page.url.rstrip('/')}/ethics/2026/mine")
    page.get_by_label("个人评价").fill("全年坚持廉洁行医，参加援外医疗。")
    page.get_by_label("调整分合计").fill("0")
    page.get_by_role("button", name="保存自评").click()
    expect(page.get_by_text("自评已保存")).to_be_visible()


def judge_department(page: Page) -> None:
    desk.menu(page, "医德考评")
    page.get_by_role("link", name="科室评价 心内科").click()
    page.get_by_label("张晓明 调整分").fill("1")
    page.get_by_label("张晓明 理由或评语").fill("援外期间带教认真")
    assert violations(page) == []
    page.get_by_role("button", name="提交，其余同计算分").click()
    expect(page.get_by_text("评价已保存")).to_be_visible()


def agree_and_finish(page: Page) -> None:
    desk.menu(page, "医德考评")
    page.get_by_role("link", name=re.compile("其余同意上一级")).click()
    page.get_by_role("button", name=re.compile("同意")).click()
    expect(page.get_by_text("9 人的评价已保存")).to_be_visible()
    desk.menu(page, "医德考评")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="结束本年度考评").click()
    expect(page.get_by_text("考评已结束", exact=True)).to_be_visible()


def object_to_own(page: Page) -> None:
    page.goto(f"{page.url.rstrip('/')}/closing/2026/notice?kind=staff")
    expect(page.get_by_text("只写姓").or_(page.get_by_text("与您有关的结果"))).to_be_visible()
    page.get_by_role("link", name=re.compile("提出异议")).first.click()
    page.get_by_label("异议内容").fill(SAID)
    page.get_by_role("button", name="提交异议").click()
    expect(page.get_by_text("异议已提交，会由无关的人答复")).to_be_visible()


def answer(page: Page) -> None:
    page.goto(f"{page.url.rstrip('/')}/closing/objections")
    page.get_by_role("link", name=re.compile("王主任|张晓明|答复")).first.click()
    page.get_by_label("处理意见").select_option(label="不成立")
    page.get_by_label("理由").fill("经核对，第 15 号登记的是另一位医师，计分无误。")
    page.get_by_role("button", name="答复").click()
    expect(page.get_by_text("已答复，提出人可以看到")).to_be_visible()


def issue(page: Page) -> None:
    desk.menu(page, "证书")
    page.get_by_role("link", name=re.compile("^签发 1 份")).first.click()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="签发").click()
    expect(page.get_by_text("已签发 1 份证书")).to_be_visible()


def test_a_department_from_self_assessment_to_a_certificate(hospital: Server, browser: Browser) -> None:
    with people(hospital, browser, DECEMBER) as enter:
        assess_oneself(enter("张晓明"))
        judge_department(enter("王主任"))
        agree_and_finish(enter(OFFICE["EO"]))

    with people(hospital, browser, JANUARY) as enter:
        officer = enter(OFFICE["OF"])
        desk.propose_closing(officer, 2026)
        expect(officer.get_by_role("row", name=re.compile("医德考评.*张晓明.*通过"))).to_be_visible()
        desk.check_closing(enter(OFFICE["RV"]), 2026)
        desk.announce_closing(officer, 2026, "2027年1月15日")
        object_to_own(enter("张晓明"))
        answer(enter(OFFICE["AH"]))

    with people(hospital, browser, AFTER) as enter:
        desk.confirm_closing(enter(OFFICE["PB"]), 2026, DOCUMENT)
        issue(enter(OFFICE["OF"]))
        doctor = enter("张晓明")
        desk.menu(doctor, "证书")
        assert desk.download_certificate(doctor, "张晓明").startswith(b"%PDF")
