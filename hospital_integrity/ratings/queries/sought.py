"""Which standings a list shows: as far as the asker may see, narrowed by what was asked for, in an order."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Numeric, Select, and_, cast, or_, select

from hospital_integrity.ratings.models import Standing
from hospital_integrity.rules.transition import NONE, transition

STARS = (None, *range(6))


@dataclass(frozen=True)
class Scope:
    """Which standings may be seen: everything, or those of some departments and some subjects."""

    everything: bool
    departments: frozenset[int] = frozenset()
    subjects: frozenset[int] = frozenset()

    def holds(self, department_id: int, subject_id: int) -> bool:
        """Whether a subject, counted to a department, is within the scope."""
        return self.everything or department_id in self.departments or subject_id in self.subjects


@dataclass(frozen=True)
class Sought:
    """What a list is narrowed to: a text in name, number or pinyin, a pool, a level, a move since the last award."""

    text: str = ""
    pool: str = ""
    level: str = ""
    move: str = ""


ALL, EVERYTHING = Scope(everything=True), Sought()
BY_NAME = (Standing.sought, Standing.subject_id)
SCORE = cast(Standing.raw, Numeric)
ORDERS: dict[str, tuple[ColumnElement[object], ...]] = {
    "name": BY_NAME,
    "-name": (Standing.sought.desc(), Standing.subject_id),
    "score": (SCORE, *BY_NAME),
    "-score": (SCORE.desc(), *BY_NAME),
    "stars": (Standing.stars, SCORE, *BY_NAME),
    "-stars": (Standing.stars.desc(), SCORE.desc(), *BY_NAME),
}


def of_kind(kind: str, year: int) -> Select[tuple[Standing]]:
    """The statement of all standings of a kind in a year."""
    return select(Standing).where(Standing.subject_kind == kind, Standing.year == year)


def matching(kind: str, year: int, scope: Scope, sought: Sought) -> Select[tuple[Standing]]:
    """The statement of the standings within a scope that are sought."""
    rows = of_kind(kind, year)
    if not scope.everything:
        rows = rows.where(Standing.department_id.in_(scope.departments) | Standing.subject_id.in_(scope.subjects))
    if sought.pool:
        rows = rows.where(Standing.pool == sought.pool)
    if sought.level:
        rows = rows.where(Standing.level == sought.level)
    if sought.move:
        rows = rows.where(_moved(kind, sought.move))
    return _named(rows, "".join(sought.text.split()))


def _moved(kind: str, move: str) -> ColumnElement[bool]:
    """The stars before and now between which the rules see this movement; who isn't rated has made none."""
    pairs = [(last, stars) for last in STARS for stars in range(6) if transition(kind, last, stars) == move]
    same = [
        and_(Standing.last_stars.is_(last) if last is None else Standing.last_stars == last, Standing.stars == now)
        for last, now in pairs
    ]
    return or_(Standing.rated.is_(False), *same) if move == NONE else and_(Standing.rated, or_(False, *same))


def _named(rows: Select[tuple[Standing]], text: str) -> Select[tuple[Standing]]:
    if not text:
        return rows
    latin = (Standing.sought.contains(text.lower(), autoescape=True),) if text.isascii() else ()
    named = Standing.name.contains(text, autoescape=True)
    return rows.where(or_(named, Standing.number.startswith(text, autoescape=True), *latin))
