"""Two editions beside each other, in words."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from hospital_integrity.policy import operations, queries
from hospital_integrity.policy.queries import SHIPPED, compared, counted, differing
from hospital_integrity.rules.edition import Edition, parse

DEFAULT = (SHIPPED / "default-2026.toml").read_text("utf-8")


def other(*changes: tuple[str, str]) -> Edition:
    text = DEFAULT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return parse(text)


def found(*changes: tuple[str, str]) -> list[tuple[str, str, str]]:
    """What differs: state, what only the old one says, what only the new one says."""
    lines = differing(compared(parse(DEFAULT), other(*changes)))
    return [(one.state, "|".join(sorted(one.lost)), "|".join(sorted(one.fresh))) for one in lines]


def test_the_same_edition_differs_in_nothing() -> None:
    assert counted(compared(parse(DEFAULT), parse(DEFAULT))).keys() == {"same"}


@pytest.mark.parametrize(
    ("old", "new", "lost", "fresh"),
    [
        ('score = "[60,)", deductions', 'score = "[61,)", deductions', "得分 ≥ 60", "得分 ≥ 61"),
        ("share = 15", "share = 20", "不超过 15%", "不超过 20%"),
        ("below = 90", "below = 85", "患者满意度低于 90 的，最高三星。", "患者满意度低于 85 的，最高三星。"),
        ("rise = 1, first = 3", "rise = 2, first = 3", "1", "2"),
        ('staff = "0.5"\ndepartment = "0.1"', 'staff = "0.75"\ndepartment = "0.1"', "人员 +0.5 分", "人员 +0.75 分"),
    ],
)
def test_a_change_is_told_in_words(old: str, new: str, lost: str, fresh: str) -> None:
    assert found((old, new)) == [("changed", lost, fresh)]


def test_what_no_line_tells_is_never_called_the_same() -> None:
    old = parse(DEFAULT)
    scheme = replace(old.schemes["staff"], name="另一个名称")
    (line,) = differing(compared(old, replace(old, schemes={**old.schemes, "staff": scheme})))
    assert [str(saying) for saying in line.new] == ["有改动，请看文本"]


def test_an_item_that_is_retired_is_called_so() -> None:
    assert found(('group = "党办/院办"', 'group = "党办/院办"\nretired = true')) == [("retired", "", "已停用")]


def test_what_is_new_and_what_is_gone_are_told_apart() -> None:
    new = parse(DEFAULT + '\n[items.N1]\nname = "新"\nclause = "新一"\nkind = "bonus"\nstaff = 1\n')
    assert [one.state for one in differing(compared(parse(DEFAULT), new))] == ["added"]
    assert [one.state for one in differing(compared(new, parse(DEFAULT)))] == ["gone"]


@pytest.fixture
def drafted(app: Flask) -> int:
    operations.publish_shipped("form-2025")
    operations.publish_shipped("default-2026")
    text = queries.beginning(queries.newest(), 2026).replace("share = 15", "share = 20", 1)
    return operations.new_draft(text).id


def test_the_page_lays_draft_and_edition_beside_each_other(drafted: int, sign_in) -> None:
    page = re.sub(r"\s+", " ", sign_in("OF").get("/policy/compare").get_data(as_text=True))
    assert "<del>不超过 15%</del>" in page and "<ins>不超过 20%</ins>" in page


def test_drafts_are_not_compared_by_those_who_may_not_see_them(drafted: int, sign_in) -> None:
    page = sign_in("ST").get(f"/policy/compare?right=d{drafted}").get_data(as_text=True)
    assert "不超过 20%" not in page and "2025" in page


def test_the_comparison_is_taken_away_as_a_spreadsheet(drafted: int, sign_in) -> None:
    answer = sign_in("OF").get("/policy/compare.xlsx")
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert ("改动" in {row[2] for row in rows}) and any("不超过 20%" in str(row[4]) for row in rows)


def test_nothing_to_compare_is_said(app: Flask, sign_in) -> None:
    assert "还没有可以对照的办法" in sign_in("OF").get("/policy/compare").get_data(as_text=True)
