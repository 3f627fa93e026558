"""What departments gave themselves, heading by heading, beside what was computed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity.ledger.queries import marks_of_year
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.queries import ratings_of
from hospital_integrity.rules.entry import Mark
from hospital_integrity.rules.evidence import SELF_RATING
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.saying import Refused

KIND = "department"
FULL = Decimal(100)


@dataclass(frozen=True)
class Row:
    """A heading: what the department gave itself (None: nothing yet), what was computed, the most it can have."""

    key: str
    name: str
    own: Decimal | None
    computed: Decimal
    full: Decimal

    @property
    def gap(self) -> Decimal | None:
        """How far the department's own mark lies above what was computed."""
        return None if self.own is None else self.own - self.computed


@dataclass(frozen=True)
class SelfRating:
    """A department's own marks of a year; `comment` is what it says about itself."""

    department_id: int
    rows: tuple[Row, ...]
    comment: str

    @property
    def complete(self) -> bool:
        """Whether every heading has a mark of its own."""
        return all(row.own is not None for row in self.rows)

    @property
    def own(self) -> Decimal:
        """The sum of the department's own marks."""
        return sum((row.own for row in self.rows if row.own is not None), Decimal(0))

    @property
    def computed(self) -> Decimal:
        """The sum of what was computed."""
        return sum((row.computed for row in self.rows), Decimal(0))


def asks_for_self_rating(year: int) -> bool:
    """Whether the year's edition wants departments to rate themselves."""
    try:
        scheme = edition_of(year).schemes.get(KIND)
    except Refused:
        return False
    return scheme is not None and scheme.self_rating and bool(scheme.headings)


def self_ratings(year: int, department_ids: Collection[int] | None = None) -> dict[int, SelfRating]:
    """The self-ratings of departments, those without any mark included; folded now."""
    marks = marks_of_year(KIND, year, department_ids)
    ratings = ratings_of(KIND, year, department_ids, quota=False)
    return {one: _self_rating(rating, marks.get(one, ())) for one, rating in ratings.items()}


def _self_rating(rating: Rating, marks: Collection[Mark]) -> SelfRating:
    own = {mark.heading: mark for mark in sorted(marks, key=lambda mark: mark.id) if mark.sheet == SELF_RATING}
    rows = (Row(one.key, one.name, _value(own.get(one.key)), one.points, one.full or FULL) for one in rating.headings)
    comment = next((mark.comment for mark in own.values() if mark.comment), "")
    return SelfRating(rating.subject_id, tuple(rows), comment)


def _value(mark: Mark | None) -> Decimal | None:
    return mark.value if mark else None
