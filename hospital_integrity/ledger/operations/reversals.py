"""Undo an entry by a second one that says why; the first stays."""

from __future__ import annotations

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import queries
from hospital_integrity.ledger.models import LedgerEntry
from hospital_integrity.ledger.operations.revisions import bump, keys_of
from hospital_integrity.rules.saying import Refused


def reverse(entry_id: int, reason: str, nonce: str, recorded_by: int | None) -> LedgerEntry:
    """Undo an entry by a second one that says why."""
    queries.take_pen(alone=False)
    row = _reversal(_reversible(entry_id), reason, nonce, recorded_by)
    db.session.add(row)
    bump(keys_of(row))
    db.session.flush()
    return row


def undo(entry_id: int, reason: str, nonce: str) -> LedgerEntry:
    """Reverse an entry as a decision of its own, with its journal event; the same nonce again changes nothing."""
    known = queries.entries_by_nonce([nonce])
    row = known.get(nonce) or reverse(entry_id, reason, nonce, asker().account_id)
    if not known:
        note("entry.reversed", [("entries", row.id), ("entries", entry_id)])
    return row


def _reversible(entry_id: int) -> LedgerEntry:
    entry = queries.entry(entry_id)
    if entry is None or entry.reverses is not None:
        raise Refused("找不到可以冲销的记录")
    if queries.reversal_of(entry_id) is not None:
        raise Refused("这条记录已经冲销过了")
    if entry.counts_in in queries.sealed_years():
        raise Refused("%(year)s 年度已关闭，须先重新开启才能冲销", year=entry.counts_in)
    return entry


def _reversal(entry: LedgerEntry, reason: str, nonce: str, recorded_by: int | None) -> LedgerEntry:
    if not reason.strip():
        raise Refused("冲销必须写明理由")
    return LedgerEntry(
        nonce=nonce,
        staff_id=entry.staff_id,
        department_id=entry.department_id,
        item=entry.item,
        happened_on=entry.happened_on,
        counts_in=entry.counts_in,
        times=entry.times,
        points=entry.points,
        evidence="",
        attested="",
        recorded_by=recorded_by,
        recorded_at=clock.now(),
        reverses=entry.id,
        reason=reason.strip(),
    )
