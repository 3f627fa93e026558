"""Replies: the person's own words beside an entry; the office shortens them for abuse only, and says why."""

from __future__ import annotations

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.board.models import BoardEntry, BoardReply
from hospital_integrity.board.operations.appealing import locked_public
from hospital_integrity.board.operations.steps import said_by, stepped
from hospital_integrity.board.queries import remedies
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.rules import remedies as rules
from hospital_integrity.rules.saying import Refused, Stale, say


def reply(board_entry_id: int, number: int, text: str) -> BoardReply:
    """Put one's words beside an entry, in place of those numbered `number` (0: there were none); '' takes them down."""
    row = locked_public(board_entry_id)
    if not remedies.is_concerned(row, asker()):
        raise Refused("只有当事人（科室记录为科室负责人）可以提出")
    if number >= rules.MOST_REPLIES:
        raise Refused("回应最多改 %(most)s 次，请联系行风办", most=rules.MOST_REPLIES)
    said = rules.check_reply(text, remedies.person_of(row), remedies.guarded_of(row)) if text.strip() else ""
    return _kept(row, number, said, "", "replied")


def tidy_reply(board_entry_id: int, number: int, text: str, reason: str) -> BoardReply:
    """Shorten a reply that offends or gives others away, with the reason; what was written first stays on record."""
    row = locked_public(board_entry_id)
    if remedies.is_concerned(row, asker()):
        raise Refused("这条记录与您本人有关，请由另一人决定")
    said = rules.check_reply(text, remedies.person_of(row), remedies.guarded_of(row)) if text.strip() else ""
    return _kept(row, number, said, said_by(reason), "tidied")


def _kept(row: BoardEntry, number: int, text: str, reason: str, verb: str) -> BoardReply:
    known = remedies.remedies_of(row).replies
    if number != (known[0].number if known else 0):
        raise Stale(say("回应刚才有改动，请刷新后再看"))
    if reason and not known:
        raise Refused("这条记录没有回应")
    said = BoardReply(
        board_entry_id=row.id,
        number=number + 1,
        text=text,
        reason=reason,
        made_by=asker().account_id,
        made_at=clock.now(),
    )
    db.session.add(said)
    db.session.flush()
    row.version += 1
    stepped(row, verb, reason, noted=False)
    note(f"board.{verb}", [("board_replies", said.id), ("board_entries", row.id)])
    return said
