"""What people do on the screens, one function a deed; everything is found by its words, as people find it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

PASSWORD = "Lotus-jade-9271"


def activate(page: Page, address: str, number: str, code: str) -> None:
    """Sign in for the first time with a one-time code, and set a password."""
    sign_in(page, address, number, code)
    page.get_by_label("新密码", exact=False).first.fill(PASSWORD)
    page.get_by_label("再输一次新密码").fill(PASSWORD)
    page.get_by_role("button", name="保存密码").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("设置密码")


def sign_in(page: Page, address: str, number: str, secret: str = PASSWORD) -> None:
    """Sign in with a number and a password or one-time code."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("工号").fill(number)
    page.get_by_label("密码或一次性口令").fill(secret)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("button", name="退出")).to_be_visible()


def menu(page: Page, name: str) -> None:
    """Go somewhere by the main menu."""
    entry = re.compile(rf"^{name}\s*(\d|$)")  # behind the desk's name stands how much waits there
    link = page.get_by_role("navigation", name="主导航").get_by_role("link", name=entry)
    if not link.is_visible():
        page.get_by_role("navigation", name="主导航").get_by_text("更多").click()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def import_roster(page: Page, data: bytes, count: int) -> None:
    """Upload a roster, look at what it comes to, confirm."""
    menu(page, "人员")
    page.get_by_role("link", name=re.compile("导入")).first.click()
    page.get_by_label("文件").set_input_files(
        {"name": "人员名册.xlsx", "mimeType": "application/octet-stream", "buffer": data}
    )
    page.get_by_role("button", name="上传并核对").click()
    expect(page.get_by_role("link", name=f"新增 {count}")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="确认写入").click()
    expect(page.get_by_text("已导入，变动都按日期登记")).to_be_visible(timeout=30_000)


def fill_sheet(page: Page, department: str, rows: list[dict[str, str]]) -> None:
    """Open the score sheet of a department and fill its rows; a row maps the columns' names to what is typed."""
    menu(page, "评分")
    page.get_by_role("region", name="一个科室", exact=True).get_by_label("科室").select_option(label=department)
    page.get_by_role("button", name="打开评分表").click()
    for place, row in enumerate(rows):
        for column, typed in row.items():
            field = page.get_by_label(column, exact=True).nth(place)
            field.select_option(label=typed) if column == "条目" else field.fill(typed)


def submit_sheet(page: Page) -> None:
    """Submit it to the ledger."""
    page.get_by_role("button", name="提交到台账").click()
    expect(page.get_by_text("已提交，全部写入台账")).to_be_visible()


def open_rating(page: Page, department: str) -> None:
    """The department's star with its reasons."""
    menu(page, "星级")
    page.get_by_label("名称、编号或拼音").fill(department)
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name=department, exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("^为什么是"))).to_be_visible()


def draft_praise(page: Page, number: str, title: str, text: str) -> None:
    """From an entry of the ledger to a draft for the board."""
    page.goto(f"{page.url.split('/', 3)[0]}//{page.url.split('/', 3)[2]}/ledger/{number}")
    page.get_by_role("link", name="上榜").click()
    page.get_by_label("类别").select_option(label="红榜 · 拒收红包")
    page.get_by_label("公开标题").fill(title)
    page.get_by_label("公开内容").fill(text)
    page.get_by_role("button", name="保存并送审").click()
    expect(page.get_by_text("草稿已保存，等待另一人核查")).to_be_visible()


def check_evidence(page: Page, title: str) -> None:
    """The evidence bears a draft out."""
    _board_entry(page, title, "待核查")
    page.get_by_role("button", name="证据属实，通过").click()
    expect(page.get_by_text("已核查，下一步告知当事人")).to_be_visible()


def serve_and_hear(page: Page, title: str) -> None:
    """Hand the notice over on paper, and enter that the person agrees."""
    _board_entry(page, title, "待告知")
    page.get_by_label("送达方式").select_option(label="书面送达")
    page.get_by_label("送达说明").fill("科室当面送达，护士长在场")
    page.get_by_role("button", name="登记送达").click()
    page.get_by_label("当事人的意见").select_option(label="内容属实，没有意见")
    page.get_by_role("button", name="登记意见").click()
    expect(page.get_by_text("已登记当事人的意见")).to_be_visible()


def publish(page: Page, title: str) -> None:
    """Decide on an entry that was checked and heard."""
    _board_entry(page, title, "已告知")
    page.get_by_role("button", name="同意并发布").click()
    expect(page.get_by_text("已发布", exact=True).first).to_be_visible()


def _board_entry(page: Page, title: str, state: str) -> None:
    menu(page, "红黑榜")
    page.get_by_role("link", name=re.compile("审核")).first.click()
    page.get_by_role("navigation", name="按状态").get_by_role("link", name=re.compile(f"^{state}")).click()
    page.get_by_role("link", name=title).click()


def propose_closing(page: Page, year: int) -> None:
    """Put the closing of a year forward."""
    _year_to_close(page, year)
    page.get_by_role("button", name="提出关闭").click()
    expect(page.get_by_text("已提出关闭提案，请另一人办理下一步")).to_be_visible(timeout=30_000)


def check_closing(page: Page, year: int) -> None:
    """Pass the proposal of another person."""
    _year_to_close(page, year)
    page.get_by_label("审核意见").select_option(label="通过，可以公示")
    page.get_by_role("button", name="登记审核意见").click()
    expect(page.get_by_text("审核意见已登记")).to_be_visible(timeout=30_000)


def announce_closing(page: Page, year: int, until: str) -> None:
    """Begin the public notice."""
    _year_to_close(page, year)
    page.get_by_role("button", name="开始公示").click()
    expect(page.get_by_text(f"公示到 {until} 为止")).to_be_visible()


def confirm_closing(page: Page, year: int, document: str) -> None:
    """Confirm it with the number of the decision."""
    _year_to_close(page, year)
    page.get_by_label("决定文件号").fill(document)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="确认关闭并封存").click()
    expect(page.get_by_text(f"{year} 年度已关闭，结果已封存")).to_be_visible(timeout=30_000)


def _year_to_close(page: Page, year: int) -> None:
    menu(page, "年度结算")
    page.get_by_role("link", name=f"打开 {year} 年度").click()


def issue_certificates(page: Page) -> None:
    """Issue what the closed year earned its departments."""
    menu(page, "证书")
    page.get_by_role("link", name=re.compile("^签发")).first.click()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="签发").click()
    expect(page.get_by_text(re.compile("已签发 .* 份证书"))).to_be_visible()


def download_certificate(page: Page, holder: str) -> bytes:
    """Open a holder's certificate and take its file."""
    page.get_by_role("row", name=re.compile(holder)).get_by_role("link").first.click()
    link = page.get_by_role("link", name="打开 PDF")
    answer = page.request.get(page.evaluate("link => link.href", link.element_handle()))
    assert answer.ok and answer.headers["content-type"] == "application/pdf"
    return answer.body()
