"""How far the person was heard, whose hands an entry went through, and what waits for whom until when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from hospital_integrity import clock
from hospital_integrity.access import Asker
from hospital_integrity.accounts import queries as accounts
from hospital_integrity.board.models import BoardAnswer, BoardAnswerFile, BoardEntry, BoardHand, BoardNotice
from hospital_integrity.board.queries.rows import entries_by_id
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.rules import board_flow as flow
from hospital_integrity.rules.board_flow import Actor, Case, Hearing
from hospital_integrity.rules.saying import Saying


@dataclass(frozen=True, slots=True)
class Due:
    """One entry that waits for somebody's step; `due_on` is the last day, where there is one."""

    row: BoardEntry
    part: str
    due_on: date | None


def _whole() -> Select[tuple[BoardNotice]]:
    return select(BoardNotice).options(
        selectinload(BoardNotice.receipts),
        joinedload(BoardNotice.answer).joinedload(BoardAnswer.finding),
    )


def notice(id: int) -> BoardNotice | None:
    """One notice with its receipts, answer and finding."""
    return db.session.scalar(_whole().where(BoardNotice.id == id))


def notice_for_change(id: int) -> BoardNotice | None:
    """The same, freshly read; the row of its entry is what gets locked."""
    return db.session.scalar(_whole().where(BoardNotice.id == id), execution_options={"populate_existing": True})


def notices_of(id: int) -> list[BoardNotice]:
    """Every notice of an entry, the oldest first."""
    return list(db.session.scalars(_whole().where(BoardNotice.board_entry_id == id).order_by(BoardNotice.id)))


def answer_for_change(id: int) -> BoardAnswer | None:
    """An answer with its finding, freshly read."""
    query = select(BoardAnswer).where(BoardAnswer.id == id).options(joinedload(BoardAnswer.finding))
    return db.session.scalar(query, execution_options={"populate_existing": True})


def standing_notices(rows: Iterable[BoardEntry]) -> dict[int, BoardNotice]:
    """The notices that hold for entries as they read now, by entry."""
    ids = [row.id for row in rows if row.due_on is not None]
    query = _whole().where(BoardNotice.board_entry_id.in_(ids)).order_by(BoardNotice.id)
    found = db.session.scalars(query, execution_options={"populate_existing": True}) if ids else ()
    return {one.board_entry_id: one for one in found}


def standing_notice(row: BoardEntry) -> BoardNotice | None:
    """The notice that holds for an entry as it reads now; None before it is served, and after a return."""
    return standing_notices([row]).get(row.id)


def hearing_of(row: BoardEntry) -> Hearing:
    """How far the person was heard about an entry as it reads now."""
    return _heard(standing_notice(row))


def _heard(found: BoardNotice | None) -> Hearing:
    if found is None:
        return Hearing()
    answer = found.answer
    if answer is None:
        return Hearing(found.due_on)
    return Hearing(found.due_on, answer.verdict, answer.finding.verdict if answer.finding else "", answer.due_on)


def hands_of(ids: Collection[int]) -> dict[int, dict[int, str]]:
    """Who had which part in entries: by entry, account → part."""
    found: dict[int, dict[int, str]] = {id: {} for id in ids}
    for hand in db.session.scalars(select(BoardHand).where(BoardHand.board_entry_id.in_(ids))):
        found[hand.board_entry_id][hand.account_id] = hand.part
    return found


def cases_of(rows: Iterable[BoardEntry]) -> dict[int, Case]:
    """Entries as the rules see them, in a constant number of statements; the department of today counts too."""
    listed = list(rows)
    hands, notices = hands_of([row.id for row in listed]), standing_notices(listed)
    people = {row.staff_id for row in listed if row.staff_id is not None}
    now = departments.home_department(people, clock.today()) if people else {}
    return {
        row.id: Case(
            row.state,
            row.staff_id,
            frozenset({row.department_id, now.get(row.staff_id or 0, row.department_id)}),
            {row.drafted_by: flow.DRAFTER} | hands[row.id],
            _heard(notices.get(row.id)),
        )
        for row in listed
    }


