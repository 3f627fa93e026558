"""The working-day calendar on screen: a year at a glance, one day changed, a whole year read from a spreadsheet."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.hospital import operations, queries, sheet
from hospital_integrity.hospital.forms import CalendarDayForm, CalendarYearForm
from hospital_integrity.hospital.queries.calendar import Marked
from hospital_integrity.hospital.views.blueprint import bp
from hospital_integrity.rules.workdays import DAY_KINDS, ONE_DAY, PLAIN
from hospital_integrity.spreadsheet import SheetRefused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YEAR = "<int(min=2004, max=2100):year>"
SHOWN_BACK = 3


@dataclass(frozen=True)
class Cell:
    """A day of a month's grid; `tone` is holiday, workday, weekend or plain."""

    day: date
    tone: str
    name: str


@bp.get("/calendar")
def calendar_now() -> ResponseReturnValue:
    """This year's calendar."""
    return redirect(url_for("hospital.calendar", year=today().year), 303)


@bp.get(f"/calendar/{YEAR}")
def calendar(year: int) -> str:
    """A year: its months, its holidays and make-up days, what was changed."""
    return _page(year)


@bp.post(f"/calendar/{YEAR}/day")
def calendar_day(year: int) -> ResponseReturnValue:
    """Change one day."""
    form = CalendarDayForm()
    status = carried_out(form, lambda: _change_day(form))
    if status != 303:
        return _page(year, day_form=form), status
    flash(gettext("已登记，以后的期限按新的安排计算"))
    return redirect(url_for("hospital.calendar", year=form.day.data.year), 303)


@bp.post(f"/calendar/{YEAR}/enter")
def calendar_year(year: int) -> ResponseReturnValue:
    """Read a year's announcement from a spreadsheet."""
    form, found = CalendarYearForm(), []

    def enter() -> None:
        try:
            days = sheet.read_calendar(form.file.data.data, form.file.data.name)
        except SheetRefused as refused:
            found.extend(refused.problems)
            raise
        operations.enter_year(year, days, form.announced.data)

    status = carried_out(form, enter)
    if status != 303:
        return _page(year, year_form=form, found=found), status
    flash(gettext("%(year)s 年的放假安排已录入", year=year))
    return redirect(url_for("hospital.calendar", year=year), 303)


@bp.get(f"/calendar/{YEAR}/template")
def calendar_template(year: int) -> ResponseReturnValue:
    """The spreadsheet to fill in."""
    name = gettext("%(year)s 年节假日安排", year=year) + ".xlsx"
    return send_file(BytesIO(sheet.calendar_template(year)), XLSX, as_attachment=True, download_name=name)


def _change_day(form: CalendarDayForm) -> None:
    operations.change_day(form.day.data, form.kind.data, form.name.data, form.ground.data)


def _page(year: int, **forms: Any) -> str:
    marked, known = queries.marked_days(year), queries.calendar()
    covered = not known.missing(year)
    return render_template(
        "hospital/calendar.html",
        year=year,
        years=_years(known.years),
        covered=covered,
        shipped=year in queries.shipped_years(),
        months=[_month(year, month, marked) for month in range(1, 13)],
        marked=len(marked),
        spells=_spells(marked.values()),
        worked=known.working_days(date(year, 1, 1), date(year, 12, 31)) if covered else None,
        changes=queries.calendar_changes(year),
        kinds=DAY_KINDS,
        **{"day_form": CalendarDayForm(formdata=None), "year_form": CalendarYearForm(formdata=None), **forms},
    )


@dataclass(frozen=True)
class Spell:
    """Days side by side with one name: a holiday from a day to a day, or days worked instead."""

    first: Marked
    last: Marked

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.last.day - self.first.day).days + 1


def _spells(marked: Iterable[Marked]) -> list[Spell]:
    found: list[Spell] = []
    for one in marked:
        before = found[-1].last if found else None
        goes_on = before and one.day - before.day == ONE_DAY and _same(one, before)
        if goes_on:
            found[-1] = Spell(found[-1].first, one)
        else:
            found.append(Spell(one, one))
    return found


def _same(one: Marked, other: Marked) -> bool:
    return (one.kind, one.name, one.ground) == (other.kind, other.name, other.ground)


def _years(known: frozenset[int]) -> list[int]:
    wanted = request.view_args["year"] if request.view_args else today().year
    near = {year for year in known if year >= today().year - SHOWN_BACK}
    return sorted(near | {wanted, today().year, today().year + 1})


def _month(year: int, month: int, marked: Mapping[date, Marked]) -> list[list[Cell | None]]:
    weeks = Weeks().monthdatescalendar(year, month)
    return [[_cell(day, marked) if day.month == month else None for day in week] for week in weeks]


def _cell(day: date, marked: Mapping[date, Marked]) -> Cell:
    one = marked.get(day)
    if one:
        return Cell(day, one.kind, one.name)
    return Cell(day, "weekend" if day.weekday() > 4 else PLAIN, "")
