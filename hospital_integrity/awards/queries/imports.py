"""Results brought from papers: files that wait for a second person, and the rows that count."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from hospital_integrity.awards.models import HistoryDecision, HistoryImport, HistoryRefusal, ImportedAward
from hospital_integrity.db import db


def history_imports() -> list[tuple[HistoryImport, HistoryDecision | None]]:
    """Every file of past results with what became of it, newest first."""
    query = select(HistoryImport, HistoryDecision).outerjoin(
        HistoryDecision, HistoryDecision.import_id == HistoryImport.id
    )
    return [(row[0], row[1]) for row in db.session.execute(query.order_by(HistoryImport.id.desc()))]


def undecided_imports() -> list[HistoryImport]:
    """The files that wait for a second person, oldest first."""
    decided = select(HistoryDecision.import_id)
    waiting = select(HistoryImport).where(HistoryImport.id.not_in(decided))
    return list(db.session.scalars(waiting.order_by(HistoryImport.id)))


def history_import(import_id: int) -> HistoryImport | None:
    """One file of past results."""
    return db.session.get(HistoryImport, import_id)


def history_import_for_change(import_id: int) -> HistoryImport | None:
    """The same, locked until the transaction ends."""
    return db.session.scalar(select(HistoryImport).where(HistoryImport.id == import_id).with_for_update())


def history_import_by_nonce(nonce: str) -> HistoryImport | None:
    """The file that was sent under this nonce."""
    return db.session.scalar(select(HistoryImport).where(HistoryImport.nonce == nonce))


def history_decision(import_id: int) -> HistoryDecision | None:
    """What became of a file, if it was decided."""
    return db.session.scalar(select(HistoryDecision).where(HistoryDecision.import_id == import_id))


def imported(kind: str, subject_ids: Collection[int] | None = None) -> list[ImportedAward]:
    """The imported results that count, by subject and year: the newest row of each; one statement."""
    query = select(ImportedAward).where(ImportedAward.subject_kind == kind)
    if subject_ids is not None:
        query = query.where(ImportedAward.subject_id.in_(subject_ids))
    newest = {(one.subject_id, one.year): one for one in db.session.scalars(query.order_by(ImportedAward.id))}
    return [newest[key] for key in sorted(newest)]


def history_refusal(refusal_id: int) -> HistoryRefusal | None:
    """A refused file with its bad cells marked."""
    return db.session.get(HistoryRefusal, refusal_id)


def history_refusals_of(account_id: int | None) -> list[HistoryRefusal]:
    """The marked copies that are kept for an account."""
    mine = select(HistoryRefusal).where(HistoryRefusal.account_id == account_id)
    return list(db.session.scalars(mine.where(func.length(HistoryRefusal.marked) > 0)))
