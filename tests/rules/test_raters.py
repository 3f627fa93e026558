"""Raters compared: leniency once there is enough to compare, nobody's mark changed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hospital_integrity.rules.raters import LEAST, panel, read_mark, refuse_own
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Sheet

SHEET = Sheet("peer", "同行评议", Decimal(1), Decimal(5))


def marks(*values, of=LEAST):
    """Raters a, b, c … who give each of `of` subjects this mark."""
    return {chr(97 + n): {subject: Decimal(value) for subject in range(of)} for n, value in enumerate(values)}


def gaps(found):
    return {one.key: one.gap for one in panel(found).raters}


def test_leniency_is_the_mean_gap_to_the_others_over_the_same_subjects():
    assert gaps(marks(90, 80, 80)) == {"a": Decimal(10), "b": Decimal(-5), "c": Decimal(-5)}


def test_a_subject_that_only_one_marked_says_nothing():
    found = marks(90, 80)
    found["a"][99] = Decimal(0)
    assert gaps(found) == {"a": Decimal(10), "b": Decimal(-10)}


def test_below_five_shared_subjects_nothing_is_said():
    assert gaps(marks(90, 80, of=LEAST - 1)) == {"a": None, "b": None}


def test_a_rater_who_gives_everybody_the_same_is_flagged():
    found = marks(90, 80)
    found["b"][0] = Decimal(81)
    assert {one.key: one.flat for one in panel(found).raters} == {"a": True, "b": False}


def test_four_equal_marks_are_no_flag():
    assert not any(one.flat for one in panel(marks(90, 80, of=LEAST - 1)).raters)


def test_the_widest_gap_comes_first():
    assert panel(marks(81, 95, 80)).raters[0].key == "b"


@pytest.mark.parametrize(("raters", "few", "thin"), [(4, True, 5), (5, False, 0)])
def test_too_few_raters_are_said(raters, few, thin):
    found = panel(marks(*range(80, 80 + raters)))
    assert (found.too_few, len(found.thin)) == (few, thin)


def test_nobody_at_all_is_no_error():
    assert panel({}).raters == ()


@pytest.mark.parametrize(("text", "value"), [("4", 4), ("4.5 分", Decimal("4.5")), ("５", 5), ("", None), ("-", None)])
def test_a_mark_is_read_as_offices_write_it(text, value):
    assert read_mark(text, SHEET) == value


@pytest.mark.parametrize("text", ["0", "6", "4.555", "1e0", "NaN", "四", "=5", "4,5"])
def test_a_mark_outside_its_range_is_refused(text):
    with pytest.raises(Refused, match="1 到 5"):
        read_mark(text, SHEET)


def test_nobody_marks_the_own_department():
    refuse_own(None, [1, 2])
    refuse_own(3, [1, 2])
    with pytest.raises(Refused, match="自己所在的科室"):
        refuse_own(1, [1, 2])
