"""What a meeting is told about one subject: how its result came about and how safe it is."""

from __future__ import annotations

from dataclasses import dataclass

from hospital_integrity.closing.models import Departure, Meeting, Objection, ProposedResult
from hospital_integrity.closing.queries.course import objections
from hospital_integrity.closing.queries.departures import departed, departures, departures_in_force
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.queries import facts_of
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.narrative import why
from hospital_integrity.rules.saying import Saying


@dataclass(frozen=True)
class Told:
    """A subject's result with its reasons in short, objections and departures."""

    result: ProposedResult
    of_stars: int
    sentences: tuple[Saying, ...]
    objections: tuple[Objection, ...]
    departures: tuple[Departure, ...]


def told(meeting: Meeting, result: ProposedResult) -> Told:
    """Everything that is shown about a subject while the members vote."""
    kind, subject = result.subject_kind, result.subject_id
    edition = edition_of(meeting.year)
    about = [one for one in objections(meeting.year) if (one.subject_kind, one.subject_id) == (kind, subject)]
    moved = [one for one in departures(meeting.year) if (one.subject_kind, one.subject_id) == (kind, subject)]
    stars = max(level.stars for level in edition.schemes[kind].levels)
    return Told(result, stars, _sentences(meeting.year, kind, subject), tuple(about), tuple(moved))


def _sentences(year: int, kind: str, subject: int) -> tuple[Saying, ...]:
    edition, found = edition_of(year), {(kind, one): facts for one, facts in facts_of(kind, year, [subject]).items()}
    for facts in departed(found, departures_in_force(year)).values():
        return tuple(why(edition, facts, fold(edition, facts)))
    return ()
