"""An officer fills a sheet in: the keyboard, a pasted column, what keeps itself, the review, two windows."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from hospital_integrity.db import db
from hospital_integrity.ledger.queries import entries_of_year
from tests.conftest import build_app
from tests.journeys.axe import overflow, violations
from tests.journeys.conftest import Enter
from tests.journeys.server import Server

PASTE = """(cell, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def open_sheet(page: Page, served: Server, query: str) -> None:
    page.goto(f"{served.address}/scoring/sheets/new?{query}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def cell(page: Page, column: str, row: int = 0):
    return page.locator(f"[name$=-{column}]:visible").nth(row)


def grounds(served: Server, words: str) -> list[str]:
    """What the ledger says of entries that rest on this."""
    app = build_app(served.database, served.folder)
    with app.app_context():
        found = sorted(one.evidence for one in entries_of_year(2026) if one.evidence.startswith(words))
        db.engine.dispose()
    return found


def saved(page: Page) -> None:
    expect(page.locator("[data-said]")).to_have_text(re.compile("已自动保存"), timeout=8_000)


def test_a_pasted_column_keeps_itself_and_is_submitted_after_a_reload(enter: Enter, served: Server) -> None:
    page = enter("OF")
    open_sheet(page, served, "kind=places&item=C1")
    cell(page, "evidence").evaluate(PASTE, "粘贴甲\n粘贴乙\r\n粘贴丙")
    cell(page, "times").fill("1")
    cell(page, "times").press("Enter")
    page.keyboard.type("2")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("1")
    saved(page)
    expect(page.locator("[data-count]")).to_have_text("3")
    page.reload()
    assert "/scoring/sheets/" in page.url and "new" not in page.url
    assert [cell(page, "evidence", n).input_value() for n in range(3)] == ["粘贴甲", "粘贴乙", "粘贴丙"]
    assert [cell(page, "times", n).input_value() for n in range(3)] == ["1", "2", "1"]
    page.get_by_role("link", name="核对", exact=True).click()
    page.get_by_role("button", name="提交到台账").click()
    expect(page.get_by_text("已提交，全部写入台账")).to_be_visible()
    assert grounds(served, "粘贴") == ["粘贴丙", "粘贴乙", "粘贴甲"] or len(grounds(served, "粘贴")) == 3


def test_two_windows_keep_both_and_say_so(enter: Enter, served: Server) -> None:
    page = enter("OF")
    open_sheet(page, served, "kind=places&item=C2")
    cell(page, "evidence").fill("第一个窗口")
    saved(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("[name$=-evidence]:visible").first.fill("第二个窗口")
    saved(other)
    cell(page, "evidence").fill("第一个窗口又改")
    expect(page.locator("[data-said]")).to_have_text(re.compile("另存为"), timeout=8_000)
    page.goto(f"{served.address}/scoring")
    assert page.get_by_role("row", name=re.compile("各科室")).count() == 2


def test_a_bad_cell_is_said_while_it_is_typed(enter: Enter, served: Server) -> None:
    page = enter("OF")
    open_sheet(page, served, "kind=places&item=C3")
    cell(page, "times").fill("很多")
    expect(page.locator(".field-error").first).to_contain_text("1 到 99", timeout=8_000)
    cell(page, "times").fill("1")
    expect(page.locator(".field-error")).to_have_count(0, timeout=8_000)


def test_sheets_and_marks_are_within_reach_of_everybody(enter: Enter, served: Server) -> None:
    for size in ({"width": 1440, "height": 900}, {"width": 390, "height": 844}):
        page = enter("OF", viewport=size)
        for address in ("/scoring", "/scoring/sheets/new?kind=items&department=2", "/scoring/marks", "/scoring/raters"):
            page.goto(served.address + address)
            assert (address, overflow(page) + violations(page)) == (address, [])
