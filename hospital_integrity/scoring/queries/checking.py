"""Gathers what the rows of a sheet are checked against: people, departments, homes, editions, who enters them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.departments import queries as departments
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scoresheet import Known, Row, days, number_of


def known_for(rows: Sequence[Row]) -> Known:
    """What these rows are checked against; one statement for each day on which somebody's home is looked up."""
    people = departments.staff_by_numbers({number_of(row) for row in rows} - {""})
    ids = {number: person.id for number, person in people.items()}
    roles = asker().roles if asker().account_id is not None else None
    return Known(ids, _departments(), _homes(rows, ids), _editions(days(rows)), clock.today(), roles)


def _homes(rows: Sequence[Row], ids: Mapping[str, int]) -> dict[tuple[int, date], int]:
    asked: dict[date, set[int]] = defaultdict(set)
    for row in rows:
        if (person := ids.get(number_of(row))) is not None:
            for day in days([row]):
                asked[day].add(person)
    return {
        (person, day): home
        for day, found in asked.items()
        for person, home in departments.home_department(found, day).items()
    }


def _departments() -> dict[str, int]:
    places = departments.departments_on(clock.today())
    named = Counter(place.name for place in places)
    by_name = {place.name: place.id for place in places if named[place.name] == 1}
    return by_name | {place.code: place.id for place in places}


def _editions(found: set[date]) -> dict[int, Edition]:
    editions = {}
    for year in {day.year for day in found}:
        try:
            editions[year] = edition_of(year)
        except Refused:
            continue
    return editions
