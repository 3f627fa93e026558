"""The main job, from an empty register to a certificate that proves itself, as people do it in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from hospital_integrity.db import db, writing
from tests.certificates.reading import copied, scanned
from tests.closing.year import known_holidays
from tests.conftest import build_app
from tests.journeys import desk, founding
from tests.journeys.axe import violations
from tests.journeys.browser import chromium
from tests.journeys.server import Server, free_port

NOVEMBER, JANUARY, AFTER = datetime(2026, 11, 20, 2), datetime(2027, 1, 8, 2), datetime(2027, 1, 18, 2)
SIZE = 5000
CHECKS = ("检查1 主体责任", "检查2 廉政教育", "检查3 清廉文化", "检查4 风险防控", "检查6 医疗服务")
REFUSAL = "加分10 廉洁自律 拒收红包回扣"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def hospital(sqlite_template: Path, tmp_path: Path) -> Flask:
    """An application of the test's own over the server's database, for what is not done on a screen."""
    file = tmp_path / "hospital.sqlite"
    file.write_bytes(sqlite_template.read_bytes())
    return build_app(f"sqlite:///{file}", tmp_path)


def window(browser: Browser) -> Page:
    """A fresh window in which nobody is signed in."""
    return browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN").new_page()


def sheet_rows() -> list[dict[str, str]]:
    """Five completed checks of the department, and one of its people who turned down a red packet."""
    checks = [{"条目": f"{check}检查，未发现问题", "发生日期": "2026-11-18"} for check in CHECKS]
    praise = {"条目": REFUSAL, "工号": "100000", "发生日期": "2026-11-19", "依据": "院办登记 26-118"}
    return [*checks, praise]


def test_from_a_roster_to_a_certificate_that_proves_itself(hospital: Flask, browser: Browser, tmp_path: Path) -> None:
    with hospital.app_context(), writing():
        places, codes = founding.found()
        db.session.commit()
    first = places[0]
    server = Server(hospital.config["SQLALCHEMY_DATABASE_URI"], tmp_path, free_port())

    with server.running(NOVEMBER) as address:
        officer = window(browser)
        desk.activate(officer, address, founding.OFFICE["OF"], codes["OF"])
        desk.import_roster(officer, founding.roster(places, SIZE), SIZE)
        desk.fill_sheet(officer, f"{first.code} {first.name}", sheet_rows())
        desk.submit_sheet(officer)

        desk.open_rating(officer, first.name)
        expect(officer.get_by_text("三星", exact=True).first).to_be_visible()
        why = officer.get_by_role("row", name=re.compile("拒收红包回扣"))
        expect(why).to_contain_text("加分10 廉洁自律")
        number = re.search(r"第 (\d+) 号", why.inner_text())[1]
        assert violations(officer) == []

        desk.draft_praise(officer, number, "当场谢绝红包", "当场谢绝并退还红包，向家属说明制度。")
        reviewer = window(browser)
        desk.activate(reviewer, address, founding.OFFICE["RV"], codes["RV"])
        desk.check_evidence(reviewer, "当场谢绝红包")
        desk.serve_and_hear(officer, "当场谢绝红包")
        publisher = window(browser)
        desk.activate(publisher, address, founding.OFFICE["PB"], codes["PB"])
        desk.publish(publisher, "当场谢绝红包")
        desk.menu(reviewer, "红黑榜")
        expect(reviewer.get_by_text("当场谢绝红包")).to_be_visible()

    hospital.config["CLOCK"] = lambda: JANUARY
    with hospital.app_context(), writing():
        founding.assess_everybody(2026)
        known_holidays(2027)
        db.session.commit()

    with server.running(JANUARY) as address:
        desk.sign_in(officer, address, founding.OFFICE["OF"])
        desk.propose_closing(officer, 2026)
        desk.sign_in(reviewer, address, founding.OFFICE["RV"])
        desk.check_closing(reviewer, 2026)
        desk.announce_closing(officer, 2026, "2027年1月15日")

    with server.running(AFTER) as address:
        desk.sign_in(officer, address, founding.OFFICE["OF"])
        desk.sign_in(publisher, address, founding.OFFICE["PB"])
        desk.confirm_closing(publisher, 2026, "江一医纪〔2027〕1号")
        desk.issue_certificates(officer)
        paper = desk.download_certificate(officer, first.name)

        (proof,) = scanned(paper, 200)
        assert proof.startswith(f"{address}/v/")
        anybody = window(browser)
        anybody.goto(proof)
        expect(anybody.get_by_role("heading", name="这份证书有效")).to_be_visible()
        printed = copied(paper)
        for said in (first.name, "三星", "2026年度", anybody.locator(".serial").inner_text()):
            assert said in printed
            assert said in "".join(anybody.locator("main").inner_text().split())
        assert violations(anybody) == []
