"""Reading the ledger. Rows leave this room as the plain facts of rules/entry.py, or as rows for a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased

from hospital_integrity.db import db
from hospital_integrity.ledger.models import LedgerEntry, Mark, SubjectRevision, YearSeal
from hospital_integrity.rules import entry as rules

COLUMNS = (
    LedgerEntry.id,
    LedgerEntry.item,
    LedgerEntry.happened_on,
    LedgerEntry.times,
    LedgerEntry.points,
    LedgerEntry.department_id,
    LedgerEntry.staff_id,
    LedgerEntry.evidence,
    LedgerEntry.attested,
    LedgerEntry.reverses,
)

PEN = 7_306_001  # any number that nothing else locks


def _entries(query: Select[tuple[object, ...]]) -> Iterator[rules.Entry]:
    for row in db.session.execute(query):
        yield rules.Entry(*row)


def entries_of_year(
    year: int, *, staff_ids: Collection[int] | None = None, department_ids: Collection[int] | None = None
) -> list[rules.Entry]:
    """The entries that count in a year, with whatever reverses them (a reversal repeats the year): one statement.

    Narrowed to some staff or to some departments where given.
    """
    query = select(*COLUMNS).where(LedgerEntry.counts_in == year)
    if staff_ids is not None:
        query = query.where(LedgerEntry.staff_id.in_(staff_ids))
    if department_ids is not None:
        query = query.where(LedgerEntry.department_id.in_(department_ids))
    return list(_entries(query))


def earlier_entries(items: Collection[str], before: int) -> list[rules.Entry]:
    """Entries of remembered items that count in years before `before`, with their reversals."""
    if not items:
        return []
    return list(_entries(select(*COLUMNS).where(LedgerEntry.item.in_(items), LedgerEntry.counts_in < before)))


def by_staff(entries: Iterable[rules.Entry]) -> dict[int, list[rules.Entry]]:
    """Entries about people, by person."""
    found: dict[int, list[rules.Entry]] = defaultdict(list)
    for one in entries:
        if one.staff_id is not None:
            found[one.staff_id].append(one)
    return found


def by_department(entries: Iterable[rules.Entry]) -> dict[int, list[rules.Entry]]:
    """All entries, by the department noted on the day."""
    found: dict[int, list[rules.Entry]] = defaultdict(list)
    for one in entries:
        found[one.department_id].append(one)
    return found


def marks_of_year(
    kind: str, year: int, subject_ids: Collection[int] | None = None
) -> dict[int, tuple[rules.Mark, ...]]:
    """All marks of a kind of subject in a year, by subject: one statement."""
    query = select(Mark.subject_id, Mark.id, Mark.sheet, Mark.heading, Mark.rater_id, Mark.value, Mark.comment).where(
        Mark.year == year, Mark.subject_kind == kind
    )
    if subject_ids is not None:
        query = query.where(Mark.subject_id.in_(subject_ids))
    found: dict[int, list[rules.Mark]] = defaultdict(list)
    for subject_id, *rest in db.session.execute(query):
        found[subject_id].append(rules.Mark(*rest))
    return {subject: tuple(marks) for subject, marks in found.items()}


def take_pen(*, alone: bool) -> None:
    """Whoever writes facts shares the pen until the transaction ends; whoever closes a year waits for it, then has it
    alone. Only PostgreSQL needs it: SQLite lets in one writer at a time."""
    if db.session.get_bind().dialect.name == "postgresql":
        lock = func.pg_advisory_xact_lock if alone else func.pg_advisory_xact_lock_shared
        db.session.execute(select(lock(PEN)))


def sealed_years() -> frozenset[int]:
    """The years that are closed at the moment."""
    newest = select(func.max(YearSeal.id)).group_by(YearSeal.year)
    return frozenset(
        db.session.scalars(select(YearSeal.year).where(YearSeal.id.in_(newest), YearSeal.state == "closed"))
    )


def revisions(kind: str, year: int) -> dict[int, int]:
    """How often the facts of each subject of a kind have moved in a year."""
    query = select(SubjectRevision.subject_id, SubjectRevision.revision)
    rows = db.session.execute(query.where(SubjectRevision.subject_kind == kind, SubjectRevision.year == year))
    return {subject_id: revision for subject_id, revision in rows}


def revision_stamps(year: int) -> dict[str, int]:
    """Numbers by kind of subject that grow whenever a fact is added or reversed in a year or in one before it."""
    query = select(SubjectRevision.subject_kind, func.sum(SubjectRevision.revision))
    rows = db.session.execute(query.where(SubjectRevision.year <= year).group_by(SubjectRevision.subject_kind))
    return {kind: int(total) for kind, total in rows}


def entry(entry_id: int) -> LedgerEntry | None:
    """One row of the ledger."""
    return db.session.get(LedgerEntry, entry_id)


def entries_by_id(ids: Collection[int]) -> dict[int, LedgerEntry]:
    """Rows of the ledger by number."""
    return {row.id: row for row in db.session.scalars(select(LedgerEntry).where(LedgerEntry.id.in_(ids)))}


def reversal_of(entry_id: int) -> LedgerEntry | None:
    """The row that reverses an entry, if there is one."""
    return db.session.scalar(select(LedgerEntry).where(LedgerEntry.reverses == entry_id))


def reversed_entries() -> Select[tuple[int | None]]:
    """The statement of the ids of all entries that were reversed, for the `not in` of another wing's statement."""
    return select(LedgerEntry.reverses).where(LedgerEntry.reverses.is_not(None))


