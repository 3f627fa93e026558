"""Rows of a score sheet become facts, or every bad cell is named by row and column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hospital_integrity.rules.edition import parse
from hospital_integrity.rules.scoresheet import Known, facts_of, is_blank, item_key

EDITION = parse((Path(__file__).parents[2] / "hospital_integrity/policy/editions/default-2026.toml").read_text("utf-8"))
DAY = date(2026, 3, 1)
KNOWN = Known(
    people={"000123": 7},
    departments={"A03": 1, "内科": 1, "骨科": 2},
    homes={(7, DAY): 1},
    editions={2026: EDITION},
    today=date(2026, 11, 20),
)
GOOD = {"item": "R01", "number": "000123", "day": "2026-03-01"}


def bad(**row):
    facts, cells = facts_of([{**GOOD, **row}], KNOWN, "n")
    assert facts == []
    return cells[0].key, str(cells[0].saying)


def test_a_row_about_a_person_takes_the_department_of_the_day():
    fact = facts_of([GOOD], KNOWN, "n")[0][0]
    assert (fact.staff_id, fact.department_id, fact.times, fact.nonce) == (7, 1, 1, "n-0")


def test_a_row_about_a_department_needs_no_number():
    fact = facts_of([{"item": "C1 检查", "department": "骨科", "day": "2026/3/1"}], KNOWN, "n")[0][0]
    assert (fact.staff_id, fact.department_id) == (None, 2)


def test_blank_rows_are_passed_over_and_keep_the_numbers_of_the_others():
    facts, _ = facts_of([{"day": "2026-03-01", "times": "1"}, GOOD], KNOWN, "n")
    assert [fact.nonce for fact in facts] == ["n-1"]


def test_every_bad_row_is_named_at_once():
    _, cells = facts_of([{**GOOD, "item": "X"}, GOOD, {**GOOD, "number": "9"}], KNOWN, "n")
    assert [(cell.row, cell.key) for cell in cells] == [(0, "item"), (2, "number")]


@pytest.mark.parametrize(
    ("row", "key", "words"),
    [
        ({"number": "999"}, "number", "没有工号"),
        ({"number": ""}, "department", "请填写工号或科室"),
        ({"department": "骨科"}, "department", "不属于这个科室"),
        ({"department": "火星科"}, "department", "没有编码或名称"),
        ({"day": ""}, "day", "不能为空"),
        ({"day": "2026-02-30"}, "day", "2026"),
        ({"day": "2026-03-02"}, "day", "不属于任何科室"),
        ({"item": "R15"}, "evidence", "依据"),
        ({"times": "１００"}, "times", "99"),
        ({"item": "G04", "evidence": "x", "points": "-1"}, "points", ""),
        ({"item": "V3", "evidence": "x"}, "attested", "情节严重"),
        ({"item": "D1", "evidence": "x"}, "number", "不填工号"),
    ],
)
def test_a_bad_cell_is_named_by_its_column(row, key, words):
    found, said = bad(**row)
    assert found == key
    assert words in said


def test_an_item_may_be_typed_with_its_name():
    assert item_key("R01 院级荣誉") == "R01"


def test_a_day_alone_does_not_make_a_row():
    assert is_blank({"day": "2026-03-01", "times": "1", "item": ""})
