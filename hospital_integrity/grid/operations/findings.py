"""Risks and education sessions as members register them: what was found or held, and how a risk was dealt with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hospital_integrity import clock
from hospital_integrity.grid import queries
from hospital_integrity.grid.models import GridRecord
from hospital_integrity.grid.operations.steps import added, check_homes, check_open, stepped, taken
from hospital_integrity.rules.saying import Refused


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk or a clue: where and when it was found, what it is, how grave (a key of RISK_LEVELS)."""

    department_id: int
    day: date
    title: str
    text: str
    level: str


@dataclass(frozen=True, slots=True)
class Session:
    """An education session: where and when it was held, its topic, how many came, what shows it."""

    department_id: int
    day: date
    title: str
    people: int
    evidence: str


def register(nonce: str, staff_id: int, risk: Risk) -> GridRecord:
    """Register a risk, which is open from then on; the same nonce again returns the one that was registered."""
    known = queries.record_by_nonce(nonce)
    if known is not None:
        return known
    _check(staff_id, "risk", risk)
    row = _new(nonce, staff_id, "risk", risk, state="open", text=risk.text, level=risk.level)
    stepped([row], "registered")
    return row


def ask_closing(id: int, version: int, measures: str, evidence: str) -> GridRecord:
    """Say how a risk was dealt with and what shows it; the office then closes it or sends it back."""
    (row,) = taken({id: version}, "open", "returned")
    check_open([clock.today().year])
    check_homes({row.staff_id: clock.today()})
    row.measures, row.evidence = measures, evidence
    row.state, row.version, row.happened_on = "closing", row.version + 1, clock.today()
    row.handed_in_at = row.handed_in_at or clock.now()
    stepped([row], "submitted")
    return row


def hold(nonce: str, staff_id: int, session: Session) -> GridRecord:
    """Report a session that was held; the same nonce again returns the one that was reported."""
    known = queries.record_by_nonce(nonce)
    if known is not None:
        return known
    _check(staff_id, "session", session)
    row = _new(nonce, staff_id, "session", session, state="submitted", people=session.people, evidence=session.evidence)
    row.happened_on, row.handed_in_at = session.day, clock.now()
    stepped([row], "submitted")
    return row


def mend(id: int, version: int, session: Session) -> GridRecord:
    """Hand in again a session that was sent back."""
    (row,) = taken({id: version}, "returned")
    _check(row.staff_id, "session", session, row.id)
    row.department_id, row.day, row.happened_on = session.department_id, session.day, session.day
    row.title, row.people, row.evidence = session.title, session.people, session.evidence
    row.state, row.version = "submitted", row.version + 1
    stepped([row], "submitted")
    return row


def _check(staff_id: int, kind: str, found: Risk | Session, id: int | None = None) -> None:
    if found.day > clock.today():
        raise Refused("%(day)s 还没有到，不能提前登记", day=found.day)
    check_open([found.day.year])
    held = queries.appointments([staff_id])[staff_id]
    there = [one for one in held if one.department_id == found.department_id]
    if not any(stay.holds(found.day) for stay in queries.stays(there)):
        raise Refused("%(day)s 您不是这个科室的网格员，请核对日期和科室", day=found.day)
    check_homes({staff_id: found.day})
    same = queries.alike(kind, staff_id, found.day, found.title)
    if same is not None and same.id != id:
        raise Refused("同一天已经登记过“%(title)s”（第 %(id)s 号），一件事只记一次", title=found.title, id=same.id)


def _new(nonce: str, staff_id: int, kind: str, found: Risk | Session, **more: object) -> GridRecord:
    row = GridRecord(nonce=nonce, kind=kind, staff_id=staff_id, version=1, **more)
    row.department_id, row.day, row.title = found.department_id, found.day, found.title
    added([row])
    return row
