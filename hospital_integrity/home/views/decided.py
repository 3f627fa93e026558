"""What was decided about a department's star: the notice that it stands on, whom to object to, and its plaque."""

from __future__ import annotations

from typing import Any

from flask import url_for

from hospital_integrity.access import asker, may
from hospital_integrity.clock import today
from hospital_integrity.closing import queries as closing
from hospital_integrity.home import queries
from hospital_integrity.rules.saying import Saying, say

PLAQUES = {"granted": say("铜牌已交付"), "taken": say("铜牌已收回")}


def decided(department_id: int, history: list[queries.Award]) -> dict[str, Any]:
    """The open notice and the state of the newest award's plaque; two statements."""
    return {"notice": _notice(department_id), "plaque": _plaque(history)}


def _notice(department_id: int) -> dict[str, Any] | None:
    running = closing.running_notices(today()) if may("closing.notice") else []
    if not running:
        return None
    row = running[0]
    heads = department_id in asker().departments and may("closing.object_to", "POST")
    objection = url_for("closing.object_to", year=row.year, kind="department", id=department_id) if heads else ""
    address = url_for("closing.notice", year=row.year, kind="department")
    return {"year": row.year, "until": row.last_day, "address": address, "objection": objection}


def _plaque(history: list[queries.Award]) -> tuple[Saying, Any] | None:
    """What happened last to the plaque, and when."""
    deeds = closing.plaques_by_award([one.id for one in history[:1]])
    newest = max(deeds.values(), key=lambda one: one.id, default=None)
    return (PLAQUES[newest.deed], newest.day) if newest else None
