"""Awards themselves: one, all of a closing, and streamed as they were sealed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, func, select, type_coerce
from sqlalchemy.orm import contains_eager, undefer

from hospital_integrity.awards.models import Award, Closing, Reopening
from hospital_integrity.db import db
from hospital_integrity.policy.queries import edition_in, edition_row
from hospital_integrity.rules.award import SEALED, earned_stars, fold_again, seal
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.frozen import CanonicalText, lines_from_json
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.transition import cause

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError)


def award(award_id: int) -> Award | None:
    """One award with its inputs, reasons and closing."""
    whole = undefer(Award.inputs), undefer(Award.reasons)
    return db.session.scalar(select(Award).where(Award.id == award_id).options(*whole))


def history_of(kind: str, subject_id: int) -> list[Award]:
    """Every award of a subject that holds, whole and with its closing, the newest first; one statement."""
    query = select(Award).join(Award.closing).outerjoin(Reopening, Reopening.closing_id == Closing.id)
    query = query.where(Award.subject_kind == kind, Award.subject_id == subject_id, Reopening.id.is_(None))
    whole = undefer(Award.inputs), undefer(Award.reasons), contains_eager(Award.closing)
    return list(db.session.scalars(query.order_by(Award.year.desc()).options(*whole)))


def holds(award: Award) -> bool:
    """Whether the closing of an award has not been undone."""
    return db.session.scalar(select(Reopening.id).where(Reopening.closing_id == award.closing_id)) is None


def awards_of(closing_id: int, kind: str | None = None) -> list[Award]:
    """The awards of a closing, by kind, pool and number; inputs and reasons are read when asked for."""
    query = select(Award).where(Award.closing_id == closing_id)
    if kind is not None:
        query = query.where(Award.subject_kind == kind)
    return list(db.session.scalars(query.order_by(Award.subject_kind, Award.pool, Award.id)))


def awards_by_id(ids: Collection[int]) -> dict[int, Award]:
    """Some awards, without inputs and reasons; ids that don't exist are left out."""
    return {row.id: row for row in db.session.scalars(select(Award).where(Award.id.in_(ids)))}


def levels_of(closing_id: int) -> dict[tuple[str, str], int]:
    """How many of each kind hold each level in a closing."""
    columns = (Award.subject_kind, Award.level)
    rows = select(*columns, func.count()).where(Award.closing_id == closing_id).group_by(*columns)
    return {(kind, level): number for kind, level, number in db.session.execute(rows)}


def transitions_of(closing_id: int) -> dict[tuple[str, str], int]:
    """How many of each kind rose, stayed, fell …"""
    columns = (Award.subject_kind, Award.transition)
    rows = select(*columns, func.count()).where(Award.closing_id == closing_id).group_by(*columns)
    return {(kind, moved): number for kind, moved, number in db.session.execute(rows)}


def edition_of_closing(closing: Closing) -> Edition:
    """The edition that a closing was judged by; Refused if it is gone, which the database doesn't allow."""
    row = edition_row(closing.edition_id)
    if row is None:
        raise Refused("%(year)s 年度关闭时所依据的办法不见了", year=closing.year)
    return edition_in(row)


def is_sound(award: Award) -> bool:
    """Whether an award still bears its seal and follows from its own inputs, as far as it can be said of it alone."""
    edition = edition_of_closing(award.closing)
    said = {name: getattr(award, name) for name in (*SEALED, "inputs", "reasons")}
    try:
        whole = seal(said, edition.sha256) == award.sha256 and fold_again(edition, said).holds_alone
        return whole and follows(edition.schemes[award.subject_kind], award)
    except UNREADABLE:
        return False


def follows(scheme: Scheme, award: Award) -> bool:
    """Whether what is kept beside the seal follows from what is under it; older awards keep nothing there."""
    if award.earned is None and award.cause is None:
        return True
    result: dict[str, Any] = award.inputs["result"]  # type: ignore[assignment]
    lines = lines_from_json(award.reasons)  # type: ignore[arg-type]
    why = cause(scheme, award.level, result["earned"], lines)
    told = None if why is None else {"text": why.text, "values": dict(why.values)}
    return (award.earned, award.cause) == (earned_stars(scheme, lines), told)


@dataclass(frozen=True, slots=True)
class Sealed:
    """An award as it lies in the database, inputs and reasons still texts: it can be read whatever was done to them."""

    id: int
    sha256: str
    columns: dict[str, Any]

    @property
    def name(self) -> str:
        """What the subject was called."""
        return str(self.columns["name"])

    def bears_its_seal(self, edition_sha256: str) -> bool:
        """Whether nothing of it was altered since it was sealed."""
        return seal(self.columns, edition_sha256) == self.sha256

    def opened(self) -> dict[str, Any]:
        """The columns with inputs and reasons as values; ValueError if they can't be read."""
        return {**self.columns, **{name: json.loads(self.columns[name]) for name in ("inputs", "reasons")}}


def sealed_awards(closing_id: int, **only: object) -> Iterator[Sealed]:
    """The awards of a closing one after the other, in order of their subjects; few are in memory at a time.

    `only` are columns with the value that they must have: subject_kind, subject_id, department_id.
    """
    texts = (type_coerce(Award.inputs, Text), type_coerce(Award.reasons, Text))
    rows = select(Award.id, Award.sha256, *(getattr(Award, name) for name in SEALED), *texts)
    rows = rows.where(Award.closing_id == closing_id).order_by(Award.subject_kind, Award.subject_id)
    rows = rows.where(*(getattr(Award, name) == value for name, value in only.items()))
    for id_, sha256, *values in db.session.execute(rows.execution_options(yield_per=100)):
        *plain, inputs, reasons = values
        columns = dict(zip(SEALED, plain, strict=True))
        yield Sealed(id_, sha256, {**columns, "inputs": CanonicalText(inputs), "reasons": CanonicalText(reasons)})
