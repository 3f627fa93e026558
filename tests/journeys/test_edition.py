"""An office changes its policy: clone, hole, repair, what-if, a second person publishes, and a department rises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from hospital_integrity.access import Asker, acting
from hospital_integrity.accounts import operations as accounts
from hospital_integrity.db import db, writing
from hospital_integrity.policy import operations as policy
from hospital_integrity.policy.queries import SHIPPED
from hospital_integrity.rules.edition import parse
from hospital_integrity.rules.succession import moved
from tests import builders
from tests.conftest import build_app
from tests.journeys import desk
from tests.journeys.axe import violations
from tests.journeys.browser import chromium
from tests.journeys.server import Server, free_port

LAST_YEAR, NOVEMBER = datetime(2025, 1, 6, 2), datetime(2026, 11, 20, 2)
CHECKS = ("C1", "C2", "C3", "C4", "C6")
PEOPLE = {"OF": "800001", "PB": "800002"}
BREACH = "R27"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def hospital(sqlite_template: Path, tmp_path: Path) -> Flask:
    file = tmp_path / "hospital.sqlite"
    file.write_bytes(sqlite_template.read_bytes())
    return build_app(f"sqlite:///{file}", tmp_path)


def furnish(app: Flask) -> dict[str, str]:
    """The edition of last year still rules; two departments have five checks each, one of them bears a complaint."""
    text = (SHIPPED / "default-2026.toml").read_text("utf-8")
    app.config["CLOCK"] = lambda: LAST_YEAR
    row = policy.new_draft(moved(text, parse(text), 2025))
    with acting(Asker(builders.account("PB").id, None, "", frozenset({"PB"}))):
        policy.publish(row.id, 1)
    app.config["CLOCK"] = lambda: NOVEMBER
    return {role: _employ(role, number) for role, number in PEOPLE.items()}


def _employ(role: str, number: str) -> str:
    person = builders.member(builders.department("党委办公室"), f"王{number[-1]}", number=number)
    issued = accounts.create_account(staff_id=person.id)
    accounts.grant(issued.account.id, role)
    return issued.code


def happen() -> str:
    """Five completed checks and one kind of breach in a department: 68 points, two stars. Its name."""
    place = builders.department("神经内科")
    person = builders.member(place, "张晓明")
    for check in CHECKS:
        builders.entry(None, check, place)
    builders.entry(person, BREACH, times=32, evidence="通报第 3 号")
    return place.name


def window(browser: Browser, address: str, role: str, code: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN").new_page()
    desk.activate(page, address, PEOPLE[role], code)
    return page


def band(page: Page, level: str, end: str) -> object:
    """A number of the first condition of a level."""
    return page.get_by_role("group", name=level, exact=True).get_by_role("textbox", name=f"得分 {end}").first


def expect_star(page: Page, name: str, star: str) -> None:
    """The department's page says so."""
    desk.menu(page, "星级")
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    expect(page.get_by_text(star, exact=True).first).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="检查并保存").click()


def test_a_department_rises_by_a_policy_that_the_office_changed(
    hospital: Flask, browser: Browser, tmp_path: Path
) -> None:
    with hospital.app_context(), writing():
        codes, name = furnish(hospital), happen()
        db.session.commit()
    server = Server(hospital.config["SQLALCHEMY_DATABASE_URI"], tmp_path, free_port())
    with server.running(NOVEMBER) as address:
        officer = window(browser, address, "OF", codes["OF"])
        expect_star(officer, name, "二星")

        desk.menu(officer, "评分办法")
        officer.get_by_role("button", name="沿用最新一版起草").click()
        officer.get_by_role("link", name="科室", exact=True).click()
        officer.get_by_role("link", name="等次", exact=True).click()
        band(officer, "三星", "下限").fill("65")
        officer.get_by_role("group", name="一星", exact=True).get_by_label("其余都归这一等").uncheck()
        band(officer, "一星", "上限").fill("58")
        save(officer)
        expect(officer.get_by_text("不属于任何等次").first).to_be_visible()
        expect(officer.get_by_role("img", name=re.compile("58 ≤ 得分 < 60.*空档"))).to_be_visible()
        expect(band(officer, "一星", "上限")).to_have_value("58")
        assert violations(officer) == []

        band(officer, "一星", "上限").fill("60")
        save(officer)
        expect(officer.get_by_text("草稿已保存")).to_be_visible()
        officer.get_by_role("link", name="返回草稿").click()
        draft = officer.url
        officer.get_by_role("link", name="试算").click()
        officer.get_by_label("哪一年的记录").select_option("2026")
        officer.get_by_role("button", name="试算").click()
        expect(officer.get_by_role("row", name=re.compile(name))).to_contain_text("等次的界线不同")
        assert violations(officer) == []

        publisher = window(browser, address, "PB", codes["PB"])
        publisher.goto(draft)
        publisher.once("dialog", lambda dialog: dialog.accept())
        publisher.get_by_role("button", name="发布").click()
        expect(publisher.get_by_text("评分办法已发布")).to_be_visible()

        expect_star(officer, name, "三星")
