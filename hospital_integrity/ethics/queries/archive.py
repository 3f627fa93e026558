"""What the archive of a closed year is made of; the awards come one after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Closing, Sealed
from hospital_integrity.departments import queries as departments
from hospital_integrity.ethics.queries.papers import counted, hospital_name
from hospital_integrity.rules.archive import Decision, harmless
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.ethics_summary import Summary
from hospital_integrity.rules.saying import Refused

Known = tuple[str, int, str, str | None, str, str | None]


@dataclass(frozen=True)
class Year:
    """A closed year: the decision and its rules, how many awards of each kind, and the counts of the assessment."""

    closing: Closing
    decision: Decision
    edition: Edition
    hospital: str
    counts: dict[str, int]
    summary: Summary | None

    def awards(self) -> Iterator[Sealed]:
        """Every award in the order of kinds and subjects."""
        return awards.sealed_awards(self.closing.id)

    def register(self, places: Collection[int], people: Collection[int]) -> Iterator[Known]:
        """Departments, then people, as the register knows them today: kind, id, code or number, name, what they are."""
        known, staff = departments.departments_by_id(places), departments.staff_members(people)
        for place in sorted(known.values(), key=lambda one: one.id):
            yield "department", place.id, place.code, harmless(place.name), place.category, ""
        for one in sorted(staff.values(), key=lambda one: one.id):
            yield "staff", one.id, one.number, harmless(one.name), one.profession, harmless(one.title)


def archived(year: int) -> Year:
    """The closing that holds for a year, ready to be archived; Refused while there is none."""
    found = awards.closing_of(year)
    if found is None:
        raise Refused("%(year)s 年度还没有结束，没有可以归档的结果", year=year)
    counts: dict[str, int] = {}
    for (kind, _), number in awards.levels_of(found.id).items():
        counts[kind] = counts.get(kind, 0) + number
    decision = Decision(year, found.round, found.document_no, found.decided_on.isoformat(), found.sha256)
    return Year(
        closing=found,
        decision=decision,
        edition=awards.edition_of_closing(found),
        hospital=hospital_name(found.decided_on),
        counts=counts,
        summary=counted(year) if "staff" in counts else None,
    )
