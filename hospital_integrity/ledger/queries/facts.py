"""The facts that ratings are folded from: entries with what reverses and closes them, and marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Select, extract, null, select

from hospital_integrity.db import db
from hospital_integrity.ledger.models import IndicatorClosing, LedgerEntry, Mark
from hospital_integrity.rules import entry as rules

# The table's own columns: the ORM would make a second tuple of every row.
ENTRIES = LedgerEntry.__table__.c
COLUMNS = (
    ENTRIES.id,
    ENTRIES.item,
    ENTRIES.happened_on,
    ENTRIES.times,
    ENTRIES.points,
    ENTRIES.department_id,
    ENTRIES.staff_id,
    ENTRIES.evidence,
    ENTRIES.attested,
    ENTRIES.reverses,
    null(),  # closed_on: very few have one
)


def _entries(query: Select[tuple[object, ...]], year: int) -> list[rules.Entry]:
    """Entries with the day an indicator was closed, as it was known at the end of a year: a later one counts later."""
    closings = select(IndicatorClosing.entry_id, IndicatorClosing.closed_on)
    closings = closings.where(extract("year", IndicatorClosing.closed_on) <= year)
    closed = {entry_id: day for entry_id, day in db.session.execute(closings)}
    found = [rules.Entry._make(row) for row in db.session.execute(query)]
    if not closed:
        return found
    return [one._replace(closed_on=closed[one.id]) if one.id in closed else one for one in found]


def entries_of_year(
    year: int, *, staff_ids: Collection[int] | None = None, department_ids: Collection[int] | None = None
) -> list[rules.Entry]:
    """The entries that count in a year, with whatever reverses them (a reversal repeats the year): two statements.

    Narrowed to some staff or to some departments where given.
    """
    query = select(*COLUMNS).where(ENTRIES.counts_in == year)
    if staff_ids is not None:
        query = query.where(ENTRIES.staff_id.in_(staff_ids))
    if department_ids is not None:
        query = query.where(ENTRIES.department_id.in_(department_ids))
    return _entries(query, year)


def earlier_entries(items: Collection[str], before: int) -> list[rules.Entry]:
    """Entries of remembered items that count in years before `before`, with their reversals."""
    if not items:
        return []
    query = select(*COLUMNS).where(ENTRIES.item.in_(items), ENTRIES.counts_in < before)
    return _entries(query, before)


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
    columns = (Mark.id, Mark.sheet, Mark.heading, Mark.rater_id, Mark.value, Mark.comment, Mark.rater)
    query = select(Mark.subject_id, *columns).where(Mark.year == year, Mark.subject_kind == kind)
    if subject_ids is not None:
        query = query.where(Mark.subject_id.in_(subject_ids))
    found: dict[int, list[rules.Mark]] = defaultdict(list)
    for subject_id, *rest in db.session.execute(query):
        found[subject_id].append(rules.Mark(*rest))
    return {subject: tuple(marks) for subject, marks in found.items()}
