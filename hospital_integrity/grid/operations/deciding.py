"""What the office decides: accept, close, send back, reject. Whatever ends well is one entry of the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from hospital_integrity.access import asker
from hospital_integrity.grid.models import GridRecord
from hospital_integrity.grid.operations.steps import check_homes_by_day, check_open, said, stepped, taken
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.gridwork import item_for
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.saying import Refused, say
from hospital_integrity.rules.scheme import Item


def accept(seen: Mapping[int, int]) -> list[GridRecord]:
    """Accept reports and sessions, each as it was looked at (id to version), or none of them; one decision."""
    if not seen:
        raise Refused("请至少选一件")
    rows = taken(seen, "submitted")
    _recorded(rows)
    for row in rows:
        row.state, row.version = "accepted", row.version + 1
    stepped(rows, "accepted")
    return rows


def close(id: int, version: int, points: Decimal | None) -> GridRecord:
    """Close one risk; see `close_all`."""
    return close_all({id: version}, {id: points})[0]


def close_all(seen: Mapping[int, int], points: Mapping[int, Decimal | None]) -> list[GridRecord]:
    """Close risks whose handling was shown; the points of each are judged within the edition's range."""
    rows = taken(seen, "closing")
    for row in rows:
        row.points = points[row.id]
    _recorded(rows)
    for row in rows:
        row.state, row.version = "closed", row.version + 1
    stepped(rows, "closed")
    return rows


def send_back(id: int, version: int, reason: str) -> GridRecord:
    """Give a record back to its member with the reason; nothing of it is lost."""
    (row,) = taken({id: version}, "submitted", "closing")
    _check_not_own([row])
    row.state, row.version = "returned", row.version + 1
    stepped([row], "returned", said(reason))
    return row


def reject(id: int, version: int, reason: str) -> GridRecord:
    """End a risk that is none, or a session that doesn't count: no entry."""
    (row,) = taken({id: version}, "open", "closing", "returned", "submitted")
    _check_not_own([row])
    if row.kind == "report":
        raise Refused("月报不能不予认定，请退回补正")
    row.state, row.version = "rejected", row.version + 1
    stepped([row], "rejected", said(reason))
    return row


def _recorded(rows: Sequence[GridRecord]) -> None:
    _check_not_own(rows)
    days = {row.id: row.happened_on or row.day for row in rows}
    check_open({day.year for day in days.values()})
    editions = {year: edition_of(year) for year in {day.year for day in days.values()}}
    homes = check_homes_by_day({(row.staff_id, days[row.id]) for row in rows})
    facts = [
        _fact(row, item_for(editions[day.year], _duty(row)), day, homes[row.staff_id, day])
        for row, day in ((row, days[row.id]) for row in rows)
    ]
    for row, entry in zip(rows, ledger.record_all(facts, asker().account_id), strict=True):
        row.entry_id = entry.id


def _duty(row: GridRecord) -> str:
    return ("late" if row.late else "on_time") if row.kind == "report" else row.kind


def _fact(row: GridRecord, item: Item, day: date, home: int) -> Fact:
    # Only the number: who may read a department's entries may not read what a member has reported.
    evidence = str(say("网格履职记录第 %(id)s 号", id=row.id))
    points = row.points if item.judged is not None else None
    return Fact(f"grid-{row.id}", item.key, day, home, row.staff_id, points=points, evidence=evidence)


def _check_not_own(rows: Sequence[GridRecord]) -> None:
    if any(row.staff_id == asker().staff_id for row in rows):
        raise Refused("不能验收自己的履职记录，请由另一人办理")
