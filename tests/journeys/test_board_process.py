"""Praise and criticism through five people: drafted, checked, heard, decided, appealed against, withdrawn, cleared."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.conftest import build_app
from tests.demo.hospital import account_of
from tests.journeys import desk
from tests.journeys.axe import overflow, violations
from tests.journeys.conftest import Enter
from tests.journeys.server import Server

WRONG, UNTRUE = "在禁烟区域吸烟", "督查时不在岗"
NARROW = {"width": 390, "height": 844}


def number_of(served: Server, role: str) -> str:
    """The staff number of the demo's account with this role."""
    app = build_app(served.database, served.folder)
    with app.app_context():
        return account_of(role).number


def draft(page: Page, number: str, item: str, title: str, text: str) -> None:
    """A criticism of somebody that brings its own fact."""
    page.goto(f"{origin(page)}/board/new")
    page.get_by_label("条目").select_option(item)
    page.get_by_label("工号").fill(number)
    page.get_by_label("依据").fill("巡查记录 第 31 号")
    page.get_by_label("违反的规范和条款").select_option("conduct2012-5")
    page.get_by_label("类别").select_option(label="黑榜 · 检查发现")
    page.get_by_label("公开标题").fill(title)
    page.get_by_label("公开内容").fill(text)
    page.get_by_role("button", name="保存并送审").click()
    expect(page.get_by_text("草稿已保存，等待另一人核查")).to_be_visible()


def serve(page: Page, title: str) -> None:
    """Put the notice before the person in the system."""
    desk._board_entry(page, title, "待告知")
    page.get_by_role("button", name="登记送达").click()
    expect(page.get_by_role("heading", name="告知与核对（第 1 次）")).to_be_visible()


def answer(page: Page, title: str, verdict: str, text: str = "") -> None:
    """The person answers the notice."""
    page.goto(f"{origin(page)}/board/notices")
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("combobox", name="我的意见").select_option(label=verdict)
    page.get_by_label("需要更正或不属实的地方").fill(text)
    page.get_by_role("button", name="提交意见").click()
    expect(page.get_by_text("已提交您的意见")).to_be_visible()


def origin(page: Page) -> str:
    """Where the server is."""
    return "/".join(page.url.split("/", 3)[:3])


def looks_right(page: Page) -> None:
    """Nothing for axe to complain about, wide and on a phone."""
    wide = page.viewport_size or NARROW
    assert violations(page) == []
    page.set_viewport_size(NARROW)
    assert overflow(page) + violations(page) == []
    page.set_viewport_size(wide)


def test_a_board_with_due_process_on_screen(served: Server, enter: Enter) -> None:
    number = number_of(served, "ST")
    officer, checker, decider, reviewer, person = (enter(role) for role in ("OF", "RV", "PB", "AH", "ST"))
    for item, title in (("R23", WRONG), ("R21", UNTRUE)):
        draft(officer, number, item, title, "巡查时发现，经核实属实，已批评教育。")
        desk.check_evidence(checker, title)
        serve(officer, title)
    _objected(person, decider)
    _published(person, decider, reviewer)
    _appealed(person, reviewer)
    _cleared(officer, decider, person)
    _praised(person, decider)


def _objected(person: Page, decider: Page) -> None:
    """The first criticism is contested, and goes back to its author."""
    answer(person, WRONG, "不属实，提出异议", "那天我在外院进修，有进修登记为证。")
    desk._board_entry(decider, WRONG, "已告知")
    decider.get_by_label("答复结论").select_option(label="采纳，退回起草人修改")
    decider.get_by_label("答复理由").fill("经核对进修登记，所述属实。")
    decider.get_by_role("button", name="提交答复").click()
    expect(decider.get_by_text("已退回起草人").first).to_be_visible()


def _published(person: Page, decider: Page, reader: Page) -> None:
    """The second one is agreed to, too quickly, and stands on the board under a mask."""
    answer(person, UNTRUE, "内容属实，没有意见")
    desk.publish(decider, UNTRUE)
    desk.menu(reader, "红黑榜")
    expect(reader.locator(".board.black").get_by_text(UNTRUE)).to_be_visible()


