"""What a correction left: decisions about frozen awards, and points in a year that was closed."""

from __future__ import annotations

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.corrections.models import KEEP, REOPEN, AwardDecision, CorrectionReversal
from hospital_integrity.corrections.queries import correction_for_change, open_parts
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import operations as recording
from hospital_integrity.rules.saying import Refused, Stale, say

DECISIONS = {KEEP: say("原结果不受影响，维持"), REOPEN: say("重新开启该年度，重新评定")}


def decide_award(correction_id: int, corrected_award_id: int, decision: str, reasons: str) -> AwardDecision:
    """Decide about one frozen award that a correction touched; not by whoever made the correction."""
    row = correction_for_change(correction_id)
    found = next((one for one in row.awards if one.id == corrected_award_id), None) if row else None
    if found is None:
        raise Refused("找不到这项待定的结果")
    if found.decision is not None:
        raise Stale(say("这项结果刚才已经有人决定，请刷新后查看"))
    if found.made_by == asker().account_id:
        raise Refused("作出更正的人不能决定已归档的结果，请由另一人决定")
    if decision not in DECISIONS or not reasons.strip():
        raise Refused("请选择如何处理，并写明理由")
    made = AwardDecision(
        corrected_award_id=found.id,
        made_by=found.made_by,
        decision=decision,
        reasons=reasons.strip(),
        decided_by=asker().account_id,
        decided_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    rows = [("corrected_award_decisions", made.id), ("corrections", correction_id), ("awards", found.award_id)]
    note("correction.award_decided", rows, decision=decision)
    return made


def finish_correction(correction_id: int) -> CorrectionReversal:
    """Reverse the points that stood in a closed year, now that it is open again; once."""
    row = correction_for_change(correction_id)
    if row is None or row.entry_id is None:
        raise Refused("找不到这项更正")
    left = open_parts([row])[row.id]
    if left.sealed is not None:
        raise Refused("%(year)s 年度已关闭，须先重新开启才能冲销", year=left.sealed)
    if not left.reversible:
        raise Stale(say("这条事实已经冲销过了"))
    undone = recording.reverse(row.entry_id, row.reason, f"{row.nonce}-r"[:64], asker().account_id)
    made = CorrectionReversal(
        correction_id=row.id, reversal_id=undone.id, made_by=asker().account_id, made_at=clock.now()
    )
    db.session.add(made)
    db.session.flush()
    note("correction.finished", [("correction_reversals", made.id), ("corrections", row.id), ("entries", undone.id)])
    return made
