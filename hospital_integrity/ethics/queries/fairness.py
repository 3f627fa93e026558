"""Who judged at the stages of a year, for the comparison of raters."""

from __future__ import annotations

from collections.abc import Iterable

from hospital_integrity.accounts.queries import numbers_of
from hospital_integrity.departments import queries as departments
from hospital_integrity.ethics.queries import judged
from hospital_integrity.rules.stage_raters import StageRater, stage_raters


def raters(year: int) -> list[StageRater]:
    """Everybody who judged others in a year; a constant number of statements."""
    return stage_raters(judged(year))


def rater_names(found: Iterable[StageRater]) -> dict[int, tuple[str, str]]:
    """Name and number of each rater by account; whoever has no register entry stands with the number only."""
    numbers = numbers_of({one.rater_id for one in found if one.rater_id is not None})
    people = departments.staff_by_numbers(list(numbers.values()))
    return {id_: (people[number].name if number in people else "", number) for id_, number in numbers.items()}