def _appealed(person: Page, reviewer: Page) -> None:
    """The person appeals and replies; somebody uninvolved withdraws the entry, and points and board follow."""
    desk.menu(person, "红黑榜")
    person.get_by_role("link", name=UNTRUE).click()
    looks_right(person)
    person.get_by_role("link", name="写回应").click()
    person.get_by_role("textbox", name="我的回应").fill("当天我在手术室，已提交排班表。")
    person.get_by_role("button", name="保存").click()
    expect(person.get_by_text("未经核实").first).to_be_visible()
    person.get_by_role("link", name="提出申诉").click()
    person.get_by_role("textbox", name="申诉的事实和理由").fill("所述时间我在手术室，手术记录可以证明。")
    roster = {"name": "排班表.txt", "mimeType": "text/plain", "buffer": "手术 8 点".encode()}
    person.get_by_label("证据附件").set_input_files(roster)
    person.get_by_role("button", name="提交", exact=True).click()
    expect(person.get_by_text("排班表.txt")).to_be_visible()
    reviewer.goto(f"{origin(reviewer)}/board/remedies")
    reviewer.get_by_role("link", name=UNTRUE).click()
    reviewer.get_by_role("link", name="复核并决定").click()
    expect(reviewer.get_by_text("冲销一次，原记录保留")).to_be_visible()
    looks_right(reviewer)
    reviewer.get_by_label("处理结果").select_option(label="撤销：撤下并冲销")
    reviewer.get_by_role("textbox", name="理由").fill("经核对手术记录，当事人当时在岗。")
    reviewer.get_by_label("是否澄清").select_option(label="影响本人正常工作、生活或合法权益")
    reviewer.get_by_role("button", name="作出决定").click()
    expect(reviewer.get_by_text("申诉已有决定")).to_be_visible()
    desk.menu(reviewer, "红黑榜")
    expect(reviewer.locator(".board.black").get_by_text(UNTRUE)).to_have_count(0)


def _cleared(officer: Page, decider: Page, reader: Page) -> None:
    """The person is asked, another one approves, and the clarification stands where the criticism stood."""
    officer.goto(f"{origin(officer)}/board/clarifications")
    officer.get_by_role("row", name=re.compile("待征询本人")).get_by_role("link").click()
    officer.get_by_label("本人的意见").select_option(label="同意公开澄清")
    officer.get_by_label("征询情况").fill("电话征询，本人同意在榜上澄清。")
    officer.get_by_label("澄清形式").select_option(label="通报澄清")
    officer.get_by_label("不属实的事项").fill("该同志一贯优秀")
    officer.get_by_role("button", name="登记", exact=True).click()
    expect(officer.get_by_text("是对个人的总体评价").first).to_be_visible()
    officer.get_by_label("不属实的事项").fill("督查时不在岗")
    officer.get_by_role("button", name="登记", exact=True).click()
    expect(officer.get_by_text("经核实，下列内容不属实")).to_be_visible()
    looks_right(officer)
    decider.goto(officer.url)
    decider.get_by_role("button", name="批准").click()
    expect(decider.get_by_text("应在 2026年11月27日 前实施")).to_be_visible()
    officer.reload()
    officer.get_by_role("textbox", name="说明").fill("在红黑榜原位置公示")
    officer.get_by_role("button", name="登记实施").click()
    expect(officer.get_by_text("与原内容公示的天数相同")).to_be_visible()
    desk.menu(reader, "红黑榜")
    expect(reader.get_by_text("下列内容不属实").first).to_be_visible()


def _praised(person: Page, decider: Page) -> None:
    """The praise that waits for the person is agreed to and published."""
    answer(person, "收到患者表扬信", "内容属实，没有意见")
    decider.goto(f"{origin(decider)}/board/drafts?state=served")
    decider.get_by_role("link", name="收到患者表扬信").first.click()
    decider.get_by_role("button", name="同意并发布").click()
    expect(decider.get_by_text("已发布", exact=True).first).to_be_visible()
    desk.menu(person, "红黑榜")
    expect(person.locator(".board.red").get_by_text("收到患者表扬信").first).to_be_visible()
