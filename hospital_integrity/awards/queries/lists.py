"""Pages of awards for the screen and for the export."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Numeric, Select, cast, false, func, or_, select

from hospital_integrity.awards.models import Award
from hospital_integrity.db import db
from hospital_integrity.departments.queries import staff_ids
from hospital_integrity.paging import SIZE, Page

ORDERS: dict[str, tuple[ColumnElement[object], ...]] = {
    "name": (Award.name, Award.id),
    "-name": (Award.name.desc(), Award.id),
    "score": (cast(Award.score, Numeric), Award.id),
    "-score": (cast(Award.score, Numeric).desc(), Award.id),
}


@dataclass(frozen=True)
class Scope:
    """Whose awards may be seen: everybody's, those of some departments, those of one person."""

    everything: bool = True
    departments: frozenset[int] = field(default_factory=frozenset)
    staff_id: int | None = None


@dataclass(frozen=True)
class Wanted:
    """What is looked for: a closing and a kind, and a level, a movement, a name or staff number where given."""

    closing_id: int
    kind: str
    level: str = ""
    transition: str = ""
    text: str = ""


def page_of(wanted: Wanted, scope: Scope, order: str, page: int) -> Page[Award]:
    """One page of the awards looked for, counted from 1."""
    rows = _matching(wanted, scope)
    total = db.session.scalar(select(func.count()).select_from(rows.subquery())) or 0
    number = min(max(page, 1), max(-(-total // SIZE), 1))
    cut = rows.order_by(*ORDERS.get(order, ORDERS["-score"])).limit(SIZE).offset((number - 1) * SIZE)
    return Page(list(db.session.scalars(cut)), number, total)


def all_of(wanted: Wanted, scope: Scope) -> list[Award]:
    """All of them, best first, for the export."""
    return list(db.session.scalars(_matching(wanted, scope).order_by(*ORDERS["-score"])))


def kinds_of(closing_id: int, scope: Scope) -> dict[str, int]:
    """How many awards of each kind are within the scope."""
    rows = select(Award.subject_kind, func.count()).where(Award.closing_id == closing_id, within(scope))
    return {kind: number for kind, number in db.session.execute(rows.group_by(Award.subject_kind))}


def within(scope: Scope) -> ColumnElement[bool]:
    """The condition that an award is within a scope."""
    if scope.everything:
        return Award.id.is_not(None)
    own = (
        false()
        if scope.staff_id is None
        else Award.subject_kind.in_(("staff", "grid")) & (Award.subject_id == scope.staff_id)
    )
    return or_(Award.department_id.in_(scope.departments), own)


def _matching(wanted: Wanted, scope: Scope) -> Select[tuple[Award]]:
    rows = select(Award).where(Award.closing_id == wanted.closing_id, Award.subject_kind == wanted.kind, within(scope))
    if wanted.level:
        rows = rows.where(Award.level == wanted.level)
    if wanted.transition:
        rows = rows.where(Award.transition == wanted.transition)
    text = wanted.text.strip()
    return rows.where(_named(wanted.kind, text)) if text else rows


def _named(kind: str, text: str) -> ColumnElement[bool]:
    numbered = [] if kind == "department" else list(staff_ids([text]).values())
    found = (Award.name.contains(text, autoescape=True), Award.department_name.contains(text, autoescape=True))
    return or_(*found, Award.subject_id.in_(numbered)) if numbered else or_(*found)
