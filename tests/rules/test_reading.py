"""What people type: what is read, what is refused, and that every refusal is a sentence."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospital_integrity.rules.reading import (
    Unreadable,
    read_day,
    read_decimal,
    read_name,
    read_number,
    read_text,
    read_whole,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"), ("-0", "0"), ("0.00", "0"), ("5", "5"), ("5.5", "5.5"), ("99.99", "99.99"), ("100", "100"),
        ("１２", "12"), ("１２．５", "12.5"), ("－３", "-3"), (" 7 ", "7"), ("\u30008\u3000", "8"), ("-100.00", "-100"),
    ],
)  # fmt: skip
def test_a_number_is_read_exactly(text: str, value: str) -> None:
    assert read_decimal(text, low=-100, high=100) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "NaN", "nan", "sNaN", "inf", "-inf", "Infinity", "1e1", "1E+5", "1e400", "1E+999999999", "1e-400", "1_0",
        "0x10", "010", "00", "1,000", "1，000", "٣", "²", "①", "十二", "拾贰", "+5", "\u22125", "--5", "-", "—", "/",
        ".5", "5.", "1.2.3", "12 分", "95分", "1 2", "5\n6", "5\x00", "99.99999999999999999999", "100.000", "0.001",
        "100.01", "101", "-100.01", "1" * 13, "9" * 5000, "1/2", "50%", "<b>5</b>", "=1+1", "\ud800", "１２ｅ４",
    ],
)  # fmt: skip
def test_what_is_no_plain_number_in_range_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="应为 -100 到 100 之间的数字，最多 2 位小数"):
        read_decimal(text, low=-100, high=100)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\t\n"])
def test_nothing_is_not_zero(text: str) -> None:
    with pytest.raises(Unreadable, match="不能为空"):
        read_decimal(text)


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({}, "应为数字，最多 2 位小数"),
        ({"low": 0}, "应为不小于 0 的数字，最多 2 位小数"),
        ({"high": Decimal("9.5")}, "应为不大于 9.5 的数字，最多 2 位小数"),
        ({"low": 0, "high": 0, "places": 0}, "应为 0 到 0 之间的整数"),
    ],
)
def test_the_refusal_names_the_bounds(bounds: dict[str, int], words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_decimal("x", **bounds)
    assert str(refused.value.saying) == words


@given(st.decimals(min_value=-1000, max_value=1000, places=2))
def test_every_number_of_two_places_comes_back(value: Decimal) -> None:
    assert read_decimal(format(value, "f"), low=-1000, high=1000) == value


@given(st.text())
def test_any_text_is_a_number_or_a_refusal(text: str) -> None:
    try:
        assert read_decimal(text).is_finite()
    except Unreadable as refused:
        assert str(refused.saying)


def test_a_whole_number_has_no_decimals() -> None:
    assert read_whole("１００", low=1, high=100) == 100
    with pytest.raises(Unreadable, match="应为 1 到 100 之间的整数"):
        read_whole("1.0", low=1, high=100)


@pytest.mark.parametrize("text", ["2147483648", "9223372036854775808", "18446744073709551616", "1" * 20, "-1", "1e2"])
def test_a_whole_number_out_of_range_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_whole(text, low=0, high=2147483647)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22", "2026/11/22", "2026.11.22", "20261122", "2026年11月22日", "２０２６－１１－２２",
        "２０２６年１１月２２日", "２０２６／１１／２２", "２０２６．１１．２２", " 2026-11-22 ",
        "2026-11-22 00:00:00", "2026/11/22 0:00",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_shape(text: str) -> None:
    assert read_day(text) == date(2026, 11, 22)


def test_months_and_days_may_have_one_digit() -> None:
    assert read_day("2025/1/2") == read_day("2025年1月2日") == read_day("2025.1.2") == date(2025, 1, 2)


@pytest.mark.parametrize("text", ["2026-02-29", "2025-13-01", "2025-04-31", "20250001", "2025年2月30日", "2100-02-29"])
def test_a_day_that_does_not_exist_is_called_so(text: str) -> None:
    with pytest.raises(Unreadable, match="这一天不存在"):
        read_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "二〇二五年一月二日", "民国114年1月2日", "1月2日", "45658", "45658.9999", "0", "60", "2026-11", "2026-11/22",
        "22/11/2026", "26-11-22", "0001-01-01", "9999-12-31", "2026-11-22T08:00:00Z", "2026-11-22 08:00",
        "2026-11-22+08:00", "٢٠٢٦-١١-٢٢", "2026 11 22", "202611", "今天", "NaN", "2026-W47", "-2026-11-22",
        "2026--11-22", "=TODAY()",
    ],
)  # fmt: skip
def test_other_days_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(Unreadable, match="应为日期，例如 2026-11-22"):
        read_day(text)


@pytest.mark.parametrize(("text", "number"), [("00123", "00123"), (" ａ－０１ ", "a-01"), ("Z" * 20, "Z" * 20)])
def test_a_staff_number_keeps_its_zeros(text: str, number: str) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["1.0", "12 3", "工号1", "Z" * 21, "a_b", "٣", "a/b", "123.0", "1e5x!", "\u200b1"])
def test_other_staff_numbers_are_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="20 位"):
        read_number(text)


@pytest.mark.parametrize(
    "name",
    [
        "张三", "𠮷田", "𬀩", "㐂", "〇", "龘", "王O", "O'Brien, \"Pat\";", "张 三", "张\u3000三", "བཀྲ་ཤིས", "ئالىم",
        "内科Ⅱ区", "预防保健科、妇保(东院)", "PET+CT", "A-1", "=1+1", "@SUM", "{{7*7}}",
        "' OR 1=1--", "%s %(x)s", "\U00031350",
    ],
)  # fmt: skip
def test_a_name_of_any_living_script_is_kept_as_it_is(name: str) -> None:
    assert read_name(name, 50) == name


@pytest.mark.parametrize("dot", "\u00b7\u2022\u30fb\uff0e\uff65\u2027")
def test_the_dot_in_a_name_has_one_shape(dot: str) -> None:
    assert read_name(f"买买提{dot}阿不都", 50) == "买买提\u00b7阿不都"


def test_one_name_has_one_shape() -> None:
    assert read_name(" \u2f08\u3000", 5) == "人"
    assert read_name(unicodedata.normalize("NFD", "Åse"), 5) == "Åse"
    assert read_name("a\xa0b", 5) == "a b"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "不能为空"),
        (" \u3000 ", "不能为空"),
        ("张<b>三", "不能含有“<”（第 2 个字）"),
        ("张>三", "不能含有“>”"),
        ("张\u200b三", "U+200B（第 2 个字）"),
        ("\u202e三张", "U+202E"),
        ("张\u2066三\u2069", "U+2066"),
        ("张\x00三", "U+0000"),
        ("张\x07三", "U+0007"),
        ("张\n三", "U+000A"),
        ("张\t三", "U+0009"),
        ("张\x85三", "U+0085"),
        ("张\u2028三", "U+2028"),
        ("张\ud800", "U+D800"),
        ("张\ufeff三", "U+FEFF"),
        ("张\uffff", "U+FFFF"),
        ("张\ufffd", "U+FFFD"),
        ("李\ufe00", "不能含有"),
        ("李\U000e0100", "不能含有"),
        ("张😀", "不能含有“😀”"),
        ("👨\u200d👩", "U+200D"),
        ("⺣", "不能含有"),
        ("①科", "不能含有“①”"),
        ("\ue863", "请改用标准字“䶮”"),
        ("张\ue000", "请改用标准字"),
        ("a" + "\u0301\u0302" * 500, "附加符号"),
        ("张" * 6, "最多 5 个字，现在有 6 个"),
    ],
)
def test_what_no_name_has_is_refused_and_named(name: str, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_name(name, 5)
    assert words in str(refused.value.saying)


def test_length_counts_characters_not_utf16_halves() -> None:
    assert read_name("𠮷" * 20, 20) == "𠮷" * 20
    with pytest.raises(Unreadable):
        read_name("𠮷" * 21, 20)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "😀好", "一行\n二行\t三", "{{7*7}}", "👨\u200d👩", "① 3 < 5"]
)
def test_a_text_may_hold_markup_and_lines(text: str) -> None:
    assert read_text(text, 100) == text


def test_line_breaks_and_zero_width_rubbish_are_put_right() -> None:
    assert read_text("\ufeff一\r\n二\r三\u200b ", 100) == "一\n二\n三"


@pytest.mark.parametrize(
    "text", ["a\x00b", "\x1b[31m", "a\x85b", "a\u2028b", "甲\u202e乙", "\ud800", "甲\ue863", "x" * 101, "\u200b"]
)
def test_a_text_with_what_cannot_be_seen_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_text(text, 100)


@given(st.text())
def test_a_name_once_read_reads_the_same_again(text: str) -> None:
    try:
        once = read_name(text, 50)
    except Unreadable:
        return
    assert read_name(once, 50) == once
