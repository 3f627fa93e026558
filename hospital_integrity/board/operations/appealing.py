"""Appeals: made by whom the entry is about, taken back, and kept with their verdict and the amended wording.

The verdict is part of a decision that also moves points, awards and papers: corrections/ takes it and writes the event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.attachments.operations import keep
from hospital_integrity.board import queries
from hospital_integrity.board.models import BoardAmendment, BoardAppeal, BoardEntry, BoardRemedyFile, BoardVerdict
from hospital_integrity.board.operations.hands import keep_hand
from hospital_integrity.board.operations.steps import stepped
from hospital_integrity.board.queries import remedies
from hospital_integrity.db import db
from hospital_integrity.hospital.queries import calendar
from hospital_integrity.journal.operations import note
from hospital_integrity.rules import board_flow as flow
from hospital_integrity.rules import remedies as rules
from hospital_integrity.rules.board_text import check_texts
from hospital_integrity.rules.saying import Refused, Stale, say


@dataclass(frozen=True)
class NewAppeal:
    """What is handed in: the words, files, and the number of the paper where the office enters it for the person."""

    nonce: str
    text: str
    files: Sequence[object] = ()
    paper: str = ""


def locked_public(id: int) -> BoardEntry:
    """The locked row of an entry that was published once; Refused for any other."""
    row = queries.board_entry_for_change(id)
    if row is None or row.shown_from is None:
        raise Refused("找不到这条榜单记录")
    return row


def appeal(board_entry_id: int, new: NewAppeal) -> BoardAppeal:
    """Appeal against a published entry, in time; the same nonce again returns the appeal that was made."""
    row = locked_public(board_entry_id)
    known = remedies.appeal_by_nonce(new.nonce)
    if known is not None:
        return known
    person = _appellant(row, new.paper)
    found = remedies.remedies_of(row)
    _check(row, found, person)
    made = BoardAppeal(
        nonce=new.nonce,
        board_entry_id=row.id,
        staff_id=person,
        number=1 + sum(one.staff_id == person for one in found.appeals),
        text=rules.check_long_enough(new.text),
        paper=new.paper.strip(),
        due_on=rules.due_day(calendar(), clock.today()),
        made_by=asker().account_id,
        made_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    files = keep_files(new.files, appeal_id=made.id)
    row.version += 1
    stepped(row, "appealed", noted=False)
    note("board.appealed", [("board_appeals", made.id), ("board_entries", row.id), *files])
    return made


def keep_files(files: Sequence[object], **owner: int) -> list[tuple[str, int]]:
    """Keep what was handed in beside an appeal or a repair; the rows for the event."""
    rows = keep(files, already=0) if files else []
    db.session.add_all(BoardRemedyFile(attachment_id=row.id, **owner) for row in rows)
    db.session.flush()
    return [("attachments", row.id) for row in rows]


def _appellant(row: BoardEntry, paper: str) -> int:
    person = asker()
    if paper.strip():
        if row.staff_id is None:
            raise Refused("科室的申诉由科室负责人本人提出")
        return row.staff_id
    if not remedies.is_concerned(row, person) or person.staff_id is None:
        raise Refused("只有当事人（科室记录为科室负责人）可以提出")
    return person.staff_id


def _check(row: BoardEntry, found: remedies.Remedies, person: int) -> None:
    if any(one.staff_id == person and one.verdict is None for one in found.appeals):
        raise Stale(say("您对这条记录的申诉还没有决定，一次只能有一件"))
    if sum(one.staff_id == person for one in found.appeals) >= rules.MOST_APPEALS:
        raise Refused("对同一条记录最多申诉 %(most)s 次，包括撤回的", most=rules.MOST_APPEALS)
    rules.check_in_time(remedies.last_day(row), clock.today())
    if row.state == flow.WITHDRAWN and (row.entry_id is None or queries.is_reversed(row)):
        raise Refused("这条记录已经撤下并冲销，不用再申诉")
    since = found.amendments[0].made_at if found.amendments else None
    decided = [one for one in found.appeals if one.verdict and one.verdict.verdict != rules.TAKEN_BACK]
    if any(since is None or one.verdict.decided_at > since for one in decided if one.verdict):
        raise Refused("这条记录的申诉已经有了决定，同一决定只复核一次")


def take_back(appeal_id: int) -> BoardVerdict:
    """Take one's own appeal back; it stays on record and another one may follow in time."""
    found = open_appeal(appeal_id)
    if found.made_by != asker().account_id:
        raise Refused("只有提出人可以撤回")
    verdict = keep_verdict(found, rules.TAKEN_BACK, "本人撤回")
    locked = locked_public(found.board_entry_id)
    locked.version += 1
    stepped(locked, "appeal_back", noted=False)
    note("board.appeal_taken_back", [("board_verdicts", verdict.id), ("board_appeals", found.id)])
    return verdict


def open_appeal(appeal_id: int) -> BoardAppeal:
    """An appeal without verdict, its entry locked; Stale when somebody was faster."""
    known = remedies.appeal(appeal_id)
    if known is None:
        raise Refused("找不到这件申诉")
    locked_public(known.board_entry_id)
    found = remedies.appeal(appeal_id)
    if found is None or found.verdict is not None:
        raise Stale(say("这件申诉刚才已经有了决定，请刷新后查看"))
    return found


def take_review(row: BoardEntry) -> None:
    """Have the asker review a locked entry: only somebody who had no part in it, whom it isn't about."""
    why = queries.hindrance_to(row, flow.REVIEWER, asker())
    if why is not None:
        raise Refused(why)
    keep_hand(row, flow.REVIEWER, asker().account_id)


def keep_verdict(found: BoardAppeal, verdict: str, reasons: str) -> BoardVerdict:
    """Write down how an appeal ended; no event."""
    row = BoardVerdict(
        appeal_id=found.id,
        made_by=found.made_by,
        verdict=verdict,
        reasons=reasons,
        decided_by=asker().account_id,
        decided_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def amend(row: BoardEntry, verdict: BoardVerdict, title: str, text: str) -> BoardAmendment:
    """Give a locked entry another public wording; the old one stays in its row. No event."""
    check_texts({"title": title, "text": text}, queries.about(row), queries.guarded(row))
    number = 1 + len(remedies.remedies_of(row).amendments)
    amended = BoardAmendment(
        board_entry_id=row.id, number=number, verdict_id=verdict.id, title=title, text=text, made_at=clock.now()
    )
    db.session.add(amended)
    db.session.flush()
    return amended
