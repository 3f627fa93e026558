"""Reading standings: one with its reasons, a page of many, how levels are spread, what the quota needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from hospital_integrity.db import db
from hospital_integrity.paging import SIZE, Page
from hospital_integrity.ratings.models import Standing
from hospital_integrity.ratings.queries.sought import ALL, EVERYTHING, ORDERS, Scope, Sought, matching, of_kind
from hospital_integrity.rules.explanation import NOBODY, Rating
from hospital_integrity.rules.frozen import contest_from_json
from hospital_integrity.rules.scheme import Scheme


def standing(kind: str, year: int, subject_id: int) -> Standing | None:
    """One standing with its result and reasons."""
    row = of_kind(kind, year).where(Standing.subject_id == subject_id)
    return db.session.scalar(row.options(undefer(Standing.result), undefer(Standing.lines)))


def standings(
    kind: str, year: int, scope: Scope = ALL, sought: Sought = EVERYTHING, order: str = "-score"
) -> list[Standing]:
    """The standings of a kind within a scope, without reasons."""
    return list(db.session.scalars(matching(kind, year, scope, sought).order_by(*ORDERS[order])))


def page_of(kind: str, year: int, scope: Scope, sought: Sought, order: str, page: int) -> Page[Standing]:
    """One page of `standings`, counted from 1; two statements."""
    rows = matching(kind, year, scope, sought)
    total = db.session.scalar(select(func.count()).select_from(rows.subquery())) or 0
    number = min(max(page, 1), max(-(-total // SIZE), 1))
    cut = rows.order_by(*ORDERS[order]).limit(SIZE).offset((number - 1) * SIZE)
    return Page(list(db.session.scalars(cut)), number, total)


def spread(kind: str, year: int, scope: Scope = ALL) -> dict[str, int]:
    """How many standings of a kind hold each level."""
    rows = (
        matching(kind, year, scope, EVERYTHING).with_only_columns(Standing.level, func.count()).group_by(Standing.level)
    )
    return {level: number for level, number in db.session.execute(rows)}


def moves(year: int) -> list[tuple[int | None, int]]:
    """Stars of every department at its last award and now."""
    rows = of_kind("department", year).with_only_columns(Standing.last_stars, Standing.stars)
    return [(last, stars) for last, stars in db.session.execute(rows)]


def scores_by_pool(kind: str, year: int) -> dict[str, list[Decimal]]:
    """All scores of a kind, by pool, best first."""
    found: dict[str, list[Decimal]] = {}
    for pool, raw in db.session.execute(of_kind(kind, year).with_only_columns(Standing.pool, Standing.raw)):
        found.setdefault(pool, []).append(raw)
    return {pool: sorted(scores, reverse=True) for pool, scores in found.items()}


def heading_points(kind: str, year: int) -> dict[int, dict[str, Decimal]]:
    """What every subject of a kind came to under each heading; one statement."""
    rows = db.session.execute(of_kind(kind, year).with_only_columns(Standing.subject_id, Standing.result))
    return {subject: {key: Decimal(points) for key, points in result["headings"]} for subject, result in rows}


def standing_rows(kind: str, year: int, ids: Collection[int]) -> dict[int, Standing]:
    """Standings of these subjects, for the operation that writes them."""
    return {row.subject_id: row for row in db.session.scalars(of_kind(kind, year).where(Standing.subject_id.in_(ids)))}


@dataclass(frozen=True)
class Contender:
    """A standing as the quota sees it, beside what is stored of the last decision."""

    rating: Rating
    level: str
    quota: list[dict[str, object]]
    award_id: int | None


def contenders(scheme: Scheme, year: int) -> Iterable[Contender]:
    """All standings of a kind as they were before the quota, one statement, reasons left out."""
    columns = (Standing.deductions, Standing.bonus, Standing.worst, Standing.rated, Standing.earned, Standing.contest)
    rows = of_kind(scheme.kind, year).with_only_columns(
        Standing.subject_id, Standing.pool, Standing.raw, *columns, Standing.level, Standing.quota, Standing.award_id
    )
    for *values, level, quota, award_id in db.session.execute(rows):
        yield Contender(_shell(scheme, *values), level, quota, award_id)


def _shell(
    scheme: Scheme,
    subject_id: int,
    pool: str,
    raw: Decimal,
    deductions: Decimal,
    bonus: Decimal,
    worst: Decimal,
    rated: bool,
    earned: str,
    contest: Mapping[str, Any] | None,
) -> Rating:
    level = scheme.level_by_key[contest["allowed"] if contest else earned]
    return Rating(
        kind=scheme.kind,
        subject_id=subject_id,
        pool=pool,
        raw=raw,
        score=scheme.shown(raw),
        level=level.key,
        level_name=level.name,
        stars=level.stars,
        deductions=deductions,
        bonus=bonus,
        worst=worst,
        headings=(),
        parts=(),
        lines=(),
        earned=level.key,
        rated=rated,
        contest=contest_from_json(contest) if contest else NOBODY,
    )
