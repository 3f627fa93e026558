"""Pages of papers, what may still be issued, and how many there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from hospital_integrity.awards.queries import Award, Closing, Scope, StarChange, edition_of_closing, within
from hospital_integrity.board.queries import BoardEntry, not_reversed
from hospital_integrity.certificates.models import Certificate
from hospital_integrity.certificates.queries.papers import Paper, everything, holds_down, is_valid, joined, listed
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.departments.queries import GridAppointment, serves_on
from hospital_integrity.paging import SIZE, Page
from hospital_integrity.rules.paper_kinds import SUBJECTS, bearing


@dataclass(frozen=True)
class Wanted:
    """What is looked for among papers; blank or 0 doesn't narrow. `closing_id` narrows to papers of one closing."""

    year: int = 0
    kind: str = ""
    text: str = ""
    valid: bool = False
    closing_id: int = 0


EVERYBODY = Scope()


def page_of(wanted: Wanted, scope: Scope, page: int, size: int = SIZE) -> Page[Paper]:
    """One page of papers, the newest serials first, counted from 1."""
    rows = matching(wanted, scope)
    columns = rows.with_only_columns(Certificate.id).order_by(None)
    total = db.session.scalar(select(func.count()).select_from(columns.subquery())) or 0
    number = min(max(page, 1), max(-(-total // size), 1))
    cut = rows.order_by(Certificate.year.desc(), Certificate.kind, Certificate.number.desc())
    return Page(listed(cut.limit(size).offset((number - 1) * size)), number, total, size)


def valid_papers(closing_id: int, kind: str) -> list[Paper]:
    """Every valid paper of a closing and kind, by number: what is printed in one file."""
    return listed(
        matching(Wanted(kind=kind, closing_id=closing_id, valid=True), EVERYBODY).order_by(Certificate.number)
    )


def deserving(closing: Closing, kind: str) -> list[Award]:
    """The awards of a closing whose level bears a paper of this kind and whose star holds, by department."""
    levels = certified_levels(closing).get(kind, [])
    rows = select(Award).outerjoin(StarChange, holds_down()).where(StarChange.id.is_(None))
    rows = rows.where(Award.closing_id == closing.id, Award.subject_kind == SUBJECTS.get(kind), Award.level.in_(levels))
    return list(db.session.scalars(rows.order_by(Award.stars.desc(), Award.department_id, Award.id)))


def issuable(closing: Closing, kind: str) -> list[Award]:
    """The same without those that have a valid paper of the kind."""
    known = _with_paper(Certificate.award_id, kind)
    return [one for one in deserving(closing, kind) if one.id not in known]


def honourable(kind: str) -> list[BoardEntry]:
    """The published entries of the red board, of departments or of people, that have no valid paper; newest first."""
    person = BoardEntry.staff_id.is_not(None) if kind == "personal" else BoardEntry.staff_id.is_(None)
    rows = select(BoardEntry).where(BoardEntry.colour == "red", BoardEntry.state == "published", person)
    known = _with_paper(Certificate.board_entry_id, kind)
    found = db.session.scalars(rows.where(*not_reversed()).order_by(BoardEntry.id.desc()))
    return [one for one in found if one.id not in known]


def appointable() -> list[GridAppointment]:
    """The grid appointments of today that have no valid letter, by department."""
    rows = select(GridAppointment).where(serves_on(today()))
    rows = rows.options(joinedload(GridAppointment.staff), joinedload(GridAppointment.department))
    known = _with_paper(Certificate.appointment_id, "appointment")
    found = db.session.scalars(rows.order_by(GridAppointment.department_id, GridAppointment.id))
    return [one for one in found if one.id not in known]


def _with_paper(column: InstrumentedAttribute[int | None], kind: str) -> set[int]:
    rows = joined(select(column).where(is_valid(), Certificate.kind == kind)).with_only_columns(column)
    return set(db.session.scalars(rows))


def certified_levels(closing: Closing) -> dict[str, list[str]]:
    """The levels that bear a paper, by kind of paper, in the edition a closing was judged by."""
    schemes = edition_of_closing(closing).schemes
    return {
        kind: [level.key for level in bearing(kind, schemes[subject])]
        for kind, subject in SUBJECTS.items()
        if subject in schemes
    }


def last_number(kind: str, year: int) -> int:
    """The highest running number of a kind and year; 0 before the first."""
    rows = select(func.max(Certificate.number)).where(Certificate.kind == kind, Certificate.year == year)
    return db.session.scalar(rows) or 0


def counts(closing_id: int) -> Counter[tuple[str, str]]:
    """How many papers of a closing there are, by kind and state."""
    return Counter((one.certificate.kind, one.state) for one in listed(everything().where(_same_closing(closing_id))))


def _same_closing(closing_id: int) -> ColumnElement[bool]:
    return Award.closing_id == closing_id


def matching(wanted: Wanted, scope: Scope) -> Select[Any]:
    """The statement of the papers looked for, within a scope."""
    rows = everything().where(_within(scope))
    if wanted.year:
        rows = rows.where(Certificate.year == wanted.year)
    if wanted.kind:
        rows = rows.where(Certificate.kind == wanted.kind)
    if wanted.closing_id:
        rows = rows.where(_same_closing(wanted.closing_id))
    if wanted.valid:
        rows = rows.where(is_valid())
    text = wanted.text.strip()
    return rows.where(_named(text)) if text else rows


def _within(scope: Scope) -> ColumnElement[bool]:
    if scope.everything:
        return true()
    grounds = (BoardEntry, GridAppointment)
    places = [ground.department_id.in_(scope.departments) for ground in grounds]
    own = [] if scope.staff_id is None else [ground.staff_id == scope.staff_id for ground in grounds]
    return or_(within(scope), *places, *own)


def _named(text: str) -> ColumnElement[bool]:
    number = Certificate.serial.contains(text.upper(), autoescape=True)
    names = (Certificate.holder, Award.name, Award.department_name)
    return or_(number, *(name.contains(text, autoescape=True) for name in names))
