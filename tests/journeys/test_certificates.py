"""Certificates in a browser: 224 are issued, one is printed, one revoked, and papers prove themselves in three ways."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from hospital_integrity.awards.models import Award
from hospital_integrity.db import db, writing
from hospital_integrity.demo.operations.register import DATA
from tests import builders
from tests.certificates.papers import RARE
from tests.certificates.test_signing import program
from tests.closing import year as years
from tests.conftest import build_app
from tests.journeys.axe import overflow, violations
from tests.journeys.server import Server, free_port

AFTER = datetime(2027, 1, 21, 2)
MANY = 224


@pytest.fixture(scope="module")
def hospital(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str, str]]:
    """A hospital whose year is closed with 224 people of the best grade; cookies of its officer and its publisher."""
    folder = tmp_path_factory.mktemp("certificates")
    shutil.copy(sqlite_template, folder / "hospital.sqlite")
    server = Server(f"sqlite:///{folder / 'hospital.sqlite'}", folder, free_port())
    app = build_app(server.database, folder)
    with app.app_context(), writing():
        year = years.over(app)
        years.close(year)
        praised(year.place)
        app.config["CLOCK"] = lambda: AFTER
        cookies = [cookie(app, account) for account in (year.officer, year.publisher)]
        db.engine.dispose()
    with server.running(AFTER):
        yield server, *cookies


def praised(place: object) -> None:
    """As many more people of the best grade as make 224, some with rare names."""
    first = db.session.query(Award).filter_by(subject_kind="staff", name="张晓明").one()
    same = {column.key: getattr(first, column.key) for column in Award.__table__.columns if column.key != "id"}
    names = [f"王{one}" for one in RARE[:24]] + list(islice((DATA / "names.txt").read_text("utf-8").split(), 199))
    for name in names:
        person = builders.member(place, name)
        db.session.add(Award(**{**same, "subject_id": person.id, "name": name}))
    db.session.commit()


def cookie(app: Flask, account: object) -> str:
    """The cookie of a session of this account."""
    client = app.test_client()
    builders.let_in(client, account)
    return next(one.value for one in client._cookies.values() if one.key == "hi_session")


def window(browser: Browser, server: Server, value: str = "") -> Page:
    """A window in which somebody is signed in, or nobody."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    if value:
        context.add_cookies([{"name": "hi_session", "value": value, "url": server.address}])
    return context.new_page()


def issue(page: Page, address: str) -> None:
    page.goto(f"{address}/certificates")
    page.get_by_role("link", name=f"签发 {MANY} 份").click()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="签发").click()
    expect(page.get_by_text(f"已签发 {MANY} 份证书")).to_be_visible(timeout=30_000)


def print_one(page: Page, serial: str) -> bytes:
    """Open a paper, have it printed three times, enter who took two; the file for the printer."""
    page.get_by_role("link", name=serial).click()
    page.get_by_role("link", name="打印这一份").click()
    page.get_by_label("每份打印张数").fill("3")
    page.get_by_label("用途").fill("表彰大会颁发")
    page.get_by_role("button", name="登记并生成文件").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载打印文件").click()
    assert overflow(page) + violations(page) == []
    page.get_by_label("移交给").fill("李主任")
    page.get_by_label("移交张数").fill("2")
    page.get_by_role("button", name="登记移交").click()
    expect(page.get_by_text("还有 1 张没有登记移交")).to_be_visible()
    return Path(taken.value.path()).read_bytes()


def revoke(page: Page, address: str, serial: str) -> None:
    page.goto(f"{address}/certificates?q={serial}")
    page.get_by_role("link", name=serial).click()
    page.get_by_label("撤销理由").fill("姓名有误")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="撤销这份证书").click()
    expect(page.get_by_text(f"{serial} 已撤销")).to_be_visible()


def scanned_by_zbar(data: bytes, folder: Path) -> str:
    """What a scanner reads from the first page at 150 dpi."""
    (folder / "paper.pdf").write_bytes(data)
    subprocess.run([program("pdftoppm"), "-r", "150", "-png", "paper.pdf", "page"], cwd=folder, check=True)
    (page,) = folder.glob("page-*.png")
    return subprocess.run([program("zbarimg"), "-q", "--raw", page], capture_output=True, text=True).stdout.strip()


def type_in(page: Page, address: str, serial: str, name: str = "") -> None:
    page.goto(f"{address}/v")
    page.get_by_label("证书编号").fill(serial)
    page.get_by_label(re.compile("证书上的姓名")).fill(name)
    page.get_by_role("button", name="核验", exact=True).click()


def upload(page: Page, address: str, data: bytes) -> None:
    page.goto(f"{address}/v/file")
    page.get_by_label("证书的 PDF 文件").set_input_files(
        {"name": "证书.pdf", "mimeType": "application/pdf", "buffer": data}
    )
    page.get_by_role("button", name="核对这个文件").click()


def verdict(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", name=words)).to_be_visible()


def test_papers_are_issued_printed_revoked_and_prove_themselves_in_three_ways(
    hospital: tuple[Server, str, str], browser: Browser, tmp_path: Path
) -> None:
    server, officer_cookie, publisher_cookie = hospital
    address, officer = server.address, window(browser, server, officer_cookie)
    issue(officer, address)
    serials = [row.split("\t")[0].strip() for row in officer.locator("tbody tr").all_inner_texts()]
    kept, gone = serials[0], serials[1]
    page = print_one(officer, kept)
    answer = officer.request.get(f"{address}/certificates/{MANY}/pdf")
    revoke(window(browser, server, publisher_cookie), address, gone)

    anybody = window(browser, server)
    anybody.goto(scanned_by_zbar(page, tmp_path))
    verdict(anybody, "这份证书有效")
    expect(anybody.locator(".serial")).to_have_text(kept)
    type_in(anybody, address, kept.lower())
    verdict(anybody, "这份证书有效")
    type_in(anybody, address, gone)
    verdict(anybody, "这份证书已经作废")
    upload(anybody, address, answer.body())
    verdict(anybody, "这份证书有效")
    upload(anybody, address, answer.body()[:-1] + b"\0")
    verdict(anybody, "这个文件不是存档的证书")
