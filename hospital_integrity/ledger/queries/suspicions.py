"""Vetoes that were reported and aren't decided yet: whom they hold, and what became of the others."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import Select, select

from hospital_integrity.db import db
from hospital_integrity.ledger.models import Suspicion, SuspicionFinding
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.scheme import Item


def suspicions() -> list[Suspicion]:
    """All suspicions with their findings, newest first."""
    return list(db.session.scalars(select(Suspicion).order_by(Suspicion.happened_on.desc(), Suspicion.id.desc())))


def suspicion(suspicion_id: int) -> Suspicion | None:
    """One suspicion with its finding."""
    return db.session.get(Suspicion, suspicion_id)


def suspicion_for_change(suspicion_id: int) -> Suspicion | None:
    """The same, locked until the transaction ends; its finding is read only after the lock was waited for."""
    db.session.scalar(select(Suspicion.id).where(Suspicion.id == suspicion_id).with_for_update())
    return db.session.get(Suspicion, suspicion_id, populate_existing=True)


def suspicion_by_nonce(nonce: str) -> Suspicion | None:
    """The suspicion that was put down under this nonce."""
    return db.session.scalar(select(Suspicion).where(Suspicion.nonce == nonce))


def open_suspicions(year: int) -> list[Suspicion]:
    """The suspicions about facts of a year on which nobody has found anything yet."""
    return list(db.session.scalars(_open().where(*_within(year)).order_by(Suspicion.id)))


def pending_in(year: int) -> dict[tuple[str, int], tuple[str, ...]]:
    """Whose result of a year is held, and by which items: a person, a grid member, the department of the day."""
    items, found = edition_of(year).items, defaultdict(set)
    for one in open_suspicions(year):
        for kind in items[one.item].ceilings if one.item in items else ():
            subject = one.department_id if kind == "department" else one.staff_id
            if subject is not None:
                found[kind, subject].add(one.item)
    return {key: tuple(sorted(each)) for key, each in found.items()}


def veto_items(year: int) -> list[Item]:
    """The vetoes of the edition in force, retired ones left out."""
    return [one for one in edition_of(year).items.values() if one.kind == "veto" and not one.retired]


def _open() -> Select[tuple[Suspicion]]:
    decided = select(SuspicionFinding.suspicion_id)
    return select(Suspicion).where(Suspicion.id.not_in(decided))


def _within(year: int) -> tuple[object, ...]:
    return Suspicion.happened_on >= date(year, 1, 1), Suspicion.happened_on <= date(year, 12, 31)
