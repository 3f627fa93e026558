"""What another person decides on a draft: publish it, send it back, take it down."""

from __future__ import annotations

from dataclasses import replace

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.board import queries
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.board.operations.steps import check_public, check_unrecorded, stepped, taken
from hospital_integrity.ledger import operations as recording
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.rules import board as rules
from hospital_integrity.rules.saying import Refused


def publish(id: int, version: int, acknowledged: bool) -> BoardEntry:
    """Publish a draft as it was looked at. A fact that isn't in the ledger yet is recorded with it, once."""
    row = _decidable(taken(id, version, "draft"))
    rules.check_mask(queries.alone(row), replace(queries.wording_of(row), acknowledged=acknowledged))
    check_public(row)
    if row.entry_id is None:
        row.entry_id = _recorded(row)
    elif ledger.reversal_of(row.entry_id) is not None:
        raise Refused("台账第 %(id)s 号记录已经冲销，不能上榜", id=row.entry_id)
    row.state, row.version, row.decided_by = "published", row.version + 1, asker().account_id
    row.shown_from = clock.today()
    row.shown_to = rules.last_day(row.colour, row.staff_id is not None, row.shown_from)
    return stepped(row, "published")


def _recorded(row: BoardEntry) -> int:
    fact = queries.fact_of(row)
    check_unrecorded(fact)
    return recording.record(fact, row.drafted_by).id


def send_back(id: int, version: int, reason: str) -> BoardEntry:
    """Give a draft back to its author, with the reason."""
    row = _decidable(taken(id, version, "draft"))
    row.state, row.version = "returned", row.version + 1
    return stepped(row, "returned", _said(reason))


def withdraw(id: int, version: int, reason: str) -> BoardEntry:
    """Take an entry off the board at once, or end a draft that was given back; it stays in the archive."""
    row = _decidable(taken(id, version, "published", "returned"))
    row.state, row.version = "withdrawn", row.version + 1
    return stepped(row, "withdrawn", _said(reason))


def _decidable(row: BoardEntry) -> BoardEntry:
    why = queries.objection_to(row, asker())
    if why is not None:
        raise Refused(why)
    return row


def _said(reason: str) -> str:
    if not reason.strip():
        raise Refused("请写明理由")
    return reason.strip()
