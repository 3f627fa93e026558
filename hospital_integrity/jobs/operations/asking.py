"""What people do with jobs: ask for one, cancel it, have it taken up again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hospital_integrity.access import asker
from hospital_integrity.clock import now
from hospital_integrity.db import db
from hospital_integrity.jobs import queries
from hospital_integrity.jobs.models import Job, JobFile
from hospital_integrity.jobs.queries import File
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused, Stale

KEPT = timedelta(days=7)


def ask(kind: str, args: dict[str, Any], nonce: str, given: File | None = None, total: int = 0) -> Job:
    """Ask for a job; the same form sent twice asks once.

    `args` must survive JSON and be whole: what the job is about is settled now, not when it runs. `given` is a file to
    work on; its bytes are dropped when the job is over.
    """
    account_id = asker().account_id
    if account_id is None or queries.verb_of(kind) is None:
        raise Refused("这项任务现在不能办理")
    known = queries.job_by_nonce(nonce)
    if known is not None:
        return known
    new = Job(
        kind=kind, args=args, nonce=nonce, total=total, state="waiting", asked_by=account_id, asked_at=now(), kept={}
    )
    db.session.add(new)
    db.session.flush()
    if given is not None:
        keep_file(new.id, given, made=False)
    note("job.asked", [("jobs", new.id)], kind=kind)
    return new


def keep_file(job_id: int, file: File, *, made: bool) -> JobFile:
    """Keep a file beside its job, for a week."""
    row = JobFile(
        job_id=job_id,
        made=made,
        name=file.name,
        mimetype=file.mimetype,
        size=len(file.body),
        body=file.body,
        kept_until=now() + KEPT,
    )
    db.session.add(row)
    db.session.flush()
    return row


def cancel(job_id: int) -> Job:
    """Cancel a job: at once while nobody works on it, else after the piece in hand. What is done stays."""
    job = _locked(job_id)
    if not job.moving:
        raise Stale("这项任务已经结束，不能取消")
    job.cancelling = True
    if job.lease_until is None or job.lease_until < now():
        job.state, job.finished_at, job.worker = "cancelled", now(), ""
    db.session.flush()
    note("job.cancelled", [("jobs", job.id)], kind=job.kind, done=job.done)
    return job


def resume(job_id: int) -> Job:
    """Have a failed or cancelled job taken up where it stopped."""
    job = _locked(job_id)
    if job.state not in ("failed", "cancelled"):
        raise Stale("这项任务没有中断，不需要继续")
    job.state, job.cancelling, job.attempts, job.lease_until = "waiting", False, 0, None
    job.message = job.finished_at = None
    db.session.flush()
    note("job.resumed", [("jobs", job.id)], kind=job.kind, done=job.done)
    return job


def _locked(job_id: int) -> Job:
    job = queries.for_change(job_id)
    if job is None:
        raise Refused("没有这项任务")
    return job
