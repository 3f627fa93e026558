"""What workers do with jobs: take one, show that they live, keep a piece, end it. None of it is a decision."""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask import current_app

from hospital_integrity.clock import now
from hospital_integrity.db import db
from hospital_integrity.jobs import queries
from hospital_integrity.jobs.models import Job
from hospital_integrity.jobs.operations.asking import KEPT, keep_file
from hospital_integrity.jobs.queries import File, Step, Work
from hospital_integrity.rules.saying import Saying, say

MOST_ATTEMPTS = 5
STUCK = say("在同一处连续中断 %(times)s 次，已停止", times=MOST_ATTEMPTS)


class Lost(Exception):
    """The lease ran out and somebody else has the job, or it is over: nothing of the piece in hand may be kept."""


def lease() -> timedelta:
    """How long a worker may be silent before it is presumed dead."""
    return timedelta(seconds=current_app.config.get("JOBS_LEASE", 30))


def claim() -> Work | None:
    """Take the oldest job that nobody works on, or None. One that has stopped too often at one place has failed."""
    job = queries.next_for_change()
    while job is not None and _is_hopeless(job):
        job = queries.next_for_change()
    if job is None:
        return None
    job.state, job.worker, job.attempts = "running", secrets.token_hex(16), job.attempts + 1
    job.lease_until, job.started_at, job.within = now() + lease(), job.started_at or now(), 0
    db.session.flush()
    given = [File(one.name, one.mimetype, one.body) for one in queries.given_files(job.id)]
    return Work(
        id=job.id,
        kind=job.kind,
        args=job.args,
        asked_by=job.asked_by,
        worker=job.worker,
        done=job.done,
        total=job.total,
        kept=dict(job.kept),
        given=given[0] if given else None,
    )


def renew(work: Work) -> None:
    """Show that the worker lives and how far it is; tells the piece to stop when the job was cancelled or is lost."""
    job = _held(work)
    if job is None or job.cancelling:
        work.halt.set()
        return
    job.lease_until, job.within, job.total = now() + lease(), work.within, work.total
    db.session.flush()


def keep(work: Work, step: Step) -> bool:
    """Keep a piece: its progress and files, in the transaction of what it wrote; whether there is more to do.

    Raises `Lost` when somebody else has the job by now.
    """
    job = _held(work)
    if job is None:
        raise Lost
    for file in step.files:
        keep_file(job.id, file, made=True)
    job.done, job.total, job.within, job.attempts = step.done, step.total, 0, 0
    job.kept, job.lease_until = dict(work.kept), now() + lease()
    job.message = _stored(step.message) or job.message
    if step.place is not None:
        job.result = {"endpoint": step.place[0], "values": step.place[1]}
    work.done, work.total, work.within = step.done, step.total, 0
    if step.done >= step.total:
        _end(job, "done")
    elif job.cancelling:
        _end(job, "cancelled")
    db.session.flush()
    return job.moving


def fail(work: Work, words: Saying) -> None:
    """End a job with the reason why it can't go on, if it is still this worker's."""
    job = _held(work)
    if job is not None:
        job.message = _stored(words)
        _end(job, "failed")
        db.session.flush()


def let_go(work: Work, seconds: int = 0) -> None:
    """Leave a job to whoever comes next, after so many seconds; one that was cancelled ends here."""
    job = _held(work)
    if job is not None and job.cancelling:
        _end(job, "cancelled")
    elif job is not None:
        job.worker, job.lease_until = "", now() + timedelta(seconds=seconds) if seconds else None
    db.session.flush()


def tidy() -> None:
    """Drop the bytes of files that were kept long enough, and what jobs hold that stopped as long ago."""
    for file in queries.outlived_files():
        file.body, file.size = b"", 0
    for job in queries.abandoned_jobs(now() - KEPT):
        job.kept, job.done = {}, 0  # whoever resumes it begins anew
    db.session.flush()


def _held(work: Work) -> Job | None:
    job = queries.for_change(work.id)
    return job if job is not None and job.worker == work.worker and job.state == "running" else None


def _is_hopeless(job: Job) -> bool:
    if job.cancelling:
        _end(job, "cancelled")
    elif job.attempts >= MOST_ATTEMPTS:
        job.message = _stored(STUCK)
        _end(job, "failed")
    db.session.flush()
    return not job.moving


def _end(job: Job, state: str) -> None:
    job.state, job.worker, job.lease_until, job.finished_at = state, "", None, now()
    if state == "done":
        job.kept = {}
        for file in queries.given_files(job.id):
            file.body, file.size = b"", 0


def _stored(words: Saying | None) -> dict[str, object] | None:
    return None if words is None else {"text": words.text, "values": dict(words.values)}
