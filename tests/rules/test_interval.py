"""Intervals as written in mathematics."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hospital_integrity.rules.interval import EVERYTHING, read_interval
from hospital_integrity.rules.saying import Refused


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("[80,90)", ["80", "89.99"], ["79.99", "90"]),
        ("(80,90]", ["80.01", "90"], ["80", "90.01"]),
        ("[90,)", ["90", "1000"], ["89.99"]),
        ("(,60)", ["-5", "59.99"], ["60"]),
        ("[0,0]", ["0"], ["0.01", "-0.01"]),
        ("[-5, -1.5]", ["-5", "-1.5"], ["0"]),
    ],
)
def test_an_interval_holds_what_mathematics_says(text: str, inside: list[str], outside: list[str]) -> None:
    interval = read_interval(text)
    assert all(Decimal(number) in interval for number in inside)
    assert not any(Decimal(number) in interval for number in outside)


@pytest.mark.parametrize("text", ["[80,90)", "[90,)", "(,60)", "[0,0]", "(0,15]"])
def test_an_interval_is_written_as_it_was_read(text: str) -> None:
    assert str(read_interval(text)) == text


@pytest.mark.parametrize(
    "text", ["", "80-90", "80,90", "[80;90)", "[a,b]", "[８０,90)", "[1e3,)", "[NaN,)", "[1234567,)", "[1,2,3]"]
)
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="不是区间"):
        read_interval(text)


@pytest.mark.parametrize("text", ["[90,80)", "[80,80)", "(80,80]", "(80,80)"])
def test_an_interval_without_any_number_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="没有任何数"):
        read_interval(text)


def test_without_ends_everything_is_inside() -> None:
    assert Decimal("1e9") in EVERYTHING
    assert EVERYTHING.ends == ()
