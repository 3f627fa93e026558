"""Stars over the years: what the ladder looks back at, every year of a subject, and the stars of today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import extract, select

from hospital_integrity.awards.models import Award, Closing, ImportedAward, Reopening, StarChange
from hospital_integrity.awards.queries.changes import changes_of, newest_changes
from hospital_integrity.awards.queries.imports import imported
from hospital_integrity.db import db
from hospital_integrity.departments.queries import lineage
from hospital_integrity.ledger.queries import indicators_of
from hospital_integrity.rules.current_star import Awarded, Decision, Limit, StarNow, star_now
from hospital_integrity.rules.entry import History
from hospital_integrity.rules.saying import Saying
from hospital_integrity.rules.transition import REMOVED, transition


@dataclass(frozen=True, slots=True)
class YearOfStars:
    """One year of one subject: awarded here, or imported (`award_id` None, `source` says from which paper)."""

    subject_id: int
    year: int
    stars: int
    document_no: str
    decided_on: date
    award_id: int | None = None
    score: str = ""
    level: str = ""
    moved: str = ""
    cause: Saying | None = None
    earned: int | None = None
    removed_on: date | None = None
    source: str = ""


def years_of_stars(kind: str, subject_ids: Collection[int] | None = None) -> dict[int, list[YearOfStars]]:
    """Every year on record of some subjects (None: of all), oldest first; a year awarded here is never an imported one.

    Two statements.
    """
    # Grades of people are no stars, and nothing is folded from them.
    brought = imported(kind, subject_ids) if kind != "staff" else []
    found = {(one.subject_id, one.year): _brought(one) for one in brought}
    found.update({(one.subject_id, one.year): one for one in _awarded(kind, subject_ids)})
    rows: dict[int, list[YearOfStars]] = defaultdict(list)
    for key in sorted(found):
        rows[key[0]].append(found[key])
    return rows


def histories(kind: str, before: int, subject_ids: Collection[int] | None = None) -> dict[int, History]:
    """What the ladder looks back at, by subject: years before a year, and removals until its end. Three statements."""
    removals = _removals(kind, before)
    found = {}
    for subject, rows in years_of_stars(kind, subject_ids).items():
        known = [row for row in rows if row.year < before]
        if known:
            last = known[-1]
            gone = max(filter(None, (last.removed_on, removals.get((subject, last.year)))), default=None)
            earned = tuple((one.year, one.earned) for one in reversed(known) if one.earned is not None)
            found[subject] = History(last.year, last.stars, gone, earned)
    return found


def stars_now(kind: str, subject_ids: Collection[int], day: date) -> dict[int, StarNow]:
    """Today's star of each subject that ever had a result: the last one, as decisions and indicators have left it.

    `kind` is department or grid; a department carries on the stars of those merged into it. Constant in statements.
    """
    sources = lineage(subject_ids) if kind == "department" else {one: (one,) for one in subject_ids}
    everyone = {source for all_of_one in sources.values() for source in all_of_one}
    years, changes, limits = years_of_stars(kind, everyone), changes_of(kind, everyone), limits_of(kind, everyone)
    found = {}
    for subject, line in sources.items():
        source = next((one for one in line if _until(years.get(one, []), day)), None)
        if source is not None:
            last = awarded_by(_until(years[source], day)[-1])
            mine = decisions_of(changes.get(source, ())).get(last.year, ())
            found[subject] = star_now(last, mine, _joined(limits, line), day)
    return found


def awarded_by(row: YearOfStars) -> Awarded:
    """A year as the rules of today's star know it."""
    return Awarded(row.year, row.stars, row.decided_on, row.award_id)


def limits_of(kind: str, subject_ids: Collection[int]) -> dict[int, list[Limit]]:
    """The indicators that hold stars down, by subject: a warning until it was dealt with, a veto for good."""
    return {
        subject: [
            Limit(
                one.item.name,
                one.entry.counts_in,
                one.ceiling.stars,
                one.entry.id,
                one.entry.happened_on,
                one.closed_on if one.item.kind == "warning" else None,
            )
            for one in found
        ]
        for subject, found in indicators_of(subject_ids, kind=kind).items()
    }


def decisions_of(changes: Iterable[StarChange]) -> dict[int, list[Decision]]:
    """Changes as the rules of today's star know them, by the year of the award they are about."""
    found: dict[int, list[Decision]] = defaultdict(list)
    for one in changes:
        found[one.year].append(Decision(one.number, one.transition, one.changed_on, one.to_stars))
    return found


def _joined(limits: Mapping[int, list[Limit]], line: Collection[int]) -> list[Limit]:
    return [limit for one in line for limit in limits.get(one, ())]


def _until(years: list[YearOfStars], day: date) -> list[YearOfStars]:
    return [one for one in years if one.decided_on <= day]


def _removals(kind: str, until: int) -> dict[tuple[int, int], date]:
    """The day a star was removed by decision, by subject and the year of its award, where nothing has resumed it."""
    rows = newest_changes().where(StarChange.subject_kind == kind, StarChange.transition == REMOVED)
    rows = rows.where(extract("year", StarChange.changed_on) <= until)
    return {(one.subject_id, one.year): one.changed_on for one in db.session.scalars(rows)}


COLUMNS = (
    Award.subject_id,
    Award.year,
    Award.stars,
    Closing.document_no,
    Closing.decided_on,
    Award.id,
    Award.score,
    Award.level,
    Award.transition,
    Award.cause,
    Award.earned,
    Award.removed_on,
)


def _awarded(kind: str, subject_ids: Collection[int] | None) -> list[YearOfStars]:
    query = select(*COLUMNS).join(Award.closing).outerjoin(Reopening, Reopening.closing_id == Closing.id)
    query = query.where(Award.subject_kind == kind, Reopening.id.is_(None))
    if subject_ids is not None:
        query = query.where(Award.subject_id.in_(subject_ids))
    return [YearOfStars(*row[:9], _said(row[9]), *row[10:]) for row in db.session.execute(query)]


def _said(stored: Any) -> Saying | None:
    return Saying(stored["text"], stored["values"]) if stored else None


def _brought(one: ImportedAward) -> YearOfStars:
    return YearOfStars(
        one.subject_id, one.year, one.stars, one.document_no, one.decided_on, earned=one.stars, source=one.source
    )


def with_moves(kind: str, rows: list[YearOfStars]) -> list[tuple[YearOfStars, str]]:
    """Years of one subject, oldest first, each with how its star moved: as frozen, else against the year before."""
    last: int | None = None
    found = []
    for one in rows:
        found.append((one, one.moved or transition(kind, last, one.stars)))
        last = one.stars
    return found
