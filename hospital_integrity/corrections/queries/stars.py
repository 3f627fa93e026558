"""What a correction looks at first: years built upon, vetoes to rest on, papers it touches, look-backs due."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import LookBack
from hospital_integrity.certificates import queries as certificates
from hospital_integrity.certificates.queries import Paper
from hospital_integrity.clock import today
from hospital_integrity.departments import queries as departments
from hospital_integrity.ledger.queries import Indicator, indicators_of, sealed_years
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.current_star import StarNow
from hospital_integrity.rules.lookback import FULL, HALF, full_check_day, half_year_day
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.transition import REMOVED


def later_years(year: int) -> list[int]:
    """The closed years that stand upon this one, the newest first: they must be opened again before it."""
    return sorted((sealed for sealed in sealed_years() if sealed > year), reverse=True)


def vetoes_of(kind: str, subject_id: int, after: int) -> list[Indicator]:
    """The vetoes on record that a removal may rest on, newest first: those that the award of `after` hasn't weighed."""
    sources = departments.lineage([subject_id])[subject_id] if kind == "department" else (subject_id,)
    found = indicators_of(sources, kind=kind)
    vetoes = (one for source in sources for one in found.get(source, []) if one.item.kind == "veto")
    return [one for one in vetoes if one.entry.counts_in > after]


def papers_touched(now: StarNow) -> list[Paper]:
    """The valid papers of the award whose star is about to move."""
    award_id = now.awarded.award_id
    papers = certificates.papers_of_awards([award_id])[award_id] if award_id else []
    return [paper for paper in papers if paper.state in (certificates.VALID, certificates.SUSPENDED)]


@dataclass(frozen=True)
class Due:
    """A look-back that is due or was made: at which department, which award, by when."""

    department_id: int
    kind: str
    year: int
    stars: int
    decided_on: date
    due_on: date
    made: LookBack | None

    @property
    def days_late(self) -> int:
        """How many days it is late; 0 while it isn't, or once it was made."""
        return 0 if self.made else max(0, (today() - self.due_on).days)


def look_backs_due(day: date, department_ids: Collection[int] | None = None) -> list[Due]:
    """The look-backs of every department that has stars on a day: overdue first, then by day, those made at the end."""
    ids = [place.id for place in departments.departments_on(day)] if department_ids is None else department_ids
    now, scheme = awards.stars_now("department", ids, day), _scheme(day.year)
    years, made = awards.years_of_stars("department", ids), awards.look_backs()
    found = []
    for one, star in now.items():
        if star.awarded.stars and star.standing != REMOVED and scheme is not None:
            here = [(row.year, row.stars) for row in years.get(one, []) if row.award_id]
            stars = here or [(star.awarded.year, star.awarded.stars)]
            found += _due(one, star, scheme, stars, [row for row in made if row.department_id == one])
    return sorted(found, key=lambda due: (due.made is not None, due.due_on, due.department_id))


def due_of(department_id: int, kind: str, day: date) -> Due | None:
    """One department's look-back of a kind, due or made."""
    return next((one for one in look_backs_due(day, [department_id]) if one.kind == kind), None)


def _due(
    department_id: int, star: StarNow, scheme: Scheme, stars: list[tuple[int, int]], made: list[LookBack]
) -> list[Due]:
    last = star.awarded
    days = {HALF: half_year_day(last.decided_on)}
    full = full_check_day(scheme, stars, [row.looked_on.year for row in made if row.kind == FULL])
    if full is not None:
        days[FULL] = full
    done = {row.kind: row for row in made if row.year == last.year}
    return [
        Due(department_id, kind, last.year, last.stars, last.decided_on, day, done.get(kind))
        for kind, day in days.items()
    ]


def _scheme(year: int) -> Scheme | None:
    try:
        return edition_of(year).schemes.get("department")
    except Refused:
        return None
