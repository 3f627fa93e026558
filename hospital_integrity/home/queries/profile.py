"""The story of one subject in one year: its standing explained, its place among its equals, entries and awards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity.awards import queries as awards
from hospital_integrity.certificates import queries as certificates
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings import queries as ratings
from hospital_integrity.ratings.queries import Explanation, Reason, Standing
from hospital_integrity.rules.explanation import Line
from hospital_integrity.rules.narrative import binding
from hospital_integrity.rules.saying import Saying
from hospital_integrity.rules.scale import next_up, scale, tone
from hospital_integrity.rules.scheme import Item, Scheme

SHOWN = 8


@dataclass(frozen=True)
class Award:
    """A year's award on a timeline."""

    id: int
    year: int
    stars: int
    tone: int
    score: Decimal
    level_name: str


@dataclass(frozen=True)
class Profile:
    """A standing with what a page says around it. `place` is (rank, of how many) in its pool."""

    row: Standing
    told: Explanation
    tone: int
    scale: list[tuple[int, str, Decimal]]
    next_level: tuple[str, Decimal] | None
    place: tuple[int, int] | None
    average: Decimal | None
    veto: Saying | None
    held: Saying | None
    history: list[Award]

    @property
    def change(self) -> Decimal | None:
        """How the score moved against the last award."""
        return None if self.row.last_score is None else self.row.score - self.row.last_score


def profile(kind: str, year: int, subject_id: int, lineage: Iterable[int] = ()) -> Profile | None:
    """The profile of a subject, None where it isn't rated; a constant number of statements."""
    row = ratings.standing(kind, year, subject_id)
    if row is None:
        return None
    told = ratings.explain(row)
    level = told.scheme.level_by_key[row.level]
    scores = ratings.scores_by_pool(kind, year) if kind != "staff" else {}
    return Profile(
        row=row,
        told=told,
        tone=tone(told.scheme, level),
        scale=[(one.tone, one.name, one.begins) for one in scale(told.scheme)],
        next_level=next_up(told.scheme, level, row.raw),
        place=_place(row, scores.get(row.pool, [])),
        average=_mean([score for pool in scores.values() for score in pool]),
        held=_held(row, told),
        veto=_veto(told),
        history=_history(told, kind, {subject_id, *lineage}),
    )


def certificate_of(history: list[Award]) -> int | None:
    """The number of the valid paper that the newest award was given, if any; one statement."""
    newest = history[0].id if history else None
    papers = certificates.papers_of_awards([newest]).get(newest, []) if newest else []
    return next((paper.certificate.id for paper in papers if paper.state == certificates.VALID), None)


def last_entries(told: Explanation, year: int) -> list[tuple[Reason, str]]:
    """The latest entries that moved the score with the names of their headings, the newest first; two statements."""
    moving = [line for line in told.counted if line.step == "entry" and line.effect]
    items, scheme = edition_of(year).items, told.scheme
    found = ratings.reasons_of(_latest(moving), year)
    return [(one, _heading(scheme, items[one.item])) for one in found]


def _heading(scheme: Scheme, item: Item) -> str:
    key = item.headings.get(scheme.kind, "")
    return scheme.headings[key].name if key else ""


def _veto(told: Explanation) -> Saying | None:
    """The first fact that limits the level, if any; a warning that was closed names no level any more."""
    facts = (line.saying for line in told.steps if line.step == "ceiling" and line.entry_id)
    return next((saying for saying in facts if "level" in saying.values), None)


def _held(row: Standing, told: Explanation) -> Saying | None:
    """What keeps the level below the one that the score earns; the last word of them all."""
    lines = binding(told.steps, row.level_name)
    return lines[-1].saying if lines else None


def _latest(lines: list[Line]) -> list[Line]:
    return lines[: -SHOWN - 1 : -1]


def _place(row: Standing, scores: list[Decimal]) -> tuple[int, int] | None:
    return (scores.index(row.raw) + 1, len(scores)) if row.raw in scores else None


def _mean(scores: list[Decimal]) -> Decimal | None:
    return sum(scores, Decimal(0)) / len(scores) if scores else None


def _history(told: Explanation, kind: str, ids: Iterable[int]) -> list[Award]:
    levels = told.scheme.level_by_key
    found = []
    for one in awards.timeline(kind, list(ids)):
        level = levels.get(one.level)
        shade, name = (tone(told.scheme, level), level.name) if level else (one.stars, one.level)
        found.append(Award(one.id, one.year, one.stars, shade, Decimal(one.score), name))
    return found
