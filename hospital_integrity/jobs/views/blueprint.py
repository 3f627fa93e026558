"""What the screens of jobs share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort

from hospital_integrity.access import asker, reach
from hospital_integrity.jobs import queries
from hospital_integrity.jobs.models import Job
from hospital_integrity.rules.saying import say

bp = Blueprint("jobs", __name__)
ID = "<int(max=2147483647):id>"
STATES = {
    "waiting": (say("排队中"), "plain"),
    "running": (say("进行中"), "gold"),
    "done": (say("已完成"), "jade"),
    "failed": (say("未完成"), "red"),
    "cancelled": (say("已取消"), "coal"),
}


@bp.context_processor
def words() -> dict[str, Any]:
    """The fixed words of these pages."""
    return {"job_states": STATES, "job_title": queries.title_of}


def owner() -> int | None:
    """Whose jobs the asker sees here: their own, or (None) everybody's."""
    return None if reach().everything else asker().account_id or 0


def job_or_404(id: int) -> Job:
    """The job, if it is within reach."""
    job = queries.job(id)
    if job is None or owner() not in (None, job.asked_by):
        abort(404)
    return job
