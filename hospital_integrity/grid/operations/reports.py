"""Monthly reports: kept as a draft, handed in once, handed in again after the office has sent them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hospital_integrity import clock
from hospital_integrity.grid import queries
from hospital_integrity.grid.models import GridRecord
from hospital_integrity.grid.operations.steps import added, check_homes_by_day, check_open, stepped
from hospital_integrity.rules import gridwork
from hospital_integrity.rules.saying import Refused, Stale

Known = Mapping[int, GridRecord]


@dataclass(frozen=True, slots=True)
class Report:
    """What a member says of a month: "nothing to report" (`zero`) or a text; `version` of the row that was changed."""

    nonce: str
    staff_id: int
    zero: bool
    text: str = ""
    version: int = 0


def keep(first: date, report: Report) -> GridRecord:
    """Keep a report of the month that begins on `first` as a draft, which nobody else sees."""
    gridwork.check_month(first, clock.today())
    check_open([first.year])
    known = queries.reports_for_change(first, [report.staff_id])
    kept = known.get(report.staff_id)
    if kept is not None and kept.nonce == report.nonce:
        return kept
    row = _written(first, [report], known, queries.appointments([report.staff_id]))[0]
    stepped([row], "kept")
    return row


def hand_in(first: date, report: Report) -> GridRecord:
    """Hand in one report; see `hand_in_all`."""
    return hand_in_all(first, [report])[0]


def hand_in_all(first: date, reports: Sequence[Report]) -> list[GridRecord]:
    """Hand in members' reports of the month that begins on `first`, or none of them; one decision.

    Whether a report is on time is settled by the first day on which it is handed in. The same nonce again changes
    nothing; a report that is with the office, or was changed meanwhile, raises Stale.
    """
    check_open([first.year])
    held = queries.appointments([one.staff_id for one in reports])
    today = clock.today()
    days = {one.staff_id: gridwork.check_hand_in(first, queries.stays(held[one.staff_id]), today) for one in reports}
    check_homes_by_day(days.items())
    known = queries.reports_for_change(first, days)
    new = [one for one in reports if not _is_done(known, one)]
    for one in new:
        if not one.zero and not one.text.strip():
            raise Refused("请写明本月廉情，没有情况请选“零报告”")
    rows = _written(first, new, known, held, state="submitted", days=days)
    if rows:
        stepped(rows, "submitted")
    return [{**known, **{row.staff_id: row for row in rows}}[one.staff_id] for one in reports]


def _is_done(known: Known, report: Report) -> bool:
    row = known.get(report.staff_id)
    return row is not None and row.nonce == report.nonce and row.state not in ("draft", "returned")


def _written(
    first: date,
    reports: Sequence[Report],
    known: Known,
    held: Mapping[int, list[Any]],
    state: str = "",
    days: Mapping[int, date] | None = None,
) -> list[GridRecord]:
    rows = [_row(first, one, known.get(one.staff_id), held[one.staff_id]) for one in reports]
    for row in rows:
        row.state = state or row.state
        if days is not None and row.handed_in_at is None:
            row.handed_in_at, row.happened_on = clock.now(), days[row.staff_id]
            row.late = gridwork.is_late(first, clock.today())
    added([row for row in rows if row.id is None])
    return rows


def _row(first: date, report: Report, row: GridRecord | None, held: list[Any]) -> GridRecord:
    served = gridwork.served_in(first, queries.stays(held))
    if row is None:
        row = GridRecord(nonce=report.nonce, kind="report", staff_id=report.staff_id, day=first, version=0)
        row.state, row.department_id = "draft", queries.place_of(held, served) or held[0].department_id
    elif row.state not in ("draft", "returned") or row.version != report.version:
        raise Stale("这份月报已经报送或改动过，请刷新后再看")
    row.zero, row.text, row.version = report.zero, report.text.strip(), row.version + 1
    return row
