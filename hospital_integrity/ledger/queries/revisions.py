"""Which years are closed, whose facts have moved how often, and the pen that writers share."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from hospital_integrity.db import db
from hospital_integrity.ledger.models import SubjectRevision, YearSeal

PEN = 7_306_001  # any number that nothing else locks


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


def revision_rows(keys: Collection[tuple[str, int, int]]) -> dict[tuple[str, int, int], SubjectRevision]:
    """The counters of some (kind, subject, year), for the operations that bump them."""
    years = {year for _, _, year in keys}
    ids = {subject for _, subject, _ in keys}
    query = select(SubjectRevision).where(SubjectRevision.year.in_(years), SubjectRevision.subject_id.in_(ids))
    rows = {(row.subject_kind, row.subject_id, row.year): row for row in db.session.scalars(query)}
    return {key: rows[key] for key in keys if key in rows}
