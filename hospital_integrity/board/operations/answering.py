"""The person answers a notice; the office finds on what he corrects or objects to; a name is masked when he says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.attachments.operations import keep
from hospital_integrity.board import queries
from hospital_integrity.board.models import BoardAnswer, BoardAnswerFile, BoardEntry, BoardFinding, BoardNotice
from hospital_integrity.board.operations.hands import take_part
from hospital_integrity.board.operations.steps import given_back, said_by, stepped, taken
from hospital_integrity.db import db
from hospital_integrity.hospital.queries import calendar
from hospital_integrity.rules import board_clock
from hospital_integrity.rules import board_flow as flow
from hospital_integrity.rules.saying import Refused, Stale, say

LEAST_TEXT = 5


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody answers: agree, correct or object, in which words, with which evidence; whether he may be named."""

    verdict: str
    text: str = ""
    evidence: str = ""
    naming: bool = False
    files: Sequence[Any] = ()


def answer(notice_id: int, said: Said) -> BoardAnswer:
    """Answer one's own notice, once, until the end of its last day."""
    notice, row = _answerable(notice_id)
    if not queries.is_addressee(notice, asker()):
        raise Refused("只有当事人可以答复这份告知")
    return _kept(notice, row, said, on_paper=False)


def enter_answer(notice_id: int, said: Said) -> BoardAnswer:
    """Enter what the person answered on paper; who serves notices does it."""
    notice, row = _answerable(notice_id)
    why = queries.hindrance_to(row, flow.SERVER, asker())
    if why is not None:
        raise Refused(why)
    return _kept(notice, row, said, on_paper=True)


def _answerable(notice_id: int) -> tuple[BoardNotice, BoardEntry]:
    known = queries.notice(notice_id)
    row = queries.board_entry_for_change(known.board_entry_id) if known else None
    notice = queries.standing_notice(row) if row is not None else None
    if row is None or notice is None or notice.id != notice_id:
        raise Stale(say("这份告知已经办结，不能再提出意见"))
    why = flow.answerable(queries.hearing_of(row), row.state, clock.today())
    if why is not None:
        raise Stale(why)
    return notice, row


def _kept(notice: BoardNotice, row: BoardEntry, said: Said, *, on_paper: bool) -> BoardAnswer:
    contested, text = said.verdict != flow.AGREE, said.text.strip()
    if contested and len(text) < LEAST_TEXT:
        raise Refused("请写明需要更正或不属实的地方（至少 %(least)s 个字）", least=LEAST_TEXT)
    kept = BoardAnswer(
        notice_id=notice.id,
        verdict=said.verdict,
        text=text,
        evidence=said.evidence.strip(),
        naming=said.naming and row.colour == "red" and row.staff_id is not None,
        on_paper=on_paper,
        entered_by=asker().account_id,
        entered_at=clock.now(),
        due_on=board_clock.due(calendar(), board_clock.FINDING, clock.today()) if contested else None,
    )
    db.session.add(kept)
    db.session.flush()
    row.version, row.agreed, row.contested = row.version + 1, not contested, contested
    if kept.naming:
        row.full_name, row.consent = True, str(say("告知回执第 %(id)s 号", id=notice.id))
    files = keep(said.files) if said.files else []
    db.session.add_all(BoardAnswerFile(answer_id=kept.id, attachment_id=file.id) for file in files)
    about = [("board_answers", kept.id), ("board_notices", notice.id), *(("attachments", file.id) for file in files)]
    stepped(row, "answered", about=about)
    return kept


def find(answer_id: int, version: int, verdict: str, reasons: str) -> BoardFinding:
    """Find on a correction or an objection in writing: accepted, it goes back to the author; else it stays as it is."""
    answer = queries.answer_for_change(answer_id)
    notice = queries.notice(answer.notice_id) if answer else None
    if answer is None or notice is None:
        raise Refused("找不到这份意见")
    row = taken(notice.board_entry_id, version, flow.SERVED)
    take_part(row, flow.ANSWERER)
    finding = BoardFinding(
        answer_id=answer.id,
        entered_by=answer.entered_by,
        verdict=verdict,
        reasons=said_by(reasons),
        made_by=asker().account_id,
        made_at=clock.now(),
    )
    db.session.add(finding)
    db.session.flush()
    row.contested = False
    about = [("board_findings", finding.id), ("board_answers", answer.id)]
    if verdict == flow.ACCEPTED:
        given_back(row, answer.text + "\n" + finding.reasons, "accepted", about)
    else:
        row.version += 1
        stepped(row, "kept", finding.reasons, about=about)
    return finding


def mask(id: int) -> BoardEntry:
    """Take back the consent to one's full name: it is masked from this moment, wherever the entry is shown."""
    row = queries.board_entry_for_change(id)
    if row is None or row.staff_id is None or row.staff_id != asker().staff_id:
        raise Refused("找不到这条榜单记录")
    if not row.full_name:
        raise Stale(say("这条记录没有显示全名"))
    row.full_name, row.version = False, row.version + 1
    return stepped(row, "masked")
