"""The number of waiting things in the menu, and the office's list of what is late."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

from flask import current_app, render_template

from hospital_integrity.access import asker, may
from hospital_integrity.clock import now, today
from hospital_integrity.home import queries
from hospital_integrity.home.queries import Task
from hospital_integrity.home.views.blueprint import bp

FRESH, MOST = timedelta(minutes=1), 10_000
KEPT = "home.inbox"
Count = tuple[int, bool]


@bp.get("/overdue")
def overdue() -> str:
    """Every term in the hospital that has run out or is about to."""
    found = queries.overdue()
    late = [one for one in found if one.due and one.due < today()]
    return render_template("home/overdue.html", late=late, soon=found[len(late) :], day=today())


@bp.app_template_global("inbox_count")
def inbox_count() -> Count:
    """How many things wait for the asker, and whether one is late; what was counted within a minute isn't again.

    Only whom the desk is open to has a number. It is kept in this process for one account, and read by nobody else.
    """
    person = asker()
    # A page that tells of an error asks nothing more: it is drawn while the error is being handled.
    if person.account_id is None or not may("home.desk") or sys.exc_info()[0] is not None:
        return 0, False
    kept: dict[int, tuple[datetime, frozenset[str], Count]] = current_app.extensions.setdefault(KEPT, {})
    at, roles, count = kept.get(person.account_id, (None, None, (0, False)))
    if at is None or roles != person.roles or not timedelta(0) <= now() - at < FRESH:
        return remember(queries.waiting(person))
    return count


def remember(tasks: list[Task]) -> Count:
    """Keep the number of the asker's tasks, just read, for the menu of the next pages."""
    person, kept = asker(), current_app.extensions.setdefault(KEPT, {})
    count = len(tasks), any(one.late for one in tasks)
    if len(kept) >= MOST:
        kept.clear()
    kept[person.account_id] = now(), person.roles, count
    return count
