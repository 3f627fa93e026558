"""Indicators of departments: open one by recording its fact, close one with evidence. Each is a decision of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.attachments.operations import keep
from hospital_integrity.db import db
from hospital_integrity.forms import Upload
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import queries
from hospital_integrity.ledger.models import EntryFile, IndicatorClosing, LedgerEntry
from hospital_integrity.ledger.operations.entries import record
from hospital_integrity.ledger.operations.revisions import bump, keys_of
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.saying import Refused


def open_indicator(fact: Fact, uploads: Sequence[Upload] = ()) -> LedgerEntry:
    """Record a fact that limits its department's star from this day on; the same nonce again changes nothing."""
    known = queries.entries_by_nonce([fact.nonce])
    row = known.get(fact.nonce) or record(fact, asker().account_id)
    if queries.indicator(row.id) is None:
        raise Refused("“%(item)s”不是科室的警示或否决指标", item=fact.item)
    if not known:
        note("indicator.opened", [("entries", row.id), *_attached(row.id, uploads, closing=False)], item=row.item)
    return row


def close_indicator(entry_id: int, closed_on: date, evidence: str, uploads: Sequence[Upload] = ()) -> IndicatorClosing:
    """Say that an indicator was dealt with; Refused when it is closed already. A closed warning limits nothing."""
    queries.take_pen(alone=False)
    found = queries.indicator_for_change(entry_id)
    if found is None:
        raise Refused("找不到这项指标，可能已经冲销")
    if not found.is_open:
        raise Refused("这项指标已于 %(day)s 销号", day=found.closed_on)
    _check(found, closed_on, evidence)
    row = IndicatorClosing(
        entry_id=entry_id,
        closed_on=closed_on,
        evidence=evidence.strip(),
        closed_by=asker().account_id,
        closed_at=clock.now(),
    )
    db.session.add(row)
    bump(keys_of(found.entry))
    db.session.flush()
    files = _attached(entry_id, uploads, closing=True)
    note("indicator.closed", [("indicator_closings", row.id), ("entries", entry_id), *files])
    return row


def _attached(entry_id: int, uploads: Sequence[Upload], *, closing: bool) -> list[tuple[str, int]]:
    """Keep files beside an indicator: five to open it, five to close it; as rows of the event."""
    rows = keep(uploads) if uploads else []
    db.session.add_all(EntryFile(entry_id=entry_id, attachment_id=row.id, closing=closing) for row in rows)
    db.session.flush()
    return [("attachments", row.id) for row in rows]


def _check(found: queries.Indicator, closed_on: date, evidence: str) -> None:
    if not evidence.strip():
        raise Refused("销号必须写明依据")
    if not found.entry.happened_on <= closed_on <= clock.today():
        raise Refused("销号日期应在 %(day)s 之后，且不晚于今天", day=found.entry.happened_on)
    if closed_on.year in queries.sealed_years():
        raise Refused("%(year)s 年度已关闭，销号日期应写在未关闭的年度内", year=closed_on.year)