def case_of(row: BoardEntry) -> Case:
    """An entry as the rules see it."""
    return cases_of([row])[row.id]


def actor(person: Asker) -> Actor:
    """Who asks, as the rules see them."""
    return Actor(person.account_id, person.staff_id, person.departments | person.home)


def hindrance_to(row: BoardEntry, part: str, person: Asker) -> Saying | None:
    """Why this person may not have this part in an entry, now or ever."""
    return flow.hindrance(part, case_of(row), actor(person))


def waits_for(person: Asker, parts: Iterable[str]) -> list[Due]:
    """The entries in which this person can take one of these steps now, the oldest first."""
    query = select(BoardEntry).where(BoardEntry.state.in_((flow.DRAFT, flow.CHECKED, flow.SERVED)))
    rows = list(db.session.scalars(query.order_by(BoardEntry.id)))
    cases, who, today = cases_of(rows), actor(person), clock.today()
    return [
        Due(row, part, flow.waiting_for(cases[row.id], today)[1])
        for row in rows
        for part in parts
        if flow.may_take(part, cases[row.id], who, today)
    ]


def open_for_me(staff_id: int | None, headed: Collection[int]) -> list[BoardNotice]:
    """Of those the ones that can still be answered: standing, in their days, without an answer."""
    found = for_me(staff_id, headed)
    rows = entries_by_id({one.board_entry_id for one in found}) if found else {}
    standing, today = {one.id for one in standing_notices(rows.values()).values()}, clock.today()
    waiting = (one for one in found if one.id in standing)
    return [one for one in waiting if flow.answerable(_heard(one), rows[one.board_entry_id].state, today) is None]


def answer_files(answer_ids: Collection[int]) -> dict[int, list[int]]:
    """The attachments of answers, by answer."""
    rows = select(BoardAnswerFile).where(BoardAnswerFile.answer_id.in_(answer_ids)).order_by(BoardAnswerFile.id)
    found: dict[int, list[int]] = {id: [] for id in answer_ids}
    for row in db.session.scalars(rows):
        found[row.answer_id].append(row.attachment_id)
    return found


def hand_rows(id: int) -> list[BoardHand]:
    """Whose hands an entry went through, in the order of the steps."""
    return list(db.session.scalars(select(BoardHand).where(BoardHand.board_entry_id == id).order_by(BoardHand.id)))


def for_me(staff_id: int | None, headed: Collection[int], limit: int = 50) -> list[BoardNotice]:
    """Notices served on this person, and on departments that they head, the newest first."""
    query = select(BoardNotice, BoardEntry).join(BoardEntry, BoardEntry.id == BoardNotice.board_entry_id)
    about = BoardEntry.staff_id.is_(None) & BoardEntry.department_id.in_(headed)
    query = query.where((BoardNotice.addressee_id == staff_id) | about)
    wanted = query.with_only_columns(BoardNotice.id).order_by(BoardNotice.id.desc()).limit(limit)
    return list(db.session.scalars(_whole().where(BoardNotice.id.in_(wanted)).order_by(BoardNotice.id.desc())))


def is_addressee(found: BoardNotice, person: Asker) -> bool:
    """Whether a notice is this person's to answer: served on himself, or on a department that he heads today."""
    row = db.session.get(BoardEntry, found.board_entry_id)
    if row is None or person.account_id is None:
        return False
    return found.addressee_id == person.staff_id or (row.staff_id is None and row.department_id in person.departments)


def addressee_of(row: BoardEntry) -> Any:
    """The member of staff whom a notice goes to: the person, or the head of the department; None where it has none."""
    if row.staff_id is not None:
        return departments.staff_member(row.staff_id)
    heads = accounts.heads_of(row.department_id)
    return departments.staff_member(heads[0]) if heads else None
