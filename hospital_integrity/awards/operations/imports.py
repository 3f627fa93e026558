"""Results of past years are kept when their file is uploaded, and count when another person confirms them."""

from __future__ import annotations

from collections.abc import Sequence

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.awards import queries
from hospital_integrity.awards.models import HistoryDecision, HistoryImport, HistoryRefusal, ImportedAward
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.comparison import digest, plain
from hospital_integrity.rules.past_stars import PastResult, as_result, faults
from hospital_integrity.rules.saying import Refused, Stale


def keep_history(listed: Sequence[PastResult], filename: str, nonce: str) -> HistoryImport:
    """Keep the rows of a file that was read without fault; the same nonce again changes nothing."""
    known = queries.history_import_by_nonce(nonce)
    if known is not None:
        return known
    _forget_refused()
    rows = [plain(one) for one in listed]
    kept = HistoryImport(
        nonce=nonce,
        filename=filename,
        sha256=digest(rows),
        rows=rows,
        imported_by=asker().account_id,
        imported_at=clock.now(),
    )
    db.session.add(kept)
    db.session.flush()
    note("history.uploaded", [("history_imports", kept.id)], sha256=kept.sha256, count=len(rows))
    return kept


def confirm_history(import_id: int) -> int:
    """Make all rows of a file count, by somebody else than who brought it; gives their number.

    Stale when a year of it has been awarded here meanwhile: nothing is written then.
    """
    kept = _waiting(import_id)
    if kept.imported_by is not None and kept.imported_by == asker().account_id:
        raise Refused("导入的人不能自己确认，请由另一人核对后确认")
    listed = [as_result(row) for row in kept.rows]
    if faults(listed, clock.today(), queries.awarded_years()):
        raise Stale("其中有年度已在本系统结算，请作废后按新的范围重新导入")
    decision = _decide(kept, "confirmed")
    db.session.add_all(ImportedAward(import_id=kept.id, **one.columns()) for one in listed)
    db.session.flush()
    note("history.confirmed", [("history_imports", kept.id), ("history_decisions", decision.id)], count=len(listed))
    return len(listed)


def drop_history(import_id: int) -> None:
    """Say that a file will not be taken over."""
    kept = _waiting(import_id)
    decision = _decide(kept, "dropped")
    note("history.dropped", [("history_imports", kept.id), ("history_decisions", decision.id)])


def keep_refused_history(filename: str, marked: bytes) -> HistoryRefusal:
    """Keep the marked copy of a refused file for the asker; names aren't kept longer than until the next upload."""
    _forget_refused()
    kept = HistoryRefusal(account_id=asker().account_id, filename=filename, marked=marked, at=clock.now())
    db.session.add(kept)
    db.session.flush()
    return kept


def _forget_refused() -> None:
    for earlier in queries.history_refusals_of(asker().account_id):
        earlier.marked = b""


def _waiting(import_id: int) -> HistoryImport:
    kept = queries.history_import_for_change(import_id)
    if kept is None:
        raise Refused("找不到这次导入")
    if queries.history_decision(import_id) is not None:
        raise Stale("这次导入已经处理过了，请刷新后核对")
    return kept


def _decide(kept: HistoryImport, verdict: str) -> HistoryDecision:
    decision = HistoryDecision(
        import_id=kept.id,
        verdict=verdict,
        imported_by=kept.imported_by,
        decided_by=asker().account_id,
        decided_at=clock.now(),
    )
    db.session.add(decision)
    db.session.flush()
    return decision
