"""What the grades of a year mean elsewhere, with what sanctions add: for the personnel office and the person alone."""

from __future__ import annotations

from collections.abc import Iterable

from hospital_integrity.departments import queries as departments
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.models import Standing
from hospital_integrity.rules.appraisal import Links, links
from hospital_integrity.rules.fold import consequences
from hospital_integrity.sanctions.queries import terms_of

DOCTOR = "doctor"


def links_of(year: int, rows: Iterable[Standing]) -> dict[int, Links]:
    """The links of these standings of staff, by person; a handful of statements however many they are."""
    rows, scheme = list(rows), edition_of(year).schemes["staff"]
    people = departments.staff_members({row.subject_id for row in rows})
    periods = terms_of(people)
    found = {}
    for row in rows:
        said = consequences(scheme, scheme.level_by_key[row.level], row.raw, row.deductions, row.worst)
        sanctions = [term.sanction for term in periods.get(row.subject_id, ())]
        doctor = people[row.subject_id].profession == DOCTOR
        found[row.subject_id] = links(scheme, said, sanctions, year, doctor=doctor)
    return found
