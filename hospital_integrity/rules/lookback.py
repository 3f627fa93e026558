"""When a star is looked back at: half a year after it was awarded, and in full every few years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hospital_integrity.rules.ladder import recheck_due
from hospital_integrity.rules.period import last_day, months_after
from hospital_integrity.rules.scheme import Scheme

HALF_YEAR = 6
HALF, FULL = "half", "full"


def half_year_day(decided_on: date) -> date:
    """The day by which the half-year look-back at an award is due."""
    return months_after(decided_on, HALF_YEAR)


def full_check_day(scheme: Scheme, stars: Sequence[tuple[int, int]], checked: Sequence[int]) -> date | None:
    """The last day of the year in which a full re-check is due; None where the edition asks for none.

    `stars` are (year, stars) of a department, oldest first; `checked` the years of its full re-checks. It counts from
    the later of the last one and the first year of the present run of stars.
    """
    if not scheme.recheck_years or not stars or not stars[-1][1]:
        return None
    last = max([_run_began(stars), *checked])
    return last_day(next(year for year in range(last, last + 100) if recheck_due(scheme, year, last)))


def _run_began(stars: Sequence[tuple[int, int]]) -> int:
    began = stars[-1][0]
    for year, held in reversed(stars):
        if not held:
            break
        began = year
    return began
