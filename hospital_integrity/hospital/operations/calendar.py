"""Changing the working-day calendar: one day, or a whole year as it was announced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from hospital_integrity.access import asker
from hospital_integrity.clock import now
from hospital_integrity.db import db
from hospital_integrity.hospital import queries
from hospital_integrity.hospital.models import CalendarDay, CalendarYear
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.workdays import PLAIN, check_day

Day = tuple[date, str, str]
FIRST_YEAR, LAST_YEAR = 2004, 2100


def change_day(day: date, kind: str, name: str, ground: str) -> CalendarDay:
    """Say of one day what it is from now on. Terms that were computed before keep the day they ended on."""
    check_day(day, kind)
    before = queries.marked_days(day.year).get(day)
    if kind == (before.kind if before else PLAIN) and (kind == PLAIN or (before and name == before.name)):
        raise Refused("没有改动任何内容")
    (row,) = _add([(day, kind, name)], ground)
    note("calendar.changed", [("calendar_days", row.id)], day=day.isoformat(), kind=kind)
    return row


def enter_year(year: int, days: Iterable[Day], ground: str) -> CalendarYear:
    """Enter the whole announcement of a year: days that it doesn't name become plain again."""
    announced = _checked(year, days)
    before = queries.marked_days(year)
    gone = [(day, PLAIN, "") for day in before if day not in announced]
    new = [
        one for day, one in announced.items() if day not in before or one[1:] != (before[day].kind, before[day].name)
    ]
    _add([*new, *gone], ground)
    row = CalendarYear(year=year, ground=ground, entered_by=asker().account_id, entered_at=now())
    db.session.add(row)
    db.session.flush()
    note("calendar.entered", [("calendar_years", row.id)], year=year, days=len(announced))
    return row


def _checked(year: int, days: Iterable[Day]) -> Mapping[date, Day]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("年份应在 %(first)s 和 %(last)s 之间", first=FIRST_YEAR, last=LAST_YEAR)
    announced: dict[date, Day] = {}
    for one in days:
        if one[0].year != year:
            raise Refused("%(day)s 不在 %(year)s 年", day=one[0].isoformat(), year=year)
        if one[0] in announced:
            raise Refused("%(day)s 出现了两次", day=one[0].isoformat())
        check_day(one[0], one[1])
        announced[one[0]] = one
    if not announced:
        raise Refused("没有任何放假的日子，请核对")
    return announced


def _add(days: Iterable[Day], ground: str) -> list[CalendarDay]:
    told = {"ground": ground, "entered_by": asker().account_id, "entered_at": now()}
    rows = [CalendarDay(day=day, kind=kind, name=name, **told) for day, kind, name in days]
    db.session.add_all(rows)
    db.session.flush()
    return rows
