"""Reading marks: the sheets of an edition, what a rater has given, who rated, and whose department is whose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from hospital_integrity import clock
from hospital_integrity.access import Asker
from hospital_integrity.accounts.queries import numbers_of
from hospital_integrity.departments import queries as departments
from hospital_integrity.ledger.queries import marks_of_year, sheets_marked_by
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.period import last_day
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Sheet
from hospital_integrity.rules.weighing import newest_marks

KIND = "department"


def mark_sheets(year: int) -> dict[str, Sheet]:
    """The sheets on which departments are marked in a year, as its edition names them."""
    scheme = edition_of(year).schemes.get(KIND)
    return dict(scheme.sheets) if scheme else {}


def sheets_to_rate(person: Asker, year: int) -> dict[str, Sheet]:
    """The sheets that somebody fills in as a rater: those that the edition leaves to one of the person's roles."""
    if person.staff_id is None:
        return {}
    try:
        found = mark_sheets(year)
    except Refused:
        return {}
    return {key: sheet for key, sheet in found.items() if not person.roles.isdisjoint(sheet.entered_by)}


def sheets_waiting(person: Asker, year: int) -> list[Sheet]:
    """The sheets that somebody fills in as a rater and hasn't begun."""
    found = sheets_to_rate(person, year)
    own = departments.staff_member(person.staff_id or 0) if found else None
    done = sheets_marked_by(own.number, year) if own else set()
    return [sheet for key, sheet in found.items() if key not in done]


def given(year: int, sheet: Sheet) -> dict[str, dict[int, Decimal]]:
    """Every rater's counting mark of every department on a sheet; a rater without a note is `#` and the account."""
    found: dict[str, dict[int, Decimal]] = defaultdict(dict)
    single = [sheet.key] if sheet.raters == "one" else []
    for subject, marks in marks_of_year(KIND, year).items():
        for mark in newest_marks((m for m in marks if m.sheet == sheet.key), single=single).values():
            if mark.value is not None:
                found[key_of(mark.rater, mark.rater_id)][subject] = mark.value
    return found


def key_of(rater: str, account_id: int | None) -> str:
    """By what a rater is told from the others."""
    return rater or f"#{account_id or 0}"


def judged_on(year: int) -> date:
    """The day whose departments and homes count for the marks of a year."""
    return min(clock.today(), last_day(year))


def home_of(number: str, year: int) -> int | None:
    """The department that the rater with this staff number belongs to; None where the number is nobody's."""
    ids = departments.staff_ids([number]) if number else {}
    homes = departments.home_department(list(ids.values()), judged_on(year)) if ids else {}
    return homes.get(ids.get(number, 0))


def homes_of(numbers: Collection[str], year: int) -> dict[str, int]:
    """The same for many numbers; whoever is nobody, or belongs nowhere, is left out."""
    ids = departments.staff_ids(numbers)
    homes = departments.home_department(list(ids.values()), judged_on(year)) if ids else {}
    return {number: homes[id_] for number, id_ in ids.items() if id_ in homes}


def rater_names(keys: Collection[str]) -> Mapping[str, str]:
    """The names behind raters' keys, as far as they are staff; a questionnaire's number stays itself, "" is unknown."""
    accounts = numbers_of([int(key[1:]) for key in keys if key.startswith("#")])
    numbers = {key: accounts.get(int(key[1:]), key) if key.startswith("#") else key for key in keys}
    people = departments.staff_by_numbers(set(numbers.values()))
    return {key: f"{people[n].name} {n}" if n in people else "" if n == "#0" else n for key, n in numbers.items()}
