"""Reading jobs: what is to be done next, one job, lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from hospital_integrity.clock import now
from hospital_integrity.db import db
from hospital_integrity.jobs.models import Job, JobFile
from hospital_integrity.paging import SIZE, Page

MOST_EXPORTED = 20_000


@dataclass(frozen=True)
class Wanted:
    """Which jobs to list: everybody's or one account's, in every state or in one."""

    account_id: int | None = None
    state: str = ""


def anything_to_do() -> bool:
    """Whether there is a job that nobody works on; asked without locking anything."""
    return db.session.scalar(select(Job.id).where(_free()).limit(1)) is not None


def nobody_works(since: datetime) -> bool:
    """Whether there has been no sign of life from any worker since a moment, as far as jobs show."""
    alive = or_(Job.state == "running", Job.finished_at > since)
    return db.session.scalar(select(Job.id).where(alive).limit(1)) is None


def next_for_change() -> Job | None:
    """The oldest job that nobody works on, locked; a job that another worker is just taking is passed over."""
    return db.session.scalar(select(Job).where(_free()).order_by(Job.id).limit(1).with_for_update(skip_locked=True))


def for_change(job_id: int) -> Job | None:
    """One job, freshly read and locked until the transaction ends."""
    rows = select(Job).where(Job.id == job_id).with_for_update()
    return db.session.scalar(rows.execution_options(populate_existing=True))


def job(job_id: int) -> Job | None:
    """One job with its files and who asked."""
    rows = select(Job).options(joinedload(Job.asker), selectinload(Job.files)).where(Job.id == job_id)
    return db.session.scalar(rows.execution_options(populate_existing=True))


def job_by_nonce(nonce: str) -> Job | None:
    """The job that was asked for with this form."""
    return db.session.scalar(select(Job).where(Job.nonce == nonce))


def file_with_body(file_id: int) -> JobFile | None:
    """A file that a job has made, while it is kept."""
    rows = select(JobFile).options(undefer(JobFile.body)).where(JobFile.id == file_id, JobFile.made, JobFile.size > 0)
    return db.session.scalar(rows)


def given_files(job_id: int) -> list[JobFile]:
    """The files that a job was given, with their bytes."""
    rows = select(JobFile).options(undefer(JobFile.body)).where(JobFile.job_id == job_id, ~JobFile.made)
    return list(db.session.scalars(rows.order_by(JobFile.id)))


def over_since(account_id: int | None, since: datetime) -> list[Job]:
    """The jobs of an account that are done or failed since a moment, the newest first; one statement."""
    mine = (Job.asked_by == account_id) & Job.state.in_(("done", "failed")) & (Job.finished_at >= since)
    return list(db.session.scalars(select(Job).where(mine).order_by(Job.id.desc())))


def outlived_files() -> list[JobFile]:
    """Files whose time is over and whose bytes are still there."""
    return list(db.session.scalars(select(JobFile).where(JobFile.kept_until < now(), JobFile.size > 0)))


def abandoned_jobs(before: datetime) -> list[Job]:
    """Jobs that stopped before a moment, were never resumed, and still hold what their verbs noted."""
    stopped = Job.state.in_(("failed", "cancelled")) & (Job.finished_at < before)
    return list(db.session.scalars(select(Job).where(stopped, Job.kept != {})))


def page_of(wanted: Wanted, page: int) -> Page[Job]:
    """One page of jobs, newest first, counted from 1."""
    total = db.session.scalar(select(func.count()).select_from(Job).where(*_conditions(wanted))) or 0
    number = min(max(page, 1), max(-(-total // SIZE), 1))
    rows = _listed(wanted).limit(SIZE).offset((number - 1) * SIZE)
    return Page(list(db.session.scalars(rows)), number, total)


def all_of(wanted: Wanted) -> list[Job]:
    """The newest jobs for a spreadsheet, at most `MOST_EXPORTED`."""
    return list(db.session.scalars(_listed(wanted).limit(MOST_EXPORTED)))


def _listed(wanted: Wanted) -> Select[tuple[Job]]:
    return select(Job).options(joinedload(Job.asker)).where(*_conditions(wanted)).order_by(Job.id.desc())


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.account_id is not None:
        found.append(Job.asked_by == wanted.account_id)
    if wanted.state:
        found.append(Job.state == wanted.state)
    return found


def _free() -> ColumnElement[bool]:
    over = or_(Job.lease_until.is_(None), Job.lease_until < now())
    return and_(or_(Job.state == "waiting", Job.state == "running"), over)
