"""What an author does: draft about a fact of the ledger or a new one, edit, put away."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from hospital_integrity import clock
from hospital_integrity.access import Reach, asker
from hospital_integrity.board import queries
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.board.operations.hands import keep_collector
from hospital_integrity.board.operations.steps import check_unrecorded, stepped, taken, worded
from hospital_integrity.db import db
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.board import Wording
from hospital_integrity.rules.recording import Fact, check_fact
from hospital_integrity.rules.saying import Refused, Stale, say


def draft_of_entry(nonce: str, entry_id: int, wording: Wording, reach: Reach) -> BoardEntry:
    """Draft about a fact that the ledger has. The same nonce again returns the draft that was made of it."""
    known = queries.board_entry_by_nonce(nonce)
    return known or _drafted(_pointing_at(entry_id, nonce, reach), wording)


def draft_fact(fact: Fact, wording: Wording, reach: Reach) -> BoardEntry:
    """Draft about a fact that publishing will record. The same nonce again returns the draft that was made of it."""
    known = queries.board_entry_by_nonce(fact.nonce)
    return known or _drafted(_with(BoardEntry(nonce=fact.nonce), fact, reach), wording)


def edit(id: int, version: int, wording: Wording, fact: Fact | None, reach: Reach) -> BoardEntry:
    """Change one's own draft, which is then up for approval (again); `fact` only where it isn't recorded yet."""
    row = _own(taken(id, version, "draft", "returned"))
    if fact is not None and row.entry_id is None:
        _with(row, fact, reach)
    worded(row, wording)
    row.state, row.version = "draft", row.version + 1
    return stepped(row, "edited")


def drop(id: int, version: int) -> BoardEntry:
    """Put one's own draft away for good; it stays readable for those who decide."""
    row = _own(taken(id, version, "draft", "returned"))
    row.state, row.version = "withdrawn", row.version + 1
    return stepped(row, "withdrawn")


def _own(row: BoardEntry) -> BoardEntry:
    if row.drafted_by != asker().account_id:
        raise Refused("这条草稿不是您起草的，只有起草人可以改")
    return row


def _drafted(row: BoardEntry, wording: Wording) -> BoardEntry:
    worded(row, wording)
    if row.staff_id is not None and row.staff_id == asker().staff_id:
        raise Refused("这条记录与您本人有关，请由另一人起草")
    row.state, row.version, row.drafted_by, row.drafted_at = "draft", 1, asker().account_id, clock.now()
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise Stale(say("刚才有人为同一条记录起草了榜单，请到草稿列表查看")) from None
    keep_collector(row)
    return stepped(row, "drafted")


def _pointing_at(entry_id: int, nonce: str, reach: Reach) -> BoardEntry:
    entry = ledger.entry(entry_id)
    if entry is None or not reach.covers(department_id=entry.department_id):
        raise Refused("台账里没有第 %(id)s 号记录", id=entry_id)
    if entry.reverses is not None or ledger.reversal_of(entry_id) is not None:
        raise Refused("台账第 %(id)s 号记录已经冲销，不能上榜", id=entry_id)
    if queries.standing_for(entry_id) is not None:
        raise Refused("台账第 %(id)s 号记录已经有一条榜单记录，一件事只上榜一次", id=entry_id)
    return BoardEntry(
        nonce=nonce,
        entry_id=entry.id,
        staff_id=entry.staff_id,
        department_id=entry.department_id,
        item=entry.item,
        happened_on=entry.happened_on,
        times=entry.times,
        points=entry.points,
        attested=entry.attested,
    )


def _with(row: BoardEntry, fact: Fact, reach: Reach) -> BoardEntry:
    if not reach.covers(department_id=fact.department_id):
        raise Refused("不在您可以起草的科室范围内")
    check_fact(edition_of(fact.happened_on.year), fact, clock.today())
    check_unrecorded(fact)
    row.staff_id, row.department_id = fact.staff_id, fact.department_id
    row.item, row.happened_on = fact.item, fact.happened_on
    row.times, row.points, row.attested = fact.times, fact.points, fact.attested
    return row
