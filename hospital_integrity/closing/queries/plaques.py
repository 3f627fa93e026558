"""Plaques: which are due, which hang, which must come down."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Award
from hospital_integrity.closing.models import Plaque
from hospital_integrity.db import db
from hospital_integrity.rules.saying import say

DUE, HANGING, OUTDATED, TAKEN = "due", "hanging", "outdated", "taken"
STATES = {DUE: say("待授牌"), HANGING: say("已授牌"), OUTDATED: say("待收回"), TAKEN: say("已收回")}
KINDS = ("department", "grid")


@dataclass(frozen=True)
class Standing:
    """An award with stars and what became of its plaque."""

    award: Award
    state: str
    granted: Plaque | None = None
    taken: Plaque | None = None


def plaques(kind: str) -> list[Standing]:
    """The starred awards of the newest closed year, and every older one whose plaque was handed over.

    A plaque whose star was suspended or removed since must come down, and none is due.
    """
    year = next(iter(awards.held_years()), None)
    closing = awards.closing_of(year) if year is not None else None
    down = awards.held_down(kind)
    starred = [one for one in awards.awards_of(closing.id, kind) if one.stars] if closing else []
    newest = {one.id: one for one in starred if (one.subject_id, one.year) not in down}
    deeds: dict[int, dict[str, Plaque]] = {}
    for row in db.session.scalars(select(Plaque).order_by(Plaque.id)):
        deeds.setdefault(row.award_id, {})[row.deed] = row
    known = awards.awards_by_id(deeds.keys() - newest.keys())
    older = sorted((one for one in known.values() if one.subject_kind == kind), key=lambda one: (-one.year, one.id))
    return [_standing(one, deeds.get(one.id, {}), one.id in newest) for one in [*newest.values(), *older]]


def _standing(award: Award, deeds: dict[str, Plaque], is_newest: bool) -> Standing:
    granted, taken = deeds.get("granted"), deeds.get("taken")
    if taken:
        return Standing(award, TAKEN, granted, taken)
    if granted:
        return Standing(award, HANGING if is_newest else OUTDATED, granted)
    return Standing(award, DUE)


def plaques_by_award(award_ids: list[int]) -> dict[tuple[int, str], Plaque]:
    """What happened to the plaques of some awards, by award and deed."""
    rows = db.session.scalars(select(Plaque).where(Plaque.award_id.in_(award_ids)))
    return {(row.award_id, row.deed): row for row in rows}
