"""Enter a sanction, confirm or drop it, end it early, correct it. Each is one decision with one journal event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.attachments.operations import keep
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import Upload
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.sanction import KINDS, check_days, check_follows
from hospital_integrity.rules.saying import Refused, Stale
from hospital_integrity.sanctions import queries
from hospital_integrity.sanctions.models import (
    CONFIRMED,
    DROPPED,
    Sanction,
    SanctionAnswer,
    SanctionEnding,
    SanctionEndingAnswer,
    SanctionFile,
)

LEAST_TEXT = 5


@dataclass(frozen=True)
class NewSanction:
    """What a document says about a sanction; `corrects` is the one whose place it takes."""

    nonce: str
    staff_id: int
    kind: str
    document_no: str
    decided_by: str
    decided_on: date
    effective_on: date
    facts: str
    corrects: int | None = None


@dataclass(frozen=True)
class NewEnding:
    """What a document says about a sanction that is lifted early or revoked."""

    nonce: str
    sanction_id: int
    kind: str
    on_day: date
    document_no: str
    reason: str


def enter(new: NewSanction, uploads: Sequence[Upload] = ()) -> Sanction:
    """Put a sanction and its papers down for a second person; the same nonce again changes nothing."""
    known = queries.sanction_by_nonce(new.nonce)
    if known is not None:
        return known
    _check(new)
    row = Sanction(**vars(new), entered_by=asker().account_id, entered_at=clock.now())
    db.session.add(row)
    db.session.flush()
    files = keep(uploads, already=0) if uploads else []
    db.session.add_all(SanctionFile(sanction_id=row.id, attachment_id=one.id) for one in files)
    rows = [("sanctions", row.id), *(("attachments", one.id) for one in files)]
    note("sanction.corrected" if new.corrects else "sanction.entered", rows)
    return row


def _check(new: NewSanction) -> None:
    if not departments.staff_for_change([new.staff_id]):
        raise Refused("名册里没有这个人")
    if new.staff_id == asker().staff_id:
        raise Refused("不能登记关于自己的处分")
    if new.kind not in KINDS:
        raise Refused("没有这个处分种类")
    _check_words(new.document_no, new.facts)
    check_days(new.decided_on, new.effective_on, clock.today())
    others = [one for one in queries.register(clock.today(), [new.staff_id]) if one.row.id != new.corrects]
    if any((one.row.document_no, one.row.kind) == (new.document_no, new.kind) for one in others):
        raise Refused("文件 %(number)s 的这项处分已经登记过了", number=new.document_no)
    check_follows((one.term.sanction for one in others if one.term), new.effective_on)
    if new.corrects is not None:
        _check_corrected(new)


def _check_corrected(new: NewSanction) -> None:
    before = _standing(new.corrects or 0)
    if before.row.staff_id != new.staff_id:
        raise Refused("更正的处分须是同一个人的")
    if not before.counts:
        raise Stale("这项处分不在生效状态，不能更正，请刷新后核对")


def _check_words(document_no: str, text: str) -> None:
    if not document_no.strip():
        raise Refused("请填写文件号")
    if len(text.strip()) < LEAST_TEXT:
        raise Refused("请写明事由（至少 %(least)s 个字）", least=LEAST_TEXT)


def answer(sanction_id: int, verdict: str, remark: str) -> SanctionAnswer:
    """Confirm a sanction, by somebody else than who entered it, or drop it with a reason."""
    row = queries.sanction_for_change(sanction_id)
    _check_answer(row, verdict, remark, row.staff_id if row else None)
    assert row is not None
    if verdict == CONFIRMED and row.corrects is not None and not _standing(row.corrects).counts:
        raise Stale("被更正的处分已经不在生效状态，请刷新后核对")
    said = SanctionAnswer(sanction=row, entered_by=row.entered_by, **_answered(verdict, remark))
    db.session.add(said)
    db.session.flush()
    note(f"sanction.{verdict}", [("sanctions", row.id)])
    return said


def end(new: NewEnding) -> SanctionEnding:
    """Put down that a sanction was lifted early or revoked; the same nonce again changes nothing."""
    known = queries.ending_by_nonce(new.nonce)
    if known is not None:
        return known
    queries.sanction_for_change(new.sanction_id)
    standing = _standing(new.sanction_id)
    _check_ending(new, standing)
    said = {"entered_by": asker().account_id, "entered_at": clock.now()}
    row = SanctionEnding(sanction=standing.row, **vars(new), **said)
    db.session.add(row)
    db.session.flush()
    note("sanction.end_entered", [("sanction_endings", row.id), ("sanctions", new.sanction_id)])
    return row


def _check_ending(new: NewEnding, standing: queries.Standing) -> None:
    if standing.row.staff_id == asker().staff_id:
        raise Refused("不能登记关于自己的处分")
    if standing.term is None or standing.open_endings:
        raise Stale("这项处分不在生效状态，或者已有一项解除在等待确认，请刷新后核对")
    _check_words(new.document_no, new.reason)
    if not standing.row.effective_on <= new.on_day <= clock.today():
        raise Refused("日期应在处分生效之后，且不晚于今天")
    if new.kind == "lifted" and (standing.term.ends is None or new.on_day >= standing.term.ends):
        raise Refused("提前解除的日期应早于期满日；期满的处分自行结束，不用登记")


def answer_ending(ending_id: int, verdict: str, remark: str) -> SanctionEndingAnswer:
    """Confirm an ending, by somebody else than who entered it, or drop it with a reason."""
    row = queries.ending_for_change(ending_id)
    _check_answer(row, verdict, remark, row.sanction.staff_id if row else None)
    assert row is not None
    said = SanctionEndingAnswer(ending=row, entered_by=row.entered_by, **_answered(verdict, remark))
    db.session.add(said)
    db.session.flush()
    verb = f"sanction.{row.kind}" if verdict == CONFIRMED else "sanction.dropped"
    note(verb, [("sanction_endings", row.id), ("sanctions", row.sanction_id)])
    return said


def _check_answer(row: Sanction | SanctionEnding | None, verdict: str, remark: str, about: int | None) -> None:
    if row is None:
        raise Refused("找不到这项登记")
    if row.answer is not None:
        raise Stale("这项登记刚才已经有人办理了，请刷新后查看")
    if about == asker().staff_id:
        raise Refused("不能办理关于自己的处分")
    if verdict == CONFIRMED and row.entered_by is not None and row.entered_by == asker().account_id:
        raise Refused("登记的人不能自己确认，请由另一人确认")
    if verdict == DROPPED and not remark.strip():
        raise Refused("作废必须写明理由")


def _answered(verdict: str, remark: str) -> dict[str, object]:
    return {
        "verdict": verdict,
        "remark": remark.strip(),
        "answered_by": asker().account_id,
        "answered_at": clock.now(),
    }


def _standing(sanction_id: int) -> queries.Standing:
    row = queries.sanction(sanction_id)
    found = queries.register(clock.today(), [row.staff_id]) if row else []
    for one in found:
        if one.row.id == sanction_id:
            return one
    raise Refused("找不到这项登记")
