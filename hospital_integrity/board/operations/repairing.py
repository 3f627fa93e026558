"""Repairs: the person shows what was made good; somebody uninvolved accepts it, and the entry is shown for less time.

Points are not touched: what happened, happened.
"""

from __future__ import annotations

from collections.abc import Sequence

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.board.models import BoardEntry, BoardRepair, BoardRepairAnswer
from hospital_integrity.board.operations.appealing import keep_files, locked_public, take_review
from hospital_integrity.board.operations.steps import said_by, stepped
from hospital_integrity.board.queries import remedies
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.rules import remedies as rules
from hospital_integrity.rules.board_clock import over
from hospital_integrity.rules.saying import Refused, Stale, say


def hand_in_repair(board_entry_id: int, nonce: str, text: str, files: Sequence[object] = ()) -> BoardRepair:
    """Say what was made good; the same nonce again returns the repair that was handed in."""
    row = locked_public(board_entry_id)
    known = remedies.repair_by_nonce(nonce)
    if known is not None:
        return known
    if not remedies.is_concerned(row, asker()):
        raise Refused("只有当事人（科室记录为科室负责人）可以提出")
    found = remedies.remedies_of(row).repairs
    _check(row, found)
    made = BoardRepair(
        nonce=nonce,
        board_entry_id=row.id,
        staff_id=asker().staff_id,
        number=len(found) + 1,
        text=rules.check_long_enough(text),
        made_by=asker().account_id,
        made_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    kept = keep_files(files, repair_id=made.id)
    note("board.repair_handed_in", [("board_repairs", made.id), ("board_entries", row.id), *kept])
    return made


def _check(row: BoardEntry, found: list[BoardRepair]) -> None:
    rules.check_repairable(row.colour, row.state, over(row.shown_to or clock.today(), clock.today()))
    if any(one.answer is None for one in found):
        raise Stale(say("上一份整改材料还没有答复，一次只能有一份"))
    if any(one.answer and one.answer.accepted for one in found):
        raise Refused("这条记录的整改已经认可，显示期已经缩短")


def answer_repair(repair_id: int, accepted: bool, reasons: str) -> BoardRepairAnswer:
    """Accept a repair, and the entry is shown for less time from today; or say what is missing."""
    known = remedies.repair(repair_id)
    if known is None:
        raise Refused("找不到这份整改材料")
    row = locked_public(known.board_entry_id)
    found = remedies.repair(repair_id)
    if found is None or found.answer is not None:
        raise Stale(say("这份整改材料刚才已经有人答复了，请刷新后查看"))
    take_review(row)
    return _answered(row, found, accepted, said_by(reasons))


def _answered(row: BoardEntry, found: BoardRepair, accepted: bool, reasons: str) -> BoardRepairAnswer:
    if row.shown_from is None or row.shown_to is None:
        raise Refused("这条记录已不在榜上，不用再缩短显示期")
    last = rules.shortened(row.shown_from, row.shown_to, clock.today()) if accepted else row.shown_to
    made = BoardRepairAnswer(
        repair_id=found.id,
        made_by=found.made_by,
        accepted=accepted,
        reasons=reasons,
        old_last=row.shown_to,
        new_last=last,
        decided_by=asker().account_id,
        decided_at=clock.now(),
    )
    row.shown_to, row.version = last, row.version + 1
    db.session.add(made)
    stepped(row, "repaired" if accepted else "unrepaired", reasons, noted=False)
    note("board.repair_answered", [("board_repair_answers", made.id), ("board_entries", row.id)], accepted=accepted)
    return made
