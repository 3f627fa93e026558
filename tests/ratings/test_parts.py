"""The screen that rates a file of published parts: what it shows, takes away and refuses; nothing is stored."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook
from werkzeug.test import TestResponse

from tests.ratings import register
from tests.ratings.test_rate_parts import EDITION, HEADING, ROWS

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def officer(sign_in: SignIn) -> FlaskClient:
    register.publish("default-2026")
    return sign_in("OF")


def sent(client: FlaskClient, data: bytes, name: str = "parts.csv", **more) -> TestResponse:
    form = {"edition": "hospital-parts-2021", "file": (BytesIO(data), name), **more}
    return client.post("/ratings/parts", data=form, content_type="multipart/form-data")


def as_csv(*rows: str) -> bytes:
    return "\n".join((HEADING, *rows)).encode()


def as_workbook(*rows: str) -> bytes:
    book, out = Workbook(), BytesIO()
    for row in (HEADING, *rows):
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row.split(",")])
    book.save(out)
    return out.getvalue()


def answer(page: str) -> list[str]:
    return b64decode(page.split("base64,")[1].split('"')[0]).decode("utf-8-sig").splitlines()


@pytest.mark.parametrize("make", [as_csv, as_workbook])
def test_a_file_comes_back_as_a_table_and_as_csv(officer: FlaskClient, make) -> None:
    found = sent(officer, make(*ROWS), "parts.xlsx" if make is as_workbook else "parts.csv")
    assert found.status_code == 200 and "结果（11 个对象）" in found.text
    assert answer(found.text)[1] == "医院1,1,5,1,"


def test_a_bad_cell_is_listed_with_its_place(officer: FlaskClient) -> None:
    found = sent(officer, as_csv("a,x,1,1,1,1,3,3,3,3,3"))
    assert found.status_code == 422 and "“x”不是数" in found.text and "base64" not in found.text


def test_an_edition_that_asks_for_other_columns_says_so(officer: FlaskClient) -> None:
    choice = officer.get("/ratings/parts").text.split('value="edition-')[1].split('"')[0]
    assert "缺少“conduct”列" in sent(officer, as_csv(*ROWS), edition=f"edition-{choice}").text


def test_a_text_of_ones_own_is_used_instead(officer: FlaskClient) -> None:
    text = EDITION.read_bytes()
    found = sent(officer, as_csv(*ROWS), text=(BytesIO(text.replace("一星".encode(), "入门".encode())), "my.toml"))
    assert "入门" in found.text
    assert (
        "各部分权重之和应为 100"
        in sent(officer, as_csv(*ROWS), text=(BytesIO(text.replace(b"weight = 12", b"weight = 11")), "my.toml")).text
    )


def test_a_subject_that_looks_like_a_formula_is_taken_away_as_text(officer: FlaskClient) -> None:
    found = sent(officer, as_csv("=1+1,1,1,1,1,1,3,3,3,3,3"))
    assert answer(found.text)[1].startswith("'=1+1,")


def test_more_rows_than_a_screen_takes_are_refused(officer: FlaskClient) -> None:
    rows = (f"s{n},1,1,1,1,1,3,3,3,3,3" for n in range(5001))
    assert "一次最多 5000 行" in sent(officer, as_csv(*rows)).text


def test_who_may_not_see_drafts_may_not_come_here(sign_in: SignIn) -> None:
    assert sign_in("DH").get("/ratings/parts").status_code == 403


def test_the_example_can_be_read_in_words(officer: FlaskClient) -> None:
    register.publish("hospital-parts-2021")
    number = officer.get("/ratings/parts").text.split('value="edition-')[-1].split('"')[0]
    page = officer.get(f"/policy/{number}").text
    assert "同组得分按自然断点分段" in page and "至少 3 个部分各有 3 项指标" in page
