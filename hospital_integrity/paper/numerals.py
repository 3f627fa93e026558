"""Dates in Chinese numerals, as they stand under a document: 二〇二六年十一月二十二日."""

from __future__ import annotations

from datetime import date

DIGITS = "〇一二三四五六七八九"


def chinese_date(day: date) -> str:
    """The day with its year read digit by digit, month and day as numbers."""
    year = "".join(DIGITS[int(digit)] for digit in f"{day.year:04d}")
    return f"{year}年{counted(day.month)}月{counted(day.day)}日"


def counted(value: int) -> str:
    """A number from 1 to 99 as it is read: 十, 二十二."""
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")
