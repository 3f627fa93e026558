"""Warning and veto indicators: standing entries whose item allows a subject no more than a level."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select

from hospital_integrity.db import db
from hospital_integrity.ledger.models import IndicatorClosing, LedgerEntry
from hospital_integrity.ledger.queries.rows import reversed_entries
from hospital_integrity.policy.queries import edition_in, edition_of, editions
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.scheme import Item, Level

KINDS = ("warning", "veto")


@dataclass(frozen=True)
class Indicator:
    """An indicator with what it allows at most, and when and by what it was closed.

    Closing a veto says that it was dealt with; the star that it took is not given back by that.
    """

    entry: LedgerEntry
    item: Item
    ceiling: Level
    closed_on: date | None
    closing_evidence: str

    @property
    def is_open(self) -> bool:
        """Whether it was not dealt with yet."""
        return self.closed_on is None

    @property
    def limits(self) -> bool:
        """Whether it holds the star down now: an open warning does, a veto does whether dealt with or not."""
        return self.is_open or self.item.kind == "veto"


def indicator_items(year: int, kind: str = "department") -> list[Item]:
    """The warnings and vetoes of the edition in force that limit this kind of subject, retired ones left out."""
    items = edition_of(year).items.values()
    return [one for one in items if one.kind in KINDS and kind in one.ceilings and not one.retired]


def indicators_of(
    department_ids: Collection[int] | None = None, day: date | None = None, kind: str = "department"
) -> dict[int, list[Indicator]]:
    """The indicators of departments (None: of all), newest first, by department: two statements and one a year.

    Those on record until `day`, if given. With `kind` "grid" the ids are those of people.
    """
    owner = LedgerEntry.department_id if kind == "department" else LedgerEntry.staff_id
    query = _standing(kind)
    if department_ids is not None:
        query = query.where(owner.in_(department_ids))
    if day is not None:
        query = query.where(LedgerEntry.happened_on <= day)
    rows = db.session.execute(query).all()
    in_force = {year: edition_of(year) for year in {entry.happened_on.year for entry, _ in rows}}
    found: dict[int, list[Indicator]] = {}
    for entry, closing in rows:
        one = _indicator(in_force[entry.happened_on.year], entry, closing, kind)
        if one is not None:
            found.setdefault(getattr(entry, owner.key), []).append(one)
    return found


def indicator(entry_id: int) -> Indicator | None:
    """The department's indicator that an entry is; None where it is none, or was reversed."""
    row = db.session.execute(_standing("department").where(LedgerEntry.id == entry_id)).first()
    return _indicator(edition_of(row[0].happened_on.year), row[0], row[1], "department") if row else None


def indicator_for_change(entry_id: int) -> Indicator | None:
    """The same, its entry locked until the transaction ends, so that it is closed once."""
    db.session.scalar(select(LedgerEntry.id).where(LedgerEntry.id == entry_id).with_for_update())
    return indicator(entry_id)


def _standing(kind: str) -> Select[tuple[LedgerEntry, IndicatorClosing | None]]:
    keys = {key for row in editions() for key, item in edition_in(row).items.items() if _limits(item, kind)}
    query = select(LedgerEntry, IndicatorClosing).outerjoin(
        IndicatorClosing, IndicatorClosing.entry_id == LedgerEntry.id
    )
    query = query.where(LedgerEntry.item.in_(keys), LedgerEntry.reverses.is_(None))
    query = query.where(LedgerEntry.id.not_in(reversed_entries()))
    return query.order_by(LedgerEntry.happened_on.desc(), LedgerEntry.id.desc())


def _limits(item: Item, kind: str) -> bool:
    return item.kind in KINDS and kind in item.ceilings


def _indicator(edition: Edition, entry: LedgerEntry, closing: IndicatorClosing | None, kind: str) -> Indicator | None:
    item = edition.items.get(entry.item)
    if item is None or not _limits(item, kind) or kind not in edition.schemes:
        return None
    level = edition.schemes[kind].level_by_key[item.ceilings[kind]]
    return Indicator(entry, item, level, closing.closed_on if closing else None, closing.evidence if closing else "")
