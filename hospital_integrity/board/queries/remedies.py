"""What was done about entries after publication: appeals, replies, repairs, amended wordings; whose they may be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from hospital_integrity import clock
from hospital_integrity.access import Asker
from hospital_integrity.attachments.queries import Listed, listed
from hospital_integrity.board.models import (
    BoardAmendment,
    BoardAppeal,
    BoardEntry,
    BoardRemedyFile,
    BoardRepair,
    BoardReply,
    BoardVerdict,
)
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.hospital.queries import calendar
from hospital_integrity.intake import queries as intake
from hospital_integrity.paging import Page
from hospital_integrity.rules.board_text import Guarded, Person
from hospital_integrity.rules.remedies import last_day_to_appeal

FRESH = {"populate_existing": True}
OPEN, CLOSED = "open", "closed"
SIZE = 30


@dataclass(frozen=True)
class Remedies:
    """Everything that was done about one entry after its publication, the newest first."""

    appeals: list[BoardAppeal] = field(default_factory=list)
    repairs: list[BoardRepair] = field(default_factory=list)
    replies: list[BoardReply] = field(default_factory=list)
    amendments: list[BoardAmendment] = field(default_factory=list)

    @property
    def open_appeal(self) -> BoardAppeal | None:
        """The appeal that has no verdict yet."""
        return next((one for one in self.appeals if one.verdict is None), None)

    @property
    def open_repair(self) -> BoardRepair | None:
        """The repair that has no answer yet."""
        return next((one for one in self.repairs if one.answer is None), None)

    @property
    def reply(self) -> BoardReply | None:
        """The words that stand beside the entry now."""
        return self.replies[0] if self.replies and self.replies[0].text else None


def remedies_of(row: BoardEntry) -> Remedies:
    """What was done about an entry; four statements."""
    return Remedies(
        _newest_first(_appeals(), BoardAppeal, row.id),
        _newest_first(_repairs(), BoardRepair, row.id),
        _newest_first(select(BoardReply), BoardReply, row.id),
        _newest_first(select(BoardAmendment), BoardAmendment, row.id),
    )


def _newest_first(query: Select[Any], table: Any, id: int) -> list[Any]:
    rows = query.where(table.board_entry_id == id).order_by(table.id.desc())
    return list(db.session.scalars(rows, execution_options=FRESH))


def amended(ids: Collection[int]) -> dict[int, BoardAmendment]:
    """The wording that holds for those of these entries that were amended; one statement."""
    rows = select(BoardAmendment).where(BoardAmendment.board_entry_id.in_(ids)).order_by(BoardAmendment.id)
    return {row.board_entry_id: row for row in db.session.scalars(rows)}


def replies(ids: Collection[int]) -> dict[int, BoardReply]:
    """The replies that stand beside those of these entries that have one; one statement."""
    rows = select(BoardReply).where(BoardReply.board_entry_id.in_(ids)).order_by(BoardReply.id)
    newest = {row.board_entry_id: row for row in db.session.scalars(rows)}
    return {id: row for id, row in newest.items() if row.text}


def wording_now(row: BoardEntry) -> tuple[str, str]:
    """The public title and text of an entry, as amended."""
    found = amended([row.id]).get(row.id)
    return (found.title, found.text) if found else (row.title, row.text)


def last_day(row: BoardEntry) -> date | None:
    """The last day for an appeal: 15 working days after publication, or after the last amendment; None if unknown."""
    if row.shown_from is None:
        return None
    found = amended([row.id]).get(row.id)
    return last_day_to_appeal(calendar(), clock.day_of(found.made_at) if found else row.shown_from)


def is_concerned(row: BoardEntry, person: Asker) -> bool:
    """Whether the remedies of an entry are this person's: it is about him, or about a department that he heads."""
    if person.staff_id is None or row.shown_from is None:
        return False
    if row.staff_id is not None:
        return row.staff_id == person.staff_id
    return row.department_id in person.departments


def appeal(id: int) -> BoardAppeal | None:
    """An appeal with its verdict and its entry."""
    return db.session.scalar(_appeals().where(BoardAppeal.id == id), execution_options=FRESH)


