"""The blueprint, its kinds, and what every page here asks first: which year, whose standings, are they fresh."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, request

from hospital_integrity.access import reach
from hospital_integrity.clock import today
from hospital_integrity.deeds import done_apart
from hospital_integrity.ratings import operations, queries
from hospital_integrity.rules.register import CATEGORIES, TIERS
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.transition import NAMES

bp = Blueprint("ratings", __name__, url_prefix="/ratings")
SUBJECT = "<int(max=2147483647):subject_id>"
POOLS = {**CATEGORIES, **TIERS}


@dataclass(frozen=True)
class Kind:
    """A kind of subject with its endpoints and its names on the screen."""

    key: str
    list: str
    show: str
    export: str
    account: str
    title: Saying
    name: Saying


def _endpoints(prefix: str) -> list[str]:
    return [f"ratings.{prefix}{name}" for name in ("list", "show", "export", "account")]


KINDS = {
    kind.key: kind
    for kind in (
        Kind("department", *_endpoints(""), say("科室星级"), say("科室")),
        Kind("grid", *_endpoints("grid_"), say("网格员星级"), say("网格员")),
        Kind("staff", *_endpoints("staff_"), say("医德考评"), say("员工")),
    )
}


def years() -> list[int]:
    """The years to choose from, the newest first; at least the running one."""
    return queries.rated_years() or [today().year]


def asked_year(known: list[int]) -> int:
    """The year in the address if it is one of these, else the newest."""
    wanted = request.args.get("year", type=int)
    return wanted if wanted in known else known[0]


def scope(kind: str) -> queries.Scope:
    """Which standings of a kind the asker may see on this page."""
    far = reach()
    own = frozenset() if kind == "department" or far.staff_id is None else frozenset({far.staff_id})
    return queries.Scope(far.everything, far.departments, own)


def sought() -> queries.Sought:
    """What the address narrows a list to; words that name nothing narrow nothing down by mistake."""
    given = request.args
    pool, move = given.get("pool", ""), given.get("move", "")
    return queries.Sought(
        text=given.get("q", "")[:40],
        pool=pool if pool in POOLS else "",
        level=given.get("level", "")[:40],
        move=move if move in NAMES else "",
    )


def fresh(kind: str, year: int) -> None:
    """Bring the standings up to date before they are shown, if anything moved."""
    moved = queries.stale([kind], year)
    if moved:
        done_apart(lambda: operations.refresh_all(moved, year))
