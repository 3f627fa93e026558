"""Risks and education sessions as members register them: what was found or held, and how a risk was dealt with.

Each verb takes several at once, as the ledger does: all are taken, or none with the first reason; one decision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hospital_integrity import clock
from hospital_integrity.forms import Upload
from hospital_integrity.grid import queries
from hospital_integrity.grid.models import GridRecord
from hospital_integrity.grid.operations.steps import added, check_homes_by_day, check_open, stepped, taken
from hospital_integrity.rules.saying import Refused


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk or a clue: who found it where and when, what it is, how grave (a key of RISK_LEVELS)."""

    nonce: str
    staff_id: int
    department_id: int
    day: date
    title: str
    text: str
    level: str


@dataclass(frozen=True, slots=True)
class Session:
    """An education session: who held it where and when, its topic, how many came, what shows it."""

    nonce: str
    staff_id: int
    department_id: int
    day: date
    title: str
    people: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Handling:
    """How a risk, as it was looked at, was dealt with, and what shows it."""

    version: int
    measures: str
    evidence: str


def register(risk: Risk) -> GridRecord:
    """Register one risk; see `register_all`."""
    return register_all([risk])[0]


def register_all(risks: Sequence[Risk]) -> list[GridRecord]:
    """Register risks, which are open from then on; one whose nonce is known is the one that was registered."""
    return _registered("risk", "registered", risks)


def hold(session: Session, uploads: Sequence[Upload] = ()) -> GridRecord:
    """Report one session, with what shows it; see `hold_all`."""
    return _registered("session", "submitted", [session], uploads)[0]


def hold_all(sessions: Sequence[Session]) -> list[GridRecord]:
    """Report sessions that were held; one whose nonce is known is the one that was reported."""
    return _registered("session", "submitted", sessions)


def ask_closing(id: int, handling: Handling, uploads: Sequence[Upload] = ()) -> GridRecord:
    """Ask for one risk to be closed, with what shows how; see `ask_closing_all`."""
    return ask_closing_all({id: handling}, uploads)[0]


def ask_closing_all(handled: Mapping[int, Handling], uploads: Sequence[Upload] = ()) -> list[GridRecord]:
    """Say how risks were dealt with and what shows it; the office then closes them or sends them back."""
    rows, today = taken({id: one.version for id, one in handled.items()}, "open", "returned"), clock.today()
    check_open([today.year])
    check_homes_by_day([(row.staff_id, today) for row in rows])
    for row in rows:
        row.measures, row.evidence = handled[row.id].measures, handled[row.id].evidence
        row.state, row.version, row.happened_on = "closing", row.version + 1, today
        row.handed_in_at = row.handed_in_at or clock.now()
    stepped(rows, "submitted", uploads=uploads)
    return rows


def mend(id: int, version: int, session: Session, uploads: Sequence[Upload] = ()) -> GridRecord:
    """Hand in again a session that was sent back."""
    (row,) = taken({id: version}, "returned")
    _check("session", [session], id)
    _told(row, session)
    row.state, row.version = "submitted", row.version + 1
    stepped([row], "submitted", uploads=uploads)
    return row


def _registered(
    kind: str, verb: str, found: Sequence[Risk | Session], uploads: Sequence[Upload] = ()
) -> list[GridRecord]:
    known = queries.records_by_nonce([one.nonce for one in found])
    new = [one for one in found if one.nonce not in known]
    _check(kind, new)
    rows = [_told(GridRecord(nonce=one.nonce, kind=kind, staff_id=one.staff_id, version=1), one) for one in new]
    added(rows)
    if rows:
        stepped(rows, verb, uploads=uploads)
    known |= {row.nonce: row for row in rows}
    return [known[one.nonce] for one in found]


def _told(row: GridRecord, found: Risk | Session) -> GridRecord:
    row.department_id, row.day, row.title = found.department_id, found.day, found.title
    if isinstance(found, Risk):
        row.state, row.text, row.level = "open", found.text, found.level
    else:
        row.state, row.people, row.evidence = "submitted", found.people, found.evidence
        row.happened_on, row.handed_in_at = found.day, row.handed_in_at or clock.now()
    return row


def _check(kind: str, found: Sequence[Risk | Session], id: int | None = None) -> None:
    for one in found:
        if one.day > clock.today():
            raise Refused("%(day)s 还没有到，不能提前登记", day=one.day)
    check_open({one.day.year for one in found})
    held = queries.appointments({one.staff_id for one in found})
    for one in found:
        there = [row for row in held[one.staff_id] if row.department_id == one.department_id]
        if not any(stay.holds(one.day) for stay in queries.stays(there)):
            raise Refused("%(day)s 您不是这个科室的网格员，请核对日期和科室", day=one.day)
    check_homes_by_day([(one.staff_id, one.day) for one in found])
    alike = queries.alike(kind, {one.staff_id for one in found}, {one.day for one in found})
    for one in found:
        same = alike.get((one.staff_id, one.day, one.title))
        if same not in (None, id):
            raise Refused("同一天已经登记过“%(title)s”（第 %(id)s 号），一件事只记一次", title=one.title, id=same)
