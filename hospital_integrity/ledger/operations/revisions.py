"""Which subjects a fact moves: their revision counters, bumped in the transaction of the fact."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from hospital_integrity.db import db
from hospital_integrity.ledger import queries
from hospital_integrity.ledger.models import LedgerEntry, SubjectRevision

Key = tuple[str, int, int]


def keys_of(row: LedgerEntry) -> list[Key]:
    """Whose revision an entry moves: the department noted on the day, and the person in both roles."""
    people = (
        [] if row.staff_id is None else [("staff", row.staff_id, row.counts_in), ("grid", row.staff_id, row.counts_in)]
    )
    return [*people, ("department", row.department_id, row.counts_in)]


def bump(keys: Iterable[Key]) -> None:
    """Move the revisions of some (kind, subject, year): standings older than this are folded again."""
    moved: Collection[Key] = set(keys)
    known = queries.revision_rows(moved)
    for key in moved:
        if key in known:
            known[key].revision += 1
        else:
            kind, subject, year = key
            db.session.add(SubjectRevision(subject_kind=kind, subject_id=subject, year=year, revision=1))
