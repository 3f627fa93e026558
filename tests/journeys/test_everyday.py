"""Small journeys in the demo hospital: on a phone, in the lobby, in English, without JavaScript, in a hurry."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from hospital_integrity.db import db
from hospital_integrity.ledger.models import LedgerEntry
from tests.conftest import build_app
from tests.journeys import desk
from tests.journeys.axe import overflow, violations
from tests.journeys.conftest import Enter
from tests.journeys.server import Server

PHONE, SCREEN = {"width": 390, "height": 844}, {"width": 1920, "height": 1080}
CHECK = {"条目": "检查1 主体责任检查，未发现问题", "发生日期": "2026-11-18"}


def entries(served: Server, ground: str) -> int:
    """How many entries of the ledger rest on this."""
    app = build_app(served.database, served.folder)
    with app.app_context():
        found = db.session.scalar(select(func.count()).where(LedgerEntry.evidence == ground))
        db.engine.dispose()
    return found or 0


def begin_sheet(page: Page, ground: str) -> None:
    """A score sheet with one row that rests on this."""
    page.goto(page.url.rstrip("/"))
    desk.menu(page, "评分")
    page.get_by_role("region", name="一个科室", exact=True).get_by_label("科室").select_option(index=1)
    page.get_by_role("button", name="打开评分表").click()
    for column, typed in {**CHECK, "依据": ground}.items():
        field = page.get_by_label(column, exact=True).first
        field.select_option(label=typed) if column == "条目" else field.fill(typed)


def test_staff_read_the_board_and_their_own_page_on_a_phone(enter: Enter) -> None:
    page = enter("ST", viewport=PHONE)
    desk.menu(page, "红黑榜")
    expect(page.get_by_role("heading", name=re.compile("红榜")).first).to_be_visible()
    assert overflow(page) + violations(page) == []
    desk.menu(page, "工作台")
    page.get_by_role("link", name="我的").first.click()
    expect(page.get_by_role("heading", name=re.compile("考评|得分")).first).to_be_visible()
    assert overflow(page) + violations(page) == []


def test_names_on_the_board_are_masked(enter: Enter) -> None:
    page = enter("ST")
    desk.menu(page, "红黑榜")
    assert re.search(r"[\u4e00-\u9fff]某", page.locator(".stories").first.inner_text())


def test_the_lobby_shows_the_board_on_one_screen(enter: Enter) -> None:
    page = enter("ST", viewport=SCREEN)
    page.goto(f"{page.url.split('/', 3)[0]}//{page.url.split('/', 3)[2]}/board/lobby")
    expect(page.locator(".story").first).to_be_visible()
    height = page.evaluate("document.documentElement.scrollHeight")
    assert (height <= SCREEN["height"], overflow(page) + violations(page)) == (True, [])


def test_the_language_is_switched_and_remembered(enter: Enter) -> None:
    page = enter("OF")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(page.url.split("?")[0])
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("button", name="退出")).to_be_visible()


def test_a_score_sheet_needs_no_javascript(enter: Enter, served: Server) -> None:
    page = enter("OF", java_script_enabled=False)
    begin_sheet(page, "无脚本登记")
    desk.submit_sheet(page)
    assert entries(served, "无脚本登记") == 1


def test_a_double_click_makes_one_entry(enter: Enter, served: Server) -> None:
    page = enter("OF")
    begin_sheet(page, "双击登记")
    page.get_by_role("button", name="提交到台账").dblclick()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert entries(served, "双击登记") == 1


def test_what_was_typed_stays_when_it_was_wrong(enter: Enter) -> None:
    page = enter("OF")
    begin_sheet(page, "没有这一天")
    page.get_by_label("发生日期", exact=True).first.fill("2026-02-30")
    page.get_by_role("button", name="提交到台账").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("依据", exact=True).first).to_have_value("没有这一天")
