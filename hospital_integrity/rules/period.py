"""A period is a calendar year; an edition divides it into 1, 2 or 4 terms."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def term_of(day: date, terms: int) -> int:
    """Which term of its year a day falls into, counted from 0; `terms` is 1, 2 or 4."""
    return (day.month - 1) * terms // 12


def first_day(year: int) -> date:
    """1 January."""
    return date(year, 1, 1)


def last_day(year: int) -> date:
    """31 December."""
    return date(year, 12, 31)


def months_after(day: date, months: int) -> date:
    """The same-numbered day `months` later, or that month's last day (Civil Code, articles 201 and 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_in(text: str, year: int) -> date:
    """The day that `12-24` means in a year, or `next 01-31` in the one after it; ValueError for anything else."""
    number = text.removeprefix("next ")
    if len(number) != 5 or number[2] != "-" or not (number[:2] + number[3:]).isascii():
        raise ValueError(text)
    return date(year + (number != text), int(number[:2]), int(number[3:]))
