"""Whether standings are those of today: a cheap stamp for a page to ask, and a key of each subject for a refresh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from operator import attrgetter

from sqlalchemy import select

from hospital_integrity.awards import queries as awards
from hospital_integrity.db import db
from hospital_integrity.departments.queries.stamp import register_stamp
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.models import Standing, StandingStamp
from hospital_integrity.ratings.queries.folding import feeder, history_of, remembered
from hospital_integrity.ratings.queries.subjects import Subject, rating_day, subjects
from hospital_integrity.rules.entry import Entry, History
from hospital_integrity.rules.frozen import digest

TOLD = attrgetter(*(field.name for field in fields(Subject)))
LEANS_ON = {"grid": ("grid", "department")}


@dataclass(frozen=True)
class Wanted:
    """What a fresh standing of a subject is folded from: the revision of its facts and the hash of all else."""

    subject: Subject
    revision: int
    basis: str
    last: awards.Brief | None


def stamps(kinds: Iterable[str], year: int) -> dict[str, str]:
    """What the standings of some kinds depend on, in four statements: equal stamps mean that nothing moved."""
    common = (edition_of(year).sha256, str(rating_day(year)), register_stamp(), awards.stamp())
    facts = ledger.revision_stamps(year)
    moved = {kind: [str(facts.get(one, 0)) for one in LEANS_ON.get(kind, (kind,))] for kind in kinds}
    return {kind: "/".join((*common, *numbers)) for kind, numbers in moved.items()}


def stale(kinds: Iterable[str], year: int) -> list[str]:
    """The kinds whose standings of a year have to be refreshed before they are shown; five statements."""
    known = select(StandingStamp.kind, StandingStamp.stamp).where(StandingStamp.year == year)
    stored = {kind: stamp for kind, stamp in db.session.execute(known)}
    return [kind for kind, stamp in stamps(kinds, year).items() if stored.get(kind) != stamp]


def stamp_for_change(kind: str, year: int) -> StandingStamp | None:
    """The stamp of a kind's standings, locked, so that two refreshes don't cross."""
    row = select(StandingStamp).where(StandingStamp.kind == kind, StandingStamp.year == year).with_for_update()
    return db.session.scalar(row, execution_options={"populate_existing": True})


def feeders(year: int) -> dict[int, Decimal]:
    """The departments' scores that grid members take a part from, as the standings say."""
    rows = select(Standing.subject_id, Standing.raw)
    rows = rows.where(Standing.subject_kind == "department", Standing.year == year)
    return {subject: feeder(raw) for subject, raw in db.session.execute(rows)}


def keys(kind: str, year: int) -> dict[int, tuple[int, str]]:
    """Revision and basis of the standings there are, by subject."""
    rows = select(Standing.subject_id, Standing.revision, Standing.basis)
    rows = rows.where(Standing.subject_kind == kind, Standing.year == year)
    return {subject: (revision, basis) for subject, revision, basis in db.session.execute(rows)}


def wanted(kind: str, year: int, scores: Mapping[int, Decimal]) -> dict[int, Wanted]:
    """What the standings of everybody rated ought to be folded from; `scores` are `feeders` for grid members."""
    edition = edition_of(year)
    if kind not in edition.schemes:
        return {}
    revisions, histories = ledger.revisions(kind, year), awards.histories(kind, year)
    last, earlier = awards.last_briefs(kind, year), remembered(edition, kind, year)
    found = {}
    for one in subjects(kind, year).values():
        brief = next((last[source] for source in one.sources if source in last), None)
        old = [entry for source in one.sources for entry in earlier.get(source, ())]
        basis = _basis(
            edition.sha256, one, history_of(one.sources, histories), brief, old, scores.get(one.department_id)
        )
        found[one.id] = Wanted(one, sum(revisions.get(source, 0) for source in one.sources), basis, brief)
    return found


def _basis(
    edition: str,
    subject: Subject,
    history: History,
    last: awards.Brief | None,
    earlier: list[Entry],
    score: Decimal | None,
) -> str:
    past = [history.last_year, history.last_stars, str(history.removed_on), last.score if last else None]
    past += history.earned
    remembered_ones = sorted((entry.id, str(entry.closed_on)) for entry in earlier)
    return digest([edition, TOLD(subject), past, remembered_ones, str(score)])
