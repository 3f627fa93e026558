"""A correction in one transaction: off the board, points reversed, awards listed, clarification started; one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.board import operations as board
from hospital_integrity.board import queries as entries
from hospital_integrity.board.operations import clarifying
from hospital_integrity.board.queries import BoardEntry
from hospital_integrity.corrections.models import CorrectedAward, Correction
from hospital_integrity.corrections.queries import Plan, correction_by_nonce, plan_for_board, plan_for_fact
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import operations as recording
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.ledger.operations import LedgerEntry
from hospital_integrity.rules.board_flow import hindrance_to_withdraw
from hospital_integrity.rules.correcting import told
from hospital_integrity.rules.saying import Refused, Stale, say

LEAST_REASON = 5
Rows = list[tuple[str, int]]


@dataclass(frozen=True)
class Wanted:
    """What is to be corrected as it was `seen`, why, by which paper; `ground` also starts a clarification."""

    nonce: str
    seen: str
    reason: str
    document_no: str = ""
    ground: str = ""


def correct_board(id: int, wanted: Wanted) -> Correction:
    """Correct a published entry with the fact behind it; the same nonce again changes nothing."""
    row = entries.board_entry_for_change(id)
    if row is None:
        raise Refused("找不到这条榜单记录")
    known = correction_by_nonce(wanted.nonce)
    if known is not None:
        return known
    _check_impartial(row)
    return _corrected(plan_for_board(row), wanted)


def correct_fact(entry_id: int, wanted: Wanted) -> Correction:
    """Correct a fact of the ledger with its entry of the board, if it has one; the same nonce again changes nothing."""
    known = correction_by_nonce(wanted.nonce)
    if known is not None:
        return known
    entry, row = ledger.entry(entry_id), entries.standing_for(entry_id)
    if entry is None or entry.reverses is not None:
        raise Refused("找不到可以更正的记录")
    if row is not None:
        return correct_board(row.id, wanted)
    _check_stranger(entry)
    return _corrected(plan_for_fact(entry), wanted)


def _corrected(plan: Plan, wanted: Wanted) -> Correction:
    if plan.appeal_id is not None:
        raise Refused("当事人的申诉还没有决定，请由复核人在申诉中决定")
    if not plan.does_something:
        raise Stale(say("这条记录刚才已经撤下并冲销，没有要更正的了"))
    row, rows = carry_out(plan, wanted)
    note("correction.made", rows)
    return row


def carry_out(plan: Plan, wanted: Wanted, verdict_id: int | None = None) -> tuple[Correction, Rows]:
    """Do exactly what a plan says, as part of a decision that writes the event; Stale where it isn't what was seen."""
    if plan.seen != wanted.seen:
        raise Stale(say("预览之后情况有变化，请核对新的预览再确认"))
    if len(wanted.reason.strip()) < LEAST_REASON:
        raise Refused("请写明更正的理由（至少 %(least)s 个字）", least=LEAST_REASON)
    reason, ids = wanted.reason.strip()[:500], _ids(plan)
    reversal = _reversed(plan, reason, wanted.nonce)
    if plan.withdraws and plan.board_entry is not None:
        board.take_down(plan.board_entry, reason, noted=False)
    clarification = _clarified(plan, wanted)
    row = Correction(
        nonce=wanted.nonce,
        **ids,
        verdict_id=verdict_id,
        reversal_id=reversal,
        clarification_id=clarification,
        document_no=wanted.document_no.strip(),
        reason=reason,
        effects=told(plan.moving),
        made_by=asker().account_id,
        made_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    kept = _listed(plan, row)
    made = [("entries", reversal), ("clarifications", clarification)]
    named = [("board_entries", ids["board_entry_id"]), ("entries", ids["entry_id"]), *made, *kept]
    return row, [("corrections", row.id), *((table, id) for table, id in named if id)]


def _ids(plan: Plan) -> dict[str, int | None]:
    entry, row = plan.entry, plan.board_entry
    return {"board_entry_id": row.id if row else None, "entry_id": entry.id if entry else None}


def _reversed(plan: Plan, reason: str, nonce: str) -> int | None:
    if not plan.reverses or plan.entry is None:
        return None
    return recording.reverse(plan.entry.id, reason, f"{nonce}-r"[:64], asker().account_id).id


def _clarified(plan: Plan, wanted: Wanted) -> int | None:
    if not wanted.ground:
        return None
    row, entry = plan.board_entry, plan.entry
    if row is not None and row.shown_from is not None:
        source = clarifying.source_of_board(row.id)
    elif entry is not None:
        source = clarifying.source_of_fact(entry.id)
    else:
        raise Refused("没有公开过、也没有登记过的内容不用澄清")
    return clarifying.begin_clarification(f"{wanted.nonce}-c"[:64], source, wanted.ground).id


def _listed(plan: Plan, row: Correction) -> Sequence[tuple[str, int]]:
    touched = [CorrectedAward(correction_id=row.id, award_id=one.id, made_by=row.made_by) for one in plan.awards]
    db.session.add_all(touched)
    db.session.flush()
    return [("corrected_awards", one.id) for one in touched]


def _check_impartial(row: BoardEntry) -> None:
    why = hindrance_to_withdraw(entries.case_of(row), entries.actor(asker()))
    if why is not None:
        raise Refused(why)


def _check_stranger(entry: LedgerEntry) -> None:
    person = asker()
    if entry.recorded_by is not None and entry.recorded_by == person.account_id:
        raise Refused("这条事实由您登记，请由另一人更正")
    if entry.staff_id is not None and entry.staff_id == person.staff_id:
        raise Refused("这条记录与您本人有关，请由另一人决定")
    now = departments.home_department([entry.staff_id], clock.today()).values() if entry.staff_id else ()
    if {entry.department_id, *now} & (person.home | person.departments):
        raise Refused("这条记录与您所在或负责的科室有关，请由另一人决定")
