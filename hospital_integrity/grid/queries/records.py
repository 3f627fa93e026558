"""Records of grid members' work as rows: one, several to decide on, a work list, what a closing waits for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from hospital_integrity.db import db
from hospital_integrity.grid.models import GridFile, GridRecord, GridStep
from hospital_integrity.paging import SIZE, Page
from hospital_integrity.rules.gridwork import KINDS, OPEN, WAITING
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.spreadsheet import MOST_TAKEN

FRESH = {"populate_existing": True}
UNFINISHED = {
    "report": say("还有 %(count)s 份廉情月报没有验收"),
    "risk": say("还有 %(count)s 件风险线索没有销号"),
    "session": say("还有 %(count)s 场廉政教育没有验收"),
}
TOLD = (joinedload(GridRecord.staff), joinedload(GridRecord.department))


def record(id: int) -> GridRecord | None:
    """One record with its member and department, in whatever state."""
    return db.session.scalar(select(GridRecord).where(GridRecord.id == id).options(*TOLD), execution_options=FRESH)


def records_for_change(ids: Collection[int]) -> dict[int, GridRecord]:
    """Records by id, freshly read and locked until the transaction ends."""
    query = select(GridRecord).where(GridRecord.id.in_(ids)).order_by(GridRecord.id).with_for_update()
    return {row.id: row for row in db.session.scalars(query, execution_options=FRESH)}


def records_by_nonce(nonces: Collection[str]) -> dict[str, GridRecord]:
    """The records that were first saved under these nonces."""
    return {row.nonce: row for row in db.session.scalars(select(GridRecord).where(GridRecord.nonce.in_(nonces)))}


def reports_for_change(first: date, staff_ids: Collection[int]) -> dict[int, GridRecord]:
    """The reports of a month by member, freshly read and locked."""
    query = select(GridRecord).where(GridRecord.kind == "report", GridRecord.day == first)
    query = query.where(GridRecord.staff_id.in_(staff_ids)).order_by(GridRecord.id).with_for_update()
    return {row.staff_id: row for row in db.session.scalars(query, execution_options=FRESH)}


def own(staff_id: int, first: date, last: date) -> list[GridRecord]:
    """One member's records of some days, and risks of any day that are still open; the newest first."""
    query = select(GridRecord).where(GridRecord.staff_id == staff_id).options(*TOLD)
    within = GridRecord.day.between(first, last) | ((GridRecord.kind == "risk") & GridRecord.state.in_(OPEN + WAITING))
    return list(db.session.scalars(query.where(within).order_by(GridRecord.day.desc(), GridRecord.id.desc())))


def own_report(staff_id: int, first: date) -> GridRecord | None:
    """One member's report of a month."""
    query = select(GridRecord).where(GridRecord.kind == "report", GridRecord.day == first)
    return db.session.scalar(query.where(GridRecord.staff_id == staff_id), execution_options=FRESH)


def alike(kind: str, staff_ids: Collection[int], days: Collection[date]) -> dict[tuple[int, date, str], int]:
    """The numbers of records of a kind by member, day and title: those that would be the same thing once more."""
    query = select(GridRecord.staff_id, GridRecord.day, GridRecord.title, GridRecord.id)
    query = query.where(GridRecord.kind == kind, GridRecord.staff_id.in_(staff_ids), GridRecord.day.in_(days))
    return {(staff, day, title): id for staff, day, title, id in db.session.execute(query)}


def work_list(kind: str = "", states: Collection[str] = (), staff_id: int | None = None) -> Select[GridRecord]:
    """The statement of a work list: of a kind, in these states, of one member; others' drafts are nobody's business."""
    query = select(GridRecord).options(*TOLD).order_by(GridRecord.day.desc(), GridRecord.id.desc())
    query = query.where(GridRecord.kind == kind) if kind else query
    query = query.where(GridRecord.state.in_(states)) if states else query
    return query.where(GridRecord.state != "draft" if staff_id is None else GridRecord.staff_id == staff_id)


def page_of(query: Select[GridRecord], page: int) -> Page[GridRecord]:
    """One page of a work list."""
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    number = min(max(page, 1), max(-(-total // SIZE), 1))
    return Page(list(db.session.scalars(query.limit(SIZE).offset((number - 1) * SIZE))), number, total)


def rows_of(query: Select[GridRecord]) -> list[GridRecord]:
    """A work list whole, as far as a spreadsheet takes it."""
    return list(db.session.scalars(query.limit(MOST_TAKEN)))


def record_files(record_id: int) -> list[int]:
    """The attachments of a record, oldest first."""
    rows = select(GridFile.attachment_id).where(GridFile.record_id == record_id).order_by(GridFile.id)
    return list(db.session.scalars(rows))


def steps_of(*, record_id: int | None = None, meeting_id: int | None = None) -> list[GridStep]:
    """Every step of a record or of a meeting with who took it, oldest first."""
    of_one = GridStep.record_id == record_id if record_id is not None else GridStep.meeting_id == meeting_id
    return list(
        db.session.scalars(select(GridStep).where(of_one).options(joinedload(GridStep.actor)).order_by(GridStep.id))
    )


def reason_of(row: GridRecord | None) -> str:
    """Why a record was sent back or ended, while it is; empty otherwise."""
    if row is None or row.state not in ("returned", "rejected"):
        return ""
    query = select(GridStep.words).where(GridStep.record_id == row.id, GridStep.verb == row.state)
    return db.session.scalar(query.order_by(GridStep.id.desc()).limit(1)) or ""


def waiting() -> dict[str, int]:
    """How many records of each kind wait for the office."""
    query = select(GridRecord.kind, func.count()).where(GridRecord.state.in_(WAITING)).group_by(GridRecord.kind)
    return {kind: number for kind, number in db.session.execute(query)}


def unfinished(year: int) -> list[Saying]:
    """What grid members have handed in for this year and nobody has accepted; a closing waits for it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    query = select(GridRecord.kind, func.count()).where(GridRecord.state.in_(WAITING)).group_by(GridRecord.kind)
    waits = db.session.execute(query.where(GridRecord.happened_on.between(first, last)))
    rows = {kind: number for kind, number in waits}
    return [say(UNFINISHED[kind].text, count=rows[kind]) for kind in KINDS if kind in rows]
