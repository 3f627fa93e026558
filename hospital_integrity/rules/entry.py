"""The facts a rating is folded from: entries (what happened) and marks (what was judged)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Entry(NamedTuple):
    """One fact, or the reversal of one. (A named tuple, because a year makes hundreds of thousands of them from rows.)

    A fact about a person has `staff_id` and the department noted on the day; one about a department has none.
    `points` (a magnitude, at most two places) only where the item is judged; the edition says what it is worth.
    `closed_on` is the day on which a warning was closed with evidence; closing a veto doesn't lift it.
    """

    id: int
    item: str
    happened_on: date
    times: int
    points: Decimal | None
    department_id: int
    staff_id: int | None = None
    evidence: str = ""
    attested: str = ""
    reverses: int | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A judged value on a sheet (`satisfaction`, `stage.department` …); the newest by rater counts, None withdraws.

    `rater` names who judged (a staff number, the number of a questionnaire) where that isn't simply who entered it.
    """

    id: int
    sheet: str
    heading: str
    rater_id: int | None
    value: Decimal | None
    comment: str = ""
    rater: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What the ladder looks back at: the last award (None: never rated) and the day a star was removed, if any.

    `earned` says of former years, the newest first, how many stars the score alone earned: pairs (year, stars).
    """

    last_year: int | None = None
    last_stars: int | None = None
    removed_on: date | None = None
    earned: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Departure:
    """A decision for another level than the one earned. It takes the place of the cut; whatever limits still does."""

    level: str
    reason: str


@dataclass(frozen=True, slots=True)
class Given:
    """A part's value that comes from outside, and the number of measures behind it where that is known."""

    part: str
    value: Decimal | None
    measures: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that decides one subject's rating in one year.

    `feeder` is the score (0 to 100) of the department that a grid member's rating takes a part from.
    `earlier` are entries of former years whose item is remembered (a negative list looks back over months).
    `pending` are veto items that are reported but not yet confirmed: they hold the result, they don't lower it.
    `given` values of parts stand in the place of computed ones.
    """

    kind: str
    subject_id: int
    year: int
    pool: str
    entries: tuple[Entry, ...] = ()
    marks: tuple[Mark, ...] = ()
    history: History = History()
    feeder: Decimal | None = None
    earlier: tuple[Entry, ...] = ()
    pending: tuple[str, ...] = ()
    departure: Departure | None = None
    given: tuple[Given, ...] = ()
