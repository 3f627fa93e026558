"""The working-day calendar: what is shipped, and on top of it what the hospital entered."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sqlalchemy import select

from hospital_integrity.db import db
from hospital_integrity.hospital.models import CalendarDay, CalendarYear
from hospital_integrity.rules.workdays import PLAIN, Calendar, overlaid

SHIPPED = Path(__file__).parents[1] / "data" / "holidays.csv"


@dataclass(frozen=True)
class Marked:
    """A day that isn't as the week says: holiday or worked instead, its name, and on what ground it stands so."""

    day: date
    kind: str
    name: str
    ground: str = ""


@cache
def _shipped() -> Mapping[date, Marked]:
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        rows = (Marked(date.fromisoformat(row["day"]), row["kind"], row["name"]) for row in csv.DictReader(file))
        return {one.day: one for one in rows}


@cache
def shipped_years() -> frozenset[int]:
    """The years whose holidays come with the software."""
    return frozenset(day.year for day in _shipped())


def calendar() -> Calendar:
    """The calendar that every deadline is computed with; two statements."""
    days = {row.day: row.kind for row in db.session.scalars(select(CalendarDay).order_by(CalendarDay.id))}
    entered = db.session.scalars(select(CalendarYear.year).distinct())
    shipped = {day: one.kind for day, one in _shipped().items()}
    return Calendar(overlaid(shipped, days), shipped_years() | frozenset(entered))


def marked_days(year: int) -> dict[date, Marked]:
    """The holidays and make-up days of a year, in order."""
    found = {day: one for day, one in _shipped().items() if day.year == year}
    for row in reversed(calendar_changes(year)):
        found[row.day] = Marked(row.day, row.kind, row.name, row.ground)
    return {day: found[day] for day in sorted(found) if found[day].kind != PLAIN}


def calendar_changes(year: int) -> list[CalendarDay]:
    """What the hospital entered about the days of a year, newest first."""
    in_year = CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31))
    return list(db.session.scalars(select(CalendarDay).where(in_year).order_by(CalendarDay.id.desc())))
