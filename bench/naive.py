"""The closing that one would write first: an object for every row, each looked up from its person, its item from it."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


class Naive(DeclarativeBase):
    """Tables as the loop sees them: the ledger's own, and the items as rows instead of an edition."""


class Item(Naive):
    """What an entry is worth, in hundredths."""

    __tablename__ = "bench_items"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    worth: Mapped[int]


class Entry(Naive):
    """One entry."""

    __tablename__ = "entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    item_key: Mapped[str] = mapped_column("item", ForeignKey("bench_items.key"))
    counts_in: Mapped[int]
    happened_on: Mapped[str]
    times: Mapped[int]
    evidence: Mapped[str]
    item: Mapped[Item] = relationship()


class Person(Naive):
    """One member of staff."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    entries: Mapped[list[Entry]] = relationship(
        primaryjoin="and_(Person.id == Entry.staff_id, Entry.counts_in == 2026)", order_by=Entry.id
    )


def loop(address: str) -> list[tuple[Decimal, list[str]]]:
    """Total and reasons of everybody for 2026, one after the other."""
    engine = create_engine(address)
    with Session(engine) as session:
        people = session.scalars(select(Person).order_by(Person.id))
        found = [_rated(person) for person in people]
    engine.dispose()
    return found


def _rated(person: Person) -> tuple[Decimal, list[str]]:
    total, reasons = Decimal(80), []
    for entry in person.entries:
        worth = Decimal(entry.item.worth) / 100 * entry.times
        total += worth
        reasons.append(f"{entry.happened_on} {entry.item.name} {worth:+} → {total}")
    return total, reasons
