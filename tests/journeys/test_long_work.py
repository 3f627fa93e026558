"""Long work as an officer meets it: a long roster goes in, the bar moves by itself, the fruit is one click away."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.departments.test_long_roster import ROWS, TITLES
from tests.journeys.axe import overflow, violations
from tests.journeys.conftest import Enter

PATIENCE = 60_000


def roster(folder: Path) -> Path:
    """A file of more people than a request waits for, all of them new."""
    lines = (f"N{n:05},李想,信息科,医师,主治医师,2020-01-01," for n in range(1, ROWS + 1))
    file = folder / "名册.csv"
    file.write_text("\n".join([",".join(TITLES), *lines]), "utf-8-sig")
    return file


def wait_until_done(page: Page) -> None:
    """The page says by itself that the work is done."""
    expect(page.locator(".job-now")).to_contain_text("已完成", timeout=PATIENCE)


def test_a_long_roster_goes_in_while_the_officer_watches(enter: Enter, tmp_path: Path) -> None:
    page = enter("OF")
    page.goto(page.url.rstrip("/") + "/staff/upload")
    page.get_by_label("文件").set_input_files(roster(tmp_path))
    page.get_by_role("main").get_by_role("button").last.click()
    wait_until_done(page)
    assert overflow(page) + violations(page) == []
    page.get_by_role("link", name="查看结果").click()
    expect(page.get_by_text(f"新增 {ROWS}")).to_be_visible()
    page.get_by_role("button", name="确认写入").click()
    wait_until_done(page)
    expect(page.get_by_text("已导入，变动都按日期登记")).to_be_visible()
