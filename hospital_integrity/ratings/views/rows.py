"""Standings as the templates want them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flask import url_for

from hospital_integrity.access import may, reach
from hospital_integrity.ratings.models import Standing
from hospital_integrity.ratings.views.blueprint import KINDS
from hospital_integrity.rules.frozen import lines_from_json
from hospital_integrity.rules.masking import masked_name
from hospital_integrity.rules.narrative import binding
from hospital_integrity.rules.register import CATEGORIES, TIERS
from hospital_integrity.rules.saying import Saying
from hospital_integrity.rules.scale import tone
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.transition import NAMES, NONE, transition


@dataclass(frozen=True)
class Row:
    """A line of a list. `stars` is None for grades; `why` says what kept the level down."""

    name: str
    number: str
    pool: Saying | str
    detail: Saying | str
    score: Decimal
    deductions: Decimal
    stars: int | None
    level_name: str
    tone: int
    change: Decimal | None
    move: Saying
    last_stars: int | None
    direction: int
    why: Saying | None
    held: bool
    frozen: bool
    address: str


def row_of(scheme: Scheme, one: Standing) -> Row:
    """A standing as a line of a list, its name masked where this page shows no names."""
    kind = one.subject_kind
    hidden = kind != "department" and reach().masked
    down = binding(lines_from_json([*one.limits, *one.quota]), one.level_name)
    return Row(
        name=masked_name(one.name) if hidden else one.name,
        number="" if hidden else one.number,
        pool=pool_name(one),
        detail=pool_name(one) if kind == "department" else one.department_name,
        score=one.score,
        deductions=one.deductions,
        stars=None if kind == "staff" else one.stars,
        level_name=one.level_name,
        tone=tone(scheme, scheme.level_by_key[one.level]),
        change=None if one.last_score is None else one.score - one.last_score,
        move=NAMES[transition(kind, one.last_stars, one.stars) if one.rated else NONE],
        last_stars=None if kind == "staff" else one.last_stars,
        direction=_direction(one),
        why=down[-1].saying if down and not one.award_id else None,
        held=one.held,
        frozen=one.award_id is not None,
        address=address_of(one) if may(KINDS[kind].show) else "",
    )


def _direction(one: Standing) -> int:
    moved = one.stars - (one.last_stars or 0)
    return (moved > 0) - (moved < 0)


def address_of(one: Standing) -> str:
    """The page that says why."""
    return url_for(KINDS[one.subject_kind].show, subject_id=one.subject_id, year=one.year)


def pool_name(one: Standing) -> Saying | str:
    """The pool in words: a category of departments or a tier of the grid."""
    return {**CATEGORIES, **TIERS}.get(one.pool, one.pool)
