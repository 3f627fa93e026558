"""Screens of results: who sees whose, what one says, what is taken away."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from flask import Flask

from hospital_integrity.awards.queries import awards_of
from tests import builders
from tests.closing import year as years
from tests.closing.year import Year
from tests.house.world import verbs


@pytest.fixture
def year(app: Flask) -> Year:
    """A year that is closed."""
    found = years.over(app)
    years.close(found)
    return found


def address(name: str, kind: str) -> str:
    return next(f"/awards/{one.id}" for one in awards_of(1, kind) if one.name == name)


def test_results_are_listed_by_kind_with_level_and_movement(year: Year, sign_in) -> None:
    page = sign_in("OF").get("/awards?kind=department").text
    assert "心内科" in page and "三星" in page and "新获" in page


@pytest.mark.parametrize(
    ("query", "seen", "unseen"),
    [("q=张晓明", "张晓明", "欧阳娜"), ("level=excellent", "张晓明", "欧阳娜"), ("q=心内", "欧阳娜", "没有符合条件")],
)
def test_a_list_is_narrowed(year: Year, sign_in, query: str, seen: str, unseen: str) -> None:
    page = sign_in("OF").get(f"/awards?kind=staff&{query}").text
    assert seen in page and unseen not in page


def test_a_staff_number_finds_its_owner(year: Year, sign_in) -> None:
    page = sign_in("OF").get(f"/awards?kind=staff&q={year.doctor.number}").text
    assert "张晓明" in page and "欧阳娜" not in page


def test_staff_see_their_own_result_only(year: Year, sign_in) -> None:
    client = sign_in("ST", person=builders.member(year.place, "王芳"))
    assert client.get(address("张晓明", "staff")).status_code == 404
    assert "没有符合条件" in client.get("/awards").text or "还没有" in client.get("/awards").text


def test_a_head_sees_the_department(year: Year, sign_in) -> None:
    client = sign_in("DH", place=year.place)
    assert "张晓明" in client.get("/awards?kind=staff").text
    assert client.get(address("心内科", "department")).status_code == 200


def test_one_result_shows_reasons_seal_and_that_it_folds_to_the_same(year: Year, sign_in) -> None:
    page = sign_in("OF").get(address("张晓明", "staff")).text
    assert all(words in page for words in ("按封存依据重算一致", "好人好事-市级以上媒体", "清廉科室与医德考评办法"))


def test_the_export_is_a_workbook_and_one_event(year: Year, sign_in) -> None:
    answer = sign_in("OF").post("/awards/export?kind=staff", data={"nonce": "a" * 32})
    rows = list(openpyxl.load_workbook(BytesIO(answer.data)).active.values)
    assert len(rows) == 10 and "张晓明" in rows[1]
    assert verbs()[-1] == "awards.exported"
