"""The cycle of a year and its windows."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from hospital_integrity.db import db
from hospital_integrity.ethics.models import EthicsCycle, EthicsWindow
from hospital_integrity.hospital.queries import calendar
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.windows import Window, moved, proposed


def scheme_of(year: int) -> Scheme:
    """How staff are rated in a year; Refused where the edition doesn't rate them."""
    scheme = edition_of(year).schemes.get("staff")
    if scheme is None:
        raise Refused("%(year)s 年的办法不考评个人", year=year)
    return scheme


def cycle(year: int) -> EthicsCycle | None:
    """The cycle of a year."""
    return db.session.scalar(select(EthicsCycle).where(EthicsCycle.year == year))


def cycle_for_change(year: int) -> EthicsCycle | None:
    """The same, locked until the transaction ends."""
    query = select(EthicsCycle).where(EthicsCycle.year == year).with_for_update()
    return db.session.scalar(query, execution_options={"populate_existing": True})


def cycles() -> list[EthicsCycle]:
    """All cycles, the newest first."""
    return list(db.session.scalars(select(EthicsCycle).order_by(EthicsCycle.year.desc())))


def windows(year: int) -> dict[str, Window]:
    """The windows of a year's cycle by key, as they are now; empty where the cycle has none: open at every stage."""
    return {row.stage: Window(row.first, row.last) for row in window_history(year)}


def window_history(year: int) -> list[EthicsWindow]:
    """Every window that was ever set for a year, the oldest first: of a key the last one counts. One statement."""
    rows = select(EthicsWindow).join(EthicsCycle, EthicsCycle.id == EthicsWindow.cycle_id)
    return list(db.session.scalars(rows.where(EthicsCycle.year == year).order_by(EthicsWindow.id)))


def proposed_windows(year: int, like: int | None = None) -> Mapping[str, Window]:
    """What a new cycle may begin with: the edition's days, or those of another year's cycle moved to this year."""
    known = {} if like is None else windows(like)
    return moved(known, year - (like or year)) if known else proposed(scheme_of(year), year, calendar())