def appeal_by_nonce(nonce: str) -> BoardAppeal | None:
    """The appeal that was handed in under this nonce."""
    return db.session.scalar(select(BoardAppeal).where(BoardAppeal.nonce == nonce))


def repair(id: int) -> BoardRepair | None:
    """A repair with its answer and its entry."""
    return db.session.scalar(_repairs().where(BoardRepair.id == id), execution_options=FRESH)


def repair_by_nonce(nonce: str) -> BoardRepair | None:
    """The repair that was handed in under this nonce."""
    return db.session.scalar(select(BoardRepair).where(BoardRepair.nonce == nonce))


def _appeals() -> Select[tuple[BoardAppeal]]:
    return select(BoardAppeal).options(joinedload(BoardAppeal.verdict), joinedload(BoardAppeal.entry))


def _repairs() -> Select[tuple[BoardRepair]]:
    return select(BoardRepair).options(joinedload(BoardRepair.answer), joinedload(BoardRepair.entry))


def appeals_page(state: str, number: int) -> Page[BoardAppeal]:
    """One page of the open appeals, those due first, or of the decided ones, the newest first; three statements."""
    decided = select(BoardVerdict.appeal_id)
    if state == OPEN:
        query = _appeals().where(BoardAppeal.id.not_in(decided)).order_by(BoardAppeal.id)
    else:
        query = _appeals().where(BoardAppeal.id.in_(decided)).order_by(BoardAppeal.id.desc())
    return _page(query, number)


def repairs_page(state: str, number: int) -> Page[BoardRepair]:
    """One page of the repairs that wait for an answer, or of the answered ones; three statements."""
    waits = ~BoardRepair.answer.has() if state == OPEN else BoardRepair.answer.has()
    return _page(_repairs().where(waits).order_by(BoardRepair.id.desc()), number)


def _page(query: Select[Any], number: int) -> Page[Any]:
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    at = min(max(number, 1), max(-(-total // SIZE), 1))
    return Page(list(db.session.scalars(query.limit(SIZE).offset((at - 1) * SIZE))), at, total, SIZE)


def waiting_remedies() -> dict[str, int]:
    """How many appeals and repairs wait for somebody to decide."""
    appeals = select(func.count()).select_from(BoardAppeal).where(~BoardAppeal.verdict.has())
    repairs = select(func.count()).select_from(BoardRepair).where(~BoardRepair.answer.has())
    return {"appeals": db.session.scalar(appeals) or 0, "repairs": db.session.scalar(repairs) or 0}


def has_open_appeal(id: int) -> bool:
    """Whether an appeal about this entry waits for its verdict."""
    query = select(BoardAppeal.id).where(BoardAppeal.board_entry_id == id, ~BoardAppeal.verdict.has())
    return db.session.scalar(query.limit(1)) is not None


def files_of(appeals: Collection[int] = (), repairs: Collection[int] = ()) -> list[Listed]:
    """The evidence of some appeals and repairs, oldest first; two statements."""
    mine = BoardRemedyFile.appeal_id.in_(appeals) | BoardRemedyFile.repair_id.in_(repairs)
    ids = list(db.session.scalars(select(BoardRemedyFile.attachment_id).where(mine)))
    return list(listed(ids).values())


def owner_of_file(attachment_id: int) -> BoardRemedyFile | None:
    """To which appeal or repair a file belongs."""
    return db.session.scalar(select(BoardRemedyFile).where(BoardRemedyFile.attachment_id == attachment_id))


def person_of(row: Any, *, named: bool = False) -> Person | None:
    """Whom an entry, a clarification … is about, for the check of a public text."""
    person = departments.staff_member(row.staff_id) if row.staff_id else None
    return Person(person.name, person.number, named) if person else None


def guarded_of(row: Any) -> Guarded:
    """Whose names may not stand in a text beside this entry: those of the department's others, and of who reported."""
    colleagues = departments.staff_in(row.department_id, clock.today())
    case_id = getattr(row, "case_id", None)
    return Guarded(
        colleagues=frozenset(one.name for one in colleagues if one.id != row.staff_id),
        sources=intake.source_names(case_id) if case_id else frozenset(),
    )
