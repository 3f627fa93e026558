"""What every step of an entry does: take the row as it was looked at, check what it says, and write the step down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.board import queries
from hospital_integrity.board.models import BoardEntry, BoardStep
from hospital_integrity.db import db
from hospital_integrity.intake import queries as intake
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules import board as rules
from hospital_integrity.rules.board_flow import LATE
from hospital_integrity.rules.board_text import check_texts
from hospital_integrity.rules.clauses import check_clause
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.saying import Refused, Saying, Stale, say

HAPPENED: dict[str, Saying] = {
    **LATE,
    "draft": say("起草人刚改过这条记录，请刷新后再看"),
    "checked": say("这条记录刚核查通过，请刷新后再看"),
    "served": say("告知或当事人的意见刚有变化，请刷新后再看"),
}
Rows = Sequence[tuple[str, int]]
SAID = (
    "colour kind title text basis full_name consent state entry_id item times"
    " clause_set clause_number case_id agreed contested"
).split()


def taken(id: int, version: int, *states: str) -> BoardEntry:
    """The locked row, in one of these states and as it was looked at; raises Stale with what happened meanwhile."""
    row = queries.board_entry_for_change(id)
    if row is None:
        raise Refused("找不到这条榜单记录")
    if row.state not in states:
        raise Stale(LATE[row.state])
    if row.version != version:
        raise Stale(HAPPENED[row.state])
    return row


def worded(row: BoardEntry, wording: rules.Wording) -> None:
    """Put a wording on an entry, if it may stand there."""
    colour = rules.colour_of(edition_of(row.happened_on.year).items[row.item])
    rules.check_wording(colour, row.staff_id is not None, wording)
    named = check_clause(colour, wording.clause, row.happened_on)
    rules.check_mask(queries.alone(row), wording)
    row.colour, row.kind, row.basis = colour, wording.kind, wording.basis
    row.title, row.text = wording.title, wording.text
    row.full_name, row.consent = wording.full_name, wording.consent if wording.full_name else ""
    row.clause_set, row.clause_number = (named.code.key, named.number) if named else (None, None)
    row.case_id = _case_behind(row, wording)
    check_public(row, reviewed=wording.reviewed)


def _case_behind(row: BoardEntry, wording: rules.Wording) -> int | None:
    """The verified case that an entry names; a complaint that the ledger doesn't hold yet must name one."""
    if wording.case_id is not None and not intake.is_verified(wording.case_id):
        raise Refused("第 %(id)s 号来件还没有查实，不能据以上榜", id=wording.case_id)
    if wording.kind == "complaint" and row.entry_id is None and wording.case_id is None:
        raise Refused("投诉类黑榜须填写已查实的来件编号，或从台账记录上榜")
    return wording.case_id


def check_public(row: BoardEntry, *, reviewed: bool = True) -> None:
    """Refuse an entry whose public texts say what they must not, or what nobody has looked at again."""
    texts = {"title": row.title, "text": row.text}
    check_texts(texts, queries.about(row), queries.guarded(row), reviewed=reviewed)


def check_unrecorded(fact: Fact) -> None:
    """Refuse a new fact that the ledger has already: it would count twice."""
    same = ledger.standing_alike(fact.item, fact.happened_on, fact.department_id, fact.staff_id)
    if same is not None:
        raise Refused("台账第 %(id)s 号已有同一天、同一对象、同一条目的记录，请从那条记录上榜", id=same.id)


def stepped(row: BoardEntry, verb: str, words: str = "", *, noted: bool = True, about: Rows = ()) -> BoardEntry:
    """Write down a step of an entry that has an id, with its journal event (unless it is part of another decision)."""
    said = {name: getattr(row, name) for name in SAID} | {"happened_on": row.happened_on.isoformat()}
    days = ("served_on", "due_on", "shown_from", "shown_to")
    said |= {name: _day(getattr(row, name)) for name in days} | {"version": row.version}
    step = BoardStep(
        board_entry_id=row.id,
        verb=verb,
        actor_id=asker().account_id,
        at=clock.now(),
        words=words,
        content=said,
    )
    db.session.add(step)
    db.session.flush()
    fact = [("entries", row.entry_id)] if row.entry_id else []
    if noted:
        note(f"board.{verb}", [("board_entries", row.id), *about, *fact], version=row.version)
    return row


def check_standing(row: BoardEntry) -> None:
    """Refuse an entry whose fact was reversed meanwhile."""
    if row.entry_id is not None and ledger.reversal_of(row.entry_id) is not None:
        raise Refused("台账第 %(id)s 号记录已经冲销，不能上榜", id=row.entry_id)


def given_back(row: BoardEntry, words: str, verb: str = "returned", about: Rows = ()) -> BoardEntry:
    """Put an entry back into its author's hands: check and hearing begin anew; steps and notices keep what was."""
    row.state, row.version = "returned", row.version + 1
    row.checked_by = row.served_on = row.due_on = None
    row.agreed = row.contested = False
    return stepped(row, verb, words[:500], about=about)


def said_by(reason: str) -> str:
    """Words that a step needs; refused when there are none."""
    if not reason.strip():
        raise Refused("请写明理由")
    return reason.strip()


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