def standing_alike(item: str, happened_on: date, department_id: int, staff_id: int | None) -> LedgerEntry | None:
    """An entry of the same item, day and subject that was not reversed, or None: the same fact, most likely."""
    query = select(LedgerEntry).where(LedgerEntry.item == item, LedgerEntry.happened_on == happened_on)
    query = query.where(LedgerEntry.department_id == department_id, LedgerEntry.staff_id == staff_id)
    query = query.where(LedgerEntry.reverses.is_(None), LedgerEntry.id.not_in(reversed_entries()))
    return db.session.scalar(query.order_by(LedgerEntry.id).limit(1))


def entries_by_nonce(nonces: Collection[str]) -> dict[str, LedgerEntry]:
    """Rows that were recorded under these nonces."""
    rows = db.session.scalars(select(LedgerEntry).where(LedgerEntry.nonce.in_(nonces)))
    return {row.nonce: row for row in rows}


def marks_by_nonce(nonces: Collection[str]) -> dict[str, Mark]:
    """Marks that were recorded under these nonces."""
    return {row.nonce: row for row in db.session.scalars(select(Mark).where(Mark.nonce.in_(nonces)))}


def revision_rows(keys: Collection[tuple[str, int, int]]) -> dict[tuple[str, int, int], SubjectRevision]:
    """The counters of some (kind, subject, year), for the operations that bump them."""
    years = {year for _, _, year in keys}
    ids = {subject for _, subject, _ in keys}
    query = select(SubjectRevision).where(SubjectRevision.year.in_(years), SubjectRevision.subject_id.in_(ids))
    rows = {(row.subject_kind, row.subject_id, row.year): row for row in db.session.scalars(query)}
    return {key: rows[key] for key in keys if key in rows}


def listed(
    year: int,
    *,
    department_ids: Collection[int] | None = None,
    staff_id: int | None = None,
    item: str = "",
) -> Select[tuple[LedgerEntry, int | None]]:
    """The statement of an entries page, newest first, each row with the id of the entry that reverses it."""
    undone = aliased(LedgerEntry)
    query = select(LedgerEntry, undone.id).outerjoin(undone, undone.reverses == LedgerEntry.id)
    query = query.where(LedgerEntry.counts_in == year, LedgerEntry.reverses.is_(None))
    if department_ids is not None:
        query = query.where(LedgerEntry.department_id.in_(department_ids))
    if staff_id is not None:
        query = query.where(LedgerEntry.staff_id == staff_id)
    if item:
        query = query.where(LedgerEntry.item == item)
    return query.order_by(LedgerEntry.happened_on.desc(), LedgerEntry.id.desc())


def page_of(
    query: Select[tuple[LedgerEntry, int | None]], page: int, size: int = 50
) -> tuple[list[Row[tuple[LedgerEntry, int | None]]], int]:
    """One page of `listed`, counted from 1, and how many rows there are in all."""
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    return list(db.session.execute(query.limit(size).offset((page - 1) * size))), total
