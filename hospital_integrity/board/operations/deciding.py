"""The decision on an entry that was checked and heard: publish it, send it back; and taking it off the board."""

from __future__ import annotations

from dataclasses import replace

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.board import queries
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.board.operations.hands import keep_hand, take_part
from hospital_integrity.board.operations.steps import (
    check_public,
    check_standing,
    check_unrecorded,
    given_back,
    said_by,
    stepped,
    taken,
)
from hospital_integrity.board.queries.remedies import has_open_appeal
from hospital_integrity.ledger import operations as recording
from hospital_integrity.rules import board as rules
from hospital_integrity.rules import board_flow as flow
from hospital_integrity.rules.saying import Refused


def publish(id: int, version: int, acknowledged: bool) -> BoardEntry:
    """Publish an entry as it was looked at. A fact that isn't in the ledger yet is recorded with it, once."""
    row = taken(id, version, flow.SERVED)
    take_part(row, flow.DECIDER)
    rules.check_mask(queries.alone(row), replace(queries.wording_of(row), acknowledged=acknowledged))
    check_public(row)
    check_standing(row)
    if row.entry_id is None:
        row.entry_id = _recorded(row)
    row.decided_by, row.version = asker().account_id, row.version + 1
    row.shown_from = clock.today()
    row.shown_to = rules.last_day(row.colour, row.staff_id is not None, row.shown_from)
    row.state = flow.PUBLISHED
    return stepped(row, "published")


def _recorded(row: BoardEntry) -> int:
    fact = queries.fact_of(row)
    check_unrecorded(fact)
    return recording.record(fact, row.drafted_by).id


def send_back(id: int, version: int, reason: str) -> BoardEntry:
    """Give an entry back to its author, with the reason: who checks does it before the notice, who decides after."""
    row = taken(id, version, flow.DRAFT, flow.CHECKED, flow.SERVED)
    part = flow.CHECKER if row.state == flow.DRAFT else flow.DECIDER
    why = flow.hindrance(part, queries.case_of(row), queries.actor(asker()))
    if why is not None:
        raise Refused(why)
    if row.contested:
        raise Refused("当事人的意见还没有答复，请先答复")
    keep_hand(row, part, asker().account_id)
    return given_back(row, said_by(reason))


def withdraw(id: int, version: int, reason: str) -> BoardEntry:
    """Take an entry off the board at once, or end one that isn't on it; it stays in the archive."""
    row = taken(id, version, flow.CHECKED, flow.SERVED, flow.PUBLISHED, flow.RETURNED)
    why = flow.hindrance_to_withdraw(queries.case_of(row), queries.actor(asker()))
    if why is not None:
        raise Refused(why)
    if has_open_appeal(row.id):
        raise Refused("当事人的申诉还没有决定，请由复核人在申诉中决定")
    return take_down(row, said_by(reason))


def take_down(row: BoardEntry, words: str, *, noted: bool = True) -> BoardEntry:
    """End a locked entry: the step of `withdraw`, or part of another decision (which then isn't noted here)."""
    row.state, row.version = flow.WITHDRAWN, row.version + 1
    return stepped(row, "withdrawn", words, noted=noted)
