"""Bringing standings up to date: what moved is folded again, the quota measures everybody, awards have the last word.

Standings are no decision and leave no event; taking them away is one. Whoever calls commits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from hospital_integrity import clock
from hospital_integrity.awards.queries import Brief, briefs_of
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.models import KINDS, Standing, StandingStamp
from hospital_integrity.ratings.queries import folding, freshness
from hospital_integrity.ratings.queries.freshness import Wanted
from hospital_integrity.ratings.queries.standings import contenders, standing_rows
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.frozen import contest_to_json, lines_to_json, result_to_json
from hospital_integrity.rules.quota import decide
from hospital_integrity.rules.scheme import Scheme

LIMITING = ("evidence", "ceiling", "ladder", "held")


def refresh(kind: str, year: int, *, everything: bool = False) -> int:
    """Bring the standings of a kind up to date; returns how many were folded again.

    `everything` folds all of them, whether or not they moved.
    """
    row = _stamp_row(kind, year)
    stamp = freshness.stamps([kind], year)[kind]
    if row.stamp == stamp and not everything:
        return 0
    if kind == "grid":
        refresh("department", year)
    scores = freshness.feeders(year) if kind == "grid" else {}
    wanted = freshness.wanted(kind, year, scores)
    known = {} if everything else freshness.keys(kind, year)
    moved = {one: want for one, want in wanted.items() if known.get(one) != (want.revision, want.basis)}
    _fold(kind, year, moved, scores, whole=2 * len(moved) > len(wanted))
    _drop(kind, year, wanted)
    _settle(kind, year)
    row.stamp = stamp
    db.session.flush()
    return len(moved)


def refresh_all(kinds: Iterable[str], year: int) -> None:
    """Bring the standings of several kinds up to date."""
    for kind in kinds:
        refresh(kind, year)


def rebuild(year: int) -> int:
    """Fold every standing of a year again, whatever is stored; returns how many there are."""
    return sum(refresh(kind, year, everything=True) for kind in KINDS)


def note_export(kind: str, year: int, count: int, subject_id: int | None = None) -> int:
    """Write the event of taking a list of standings, or one subject's account, out of the house; returns its number."""
    about = {} if subject_id is None else {"subject_id": subject_id}
    event = note("ratings.exported", [], kind=kind, year=year, count=count, **about)
    db.session.flush()
    return event.id


def _stamp_row(kind: str, year: int) -> StandingStamp:
    row = freshness.stamp_for_change(kind, year)
    if row is None:
        row = StandingStamp(kind=kind, year=year, stamp="")
        db.session.add(row)
        db.session.flush()
    return row


def _fold(kind: str, year: int, moved: Mapping[int, Wanted], scores: Mapping[int, Decimal], *, whole: bool) -> None:
    if not moved:
        return
    edition, moment = edition_of(year), clock.now()
    who = {one: want.subject for one, want in moved.items()}
    facts = folding.facts_for(kind, year, who, whole=whole, feeders=scores)
    rows = standing_rows(kind, year, moved)
    for one, want in moved.items():
        row = rows.get(one) or Standing(subject_kind=kind, year=year, subject_id=one, quota=[])
        _describe(row, want)
        _rate(row, edition.schemes[kind], fold(edition, facts[one]))
        row.folded_at = moment
        db.session.add(row)
    db.session.flush()


def _describe(row: Standing, want: Wanted) -> None:
    subject, last = want.subject, want.last
    row.revision, row.basis = want.revision, want.basis
    row.pool, row.department_id, row.department_name = subject.pool, subject.department_id, subject.department_name
    row.name, row.number, row.sought = subject.name, subject.number, subject.sought
    row.last_year = last.year if last else None
    row.last_stars = last.stars if last else None
    row.last_score = Decimal(last.score) if last else None


def _rate(row: Standing, scheme: Scheme, rating: Rating) -> None:
    row.raw, row.score = rating.raw, rating.score
    row.deductions, row.bonus, row.worst = rating.deductions, rating.bonus, rating.worst
    row.earned, row.level, row.level_name, row.stars = rating.level, rating.level, rating.level_name, rating.stars
    row.held, row.rated, row.quota, row.award_id = rating.held, rating.rated, [], None
    row.contest = contest_to_json(rating.contest) if scheme.compares else None
    row.result, row.lines = result_to_json(rating), lines_to_json(rating.lines)
    row.limits = lines_to_json(tuple(line for line in rating.lines if line.step in LIMITING))


def _drop(kind: str, year: int, wanted: Mapping[int, Wanted]) -> None:
    gone = freshness.keys(kind, year).keys() - wanted.keys()
    for row in standing_rows(kind, year, gone).values() if gone else ():
        db.session.delete(row)
    db.session.flush()


def _settle(kind: str, year: int) -> None:
    """Give each standing the level that everybody leaves it or, in a closed year, the one that its award froze."""
    edition = edition_of(year)
    if kind not in edition.schemes:
        return
    scheme, frozen = edition.schemes[kind], briefs_of(kind, year)
    found = {one.rating.subject_id: one for one in contenders(scheme, year)}
    decided = decide(edition, kind, [one.rating for one in found.values()])
    changed = {
        one: rating
        for one, rating in decided.items()
        if _state(scheme, rating, frozen.get(one)) != (found[one].level, found[one].quota, found[one].award_id)
    }
    rows = standing_rows(kind, year, changed) if changed else {}
    for one, row in rows.items():
        _level(row, scheme, changed[one], frozen.get(one))


def _state(scheme: Scheme, rating: Rating, frozen: Brief | None) -> tuple[str, list[dict[str, object]], int | None]:
    quota = lines_to_json(rating.lines)
    return (frozen.level, quota, frozen.id) if frozen else (rating.level, quota, None)


def _level(row: Standing, scheme: Scheme, rating: Rating, frozen: Brief | None) -> None:
    row.earned = rating.earned
    row.level, row.quota, row.award_id = _state(scheme, rating, frozen)
    level = scheme.level_by_key[row.level]
    row.level_name, row.stars = level.name, level.stars
    row.score = Decimal(frozen.score) if frozen else rating.score
