"""Cases as rows, always with the need to know: a case about oneself or one's own department isn't there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.intake.models import IntakeCase, IntakeFile, IntakeStep
from hospital_integrity.paging import SIZE, Page
from hospital_integrity.rules.intake import may_know

MOST_EXPORTED = 20_000


@dataclass(frozen=True)
class Wanted:
    """What to list: an empty field doesn't narrow; `ids` are those that another question has found."""

    kind: str = ""
    state: str = ""
    text: str = ""
    ids: Collection[int] | None = None


def case(id: int) -> IntakeCase | None:
    """One case with its person and department, if the asker may know of it."""
    row = db.session.scalar(_with_names(select(IntakeCase).where(IntakeCase.id == id)))
    return row if row is not None and knows(row) else None


def case_for_change(id: int) -> IntakeCase | None:
    """The same, freshly read and locked until the transaction ends."""
    query = select(IntakeCase).where(IntakeCase.id == id).with_for_update()
    row = db.session.scalar(query, execution_options={"populate_existing": True})
    return row if row is not None and knows(row) else None


def knows(row: IntakeCase) -> bool:
    """Whether the asker may know of a case: neither about himself nor about a department of his."""
    person = asker()
    return may_know(person.staff_id, _places(), row.staff_id, departments_touched(row))


def departments_touched(row: IntakeCase) -> set[int]:
    """The departments that a case is about: of the day it happened, and where the person belongs today."""
    today = departments.home_department([row.staff_id], clock.today()) if row.staff_id else {}
    return {one for one in (row.department_id, *today.values()) if one is not None}


def case_by_nonce(nonce: str) -> IntakeCase | None:
    """The case that was registered with this form."""
    return db.session.scalar(select(IntakeCase).where(IntakeCase.nonce == nonce))


def case_by_receipt(receipt: str) -> IntakeCase | None:
    """The red packet with this receipt."""
    return db.session.scalar(select(IntakeCase).where(IntakeCase.receipt == receipt))


def step_by_nonce(nonce: str) -> IntakeStep | None:
    """The step that was taken with this form."""
    return db.session.scalar(select(IntakeStep).where(IntakeStep.nonce == nonce))


def steps_of(id: int) -> list[IntakeStep]:
    """Every step of a case with who took it, oldest first."""
    query = select(IntakeStep).options(joinedload(IntakeStep.actor)).where(IntakeStep.case_id == id)
    return list(db.session.scalars(query.order_by(IntakeStep.id)))


def group_of(row: IntakeCase) -> list[IntakeCase]:
    """The first report of a fact and its repeats, the case itself included, oldest first."""
    first = row.first_id or row.id
    query = select(IntakeCase).where(or_(IntakeCase.id == first, IntakeCase.first_id == first))
    return list(db.session.scalars(query.order_by(IntakeCase.id)))


def alike(row: IntakeCase) -> list[IntakeCase]:
    """Other first reports about the same person, or else the same department, newest first: perhaps the same fact."""
    if row.staff_id is None and row.department_id is None:
        return []
    same = IntakeCase.staff_id == row.staff_id, IntakeCase.department_id == row.department_id
    others = same[0] if row.staff_id else same[1] & IntakeCase.staff_id.is_(None)
    query = select(IntakeCase).where(others, IntakeCase.first_id.is_(None), IntakeCase.id != row.id)
    return list(db.session.scalars(query.order_by(IntakeCase.id.desc()).limit(5)))


def files_of(id: int) -> dict[int, bool]:
    """The attachments of a case, oldest first, and whether each is an original."""
    query = select(IntakeFile.attachment_id, IntakeFile.original).where(IntakeFile.case_id == id)
    return {attachment: original for attachment, original in db.session.execute(query.order_by(IntakeFile.id))}


def file_of(id: int, attachment_id: int) -> IntakeFile | None:
    """The link between a case and an attachment."""
    query = select(IntakeFile).where(IntakeFile.case_id == id, IntakeFile.attachment_id == attachment_id)
    return db.session.scalar(query)


def page_of(wanted: Wanted, page: int) -> Page[IntakeCase]:
    """One page of the register, newest first, counted from 1."""
    conditions = _conditions(wanted)
    total = db.session.scalar(select(func.count()).select_from(IntakeCase).where(*conditions)) or 0
    number = min(max(page, 1), max(-(-total // SIZE), 1))
    rows = _listed(conditions).limit(SIZE).offset((number - 1) * SIZE)
    return Page(list(db.session.scalars(rows)), number, total)


def all_of(wanted: Wanted) -> list[IntakeCase]:
    """The newest cases for a spreadsheet, at most `MOST_EXPORTED`."""
    return list(db.session.scalars(_listed(_conditions(wanted)).limit(MOST_EXPORTED)))


def counted() -> dict[str, int]:
    """How many cases are in each state, of those that the asker may know."""
    query = select(IntakeCase.state, func.count()).where(*known_to_asker()).group_by(IntakeCase.state)
    return {state: number for state, number in db.session.execute(query)}


def known_to_asker() -> list[ColumnElement[bool]]:
    """`knows` as conditions, for lists."""
    person, places = asker(), _places()
    hidden = {one.id for place in places for one in departments.staff_in(place, clock.today())}
    hidden |= {person.staff_id} if person.staff_id else set()
    found: list[ColumnElement[bool]] = []
    if hidden:
        found.append(or_(IntakeCase.staff_id.is_(None), IntakeCase.staff_id.not_in(hidden)))
    if places:
        found.append(or_(IntakeCase.department_id.is_(None), IntakeCase.department_id.not_in(places)))
    return found


def _places() -> frozenset[int]:
    person = asker()
    return person.home | person.departments | person.watched


def _with_names(query: Select[tuple[IntakeCase]]) -> Select[tuple[IntakeCase]]:
    return query.options(joinedload(IntakeCase.staff), joinedload(IntakeCase.department))


def _listed(conditions: list[ColumnElement[bool]]) -> Select[tuple[IntakeCase]]:
    newest = IntakeCase.received_on.desc(), IntakeCase.id.desc()
    return _with_names(select(IntakeCase).where(*conditions).order_by(*newest))


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = known_to_asker()
    if wanted.kind:
        found.append(IntakeCase.kind == wanted.kind)
    if wanted.state:
        found.append(IntakeCase.state == wanted.state)
    if wanted.ids is not None:
        found.append(IntakeCase.id.in_(wanted.ids))
    if wanted.text:
        found.append(_matching(wanted.text))
    return found


def _matching(text: str) -> ColumnElement[bool]:
    """The title, the receipt, the number of the case or the staff number of the person."""
    person = departments.staff_by_numbers([text]).get(text)
    places = IntakeCase.title.contains(text, autoescape=True), IntakeCase.receipt == text
    number = [IntakeCase.id == int(text)] if text.isascii() and text.isdigit() and len(text) < 10 else []
    return or_(*places, *number, *([IntakeCase.staff_id == person.id] if person else []))
