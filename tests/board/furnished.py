"""What follows publication, as plain rows: something for every page of it to show."""

from __future__ import annotations

from datetime import date

from hospital_integrity.board.models import (
    BoardAppeal,
    BoardRepair,
    BoardReply,
    Clarification,
    ClarificationStep,
)
from hospital_integrity.clock import now
from hospital_integrity.corrections.models import Correction
from hospital_integrity.departments.models import Staff
from tests.builders import account, board_entry, entry, kept


def remedied(person: Staff) -> BoardAppeal:
    """A criticism with an open appeal, a repair and a reply, and a withdrawn one that is being cleared up."""
    row = board_entry(entry(person, "R21", evidence="核查报告"), colour="black", kind="inspection", title="无故脱岗")
    mine = account("ST").id
    about = {"board_entry_id": row.id, "staff_id": person.id, "number": 1, "made_by": mine, "made_at": now()}
    appeal = kept(
        BoardAppeal(nonce="appeal", text="当天我在手术室，有排班表为证。", due_on=date(2026, 12, 11), **about)
    )
    kept(BoardRepair(nonce="repair", text="已参加培训并考核合格。", **about))
    for board_id in (1, row.id):
        said = {"text": "当天我在手术室，已提交说明。", "made_by": mine, "made_at": now()}
        kept(BoardReply(board_entry_id=board_id, number=1, **said))
    _cleared(person)
    return appeal


def _cleared(person: Staff) -> None:
    fact = entry(person, "R22", evidence="核查报告")
    row = board_entry(fact, colour="black", kind="inspection", title="未按时开诊", state="withdrawn")
    by = {"made_by": row.decided_by, "made_at": now()}
    clearing = kept(
        Clarification(
            nonce="clear",
            board_entry_id=row.id,
            staff_id=person.id,
            department_id=row.department_id,
            ground="rights",
            **by,
        )
    )
    kept(ClarificationStep(clarification_id=clearing.id, number=1, verb="started", actor_id=row.decided_by, at=now()))
    kept(
        Correction(
            nonce="correct",
            board_entry_id=row.id,
            entry_id=fact.id,
            clarification_id=clearing.id,
            reason="核查有误",
            effects=[],
            **by,
        )
    )
