"""Writing the journal: one event for each decision, in the transaction of the decision itself."""

from __future__ import annotations

from collections.abc import Sequence

from flask import has_request_context, request

from hospital_integrity.access import asker
from hospital_integrity.clock import now, today
from hospital_integrity.db import db
from hospital_integrity.journal.models import Event
from hospital_integrity.rules.saying import Saying, say

DENIED = "authz.denied"
Rows = Sequence[tuple[str, int]]


def note(verb: str, rows: Rows, **details: object) -> Event:
    """Add the one event of a decision of the present asker; the caller commits it together with the decision.

    `rows` are (table, id); `details` must survive JSON and hold ids and hashes, never names.
    """
    person = asker()
    return note_as(person.account_id, person.roles, verb, rows, **details)


def note_as(actor_id: int | None, roles: frozenset[str], verb: str, rows: Rows, **details: object) -> Event:
    """Like `note`, for a person who isn't (or is no longer) the asker: someone signing in."""
    event = Event(
        at=now(),
        actor_id=actor_id,
        role=",".join(sorted(roles)) or ("AN" if has_request_context() else "system"),
        verb=verb,
        rows=[[table, id_] for table, id_ in rows],
        details=details,
        address=((request.remote_addr or "") if has_request_context() else "")[:45],
    )
    db.session.add(event)
    return event


def note_export(events: Sequence[Event]) -> Event:
    """Add and flush the event of taking these events out of the house; its number is printed on what is taken."""
    taken = note("journal.exported", [], count=len(events), newest=events[0].id if events else None)
    db.session.flush()
    return taken


def note_taken(what: str, count: int, **details: object) -> Saying:
    """Add and flush the event of taking a list (named by its endpoint) away; the words that each row of it carries."""
    event = note("list.exported", [], list=what, count=count, **details)
    db.session.flush()
    return say(
        "%(name)s 于 %(day)s 导出，日志第 %(event)s 号；内部资料，不得外传",
        name=asker().name,
        day=today(),
        event=event.id,
    )


def note_refusal(endpoint: str, method: str) -> Event:
    """Add the event of a door that stayed closed to the present asker."""
    return note(DENIED, [], endpoint=endpoint, method=method)
