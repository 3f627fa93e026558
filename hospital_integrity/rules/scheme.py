"""What an edition consists of: items, and one scheme each for staff, departments and grid members.

The words here are those of docs/edition.md. Points and shares are Decimal; only `rounding` says where to round.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from hospital_integrity.rules.assessed import EVERYBODY, Assessed
from hospital_integrity.rules.interval import EVERYTHING, Interval
from hospital_integrity.rules.limits import ANYTHING, LOWEST, Coverage, Ladder, Limiter, Quota
from hospital_integrity.rules.period import day_in
from hospital_integrity.rules.saying import Saying, say

KINDS = ("staff", "department", "grid")
ITEM_KINDS = ("bonus", "deduction", "veto", "warning", "check")
SOURCES = ("entries", "marks", "department", "given")


@dataclass(frozen=True)
class Item:
    """One clause of the rules: what kind of fact it is and what it is worth in each scheme.

    worth of an entry = `worth[kind]` x points judged (1 where the item isn't judged) x times. Points are judged between
    the two numbers of `judged`, in multiples of `step`. `cap` is the most that the item may add or take in a term.
    `ceilings` are the levels above which a fact under this item allows nobody to come.
    `lookback` is for how many months a veto is remembered beyond its own year (0: only in its year).
    `entered_by` are codes of the roles that may record it (none: whoever may score).
    `planned` is how often a year the subject can do it of its own will; advice proposes nothing else (rules/advice.py).
    """

    key: str
    name: str
    clause: str
    kind: str
    headings: Mapping[str, str]
    worth: Mapping[str, Decimal]
    ceilings: Mapping[str, str]
    judged: tuple[Decimal, Decimal] | None = None
    step: Decimal = Decimal("0.01")
    cap: Decimal | None = None
    evidence: bool = False
    severity: str = ""
    minute: bool = False
    lookback: int = 0
    retired: bool = False
    group: str = ""
    entered_by: tuple[str, ...] = ()
    planned: int = 0

    @cached_property
    def saying(self) -> Saying:
        """The item's name as a line of the explanation; one object for all entries."""
        return say("%(item)s", item=self.name)

    def allows(self, points: Decimal) -> bool:
        """Whether points may be judged so: inside the range, and a multiple of the step."""
        return self.judged is not None and self.judged[0] <= points <= self.judged[1] and not points % self.step

    def counts_for(self, kind: str) -> bool:
        """Whether a fact under this item means anything in a scheme: worth, ceiling or evidence."""
        return kind in self.worth or kind in self.ceilings or kind in self.headings


@dataclass(frozen=True)
class Heading:
    """A heading: `points` is its share of the base, `most_bonus` and `most_deduction` are its limits in a term."""

    key: str
    name: str
    points: Decimal | None = None
    most_bonus: Decimal | None = None
    most_deduction: Decimal | None = None


@dataclass(frozen=True)
class Part:
    """A weighted part of the score: from entries (base and points), marks on sheets, the department's score, or given.

    Entries count as points x 100 / `full`; marks and given values stand as they are, on whatever scale. `rounding` is
    the step to which the value is rounded before it is weighted, if it is.
    """

    key: str
    name: str
    weight: Decimal
    source: str
    base: Decimal = Decimal(0)
    full: Decimal = Decimal(100)
    sheets: tuple[str, ...] = ()
    rounding: Decimal | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet of marks: what it is called, its range, and whether several raters fill it or one mark stands for all.

    `entered_by` are codes of the roles whose holders fill it in themselves, beside the office (none: only the office).
    """

    key: str
    name: str
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(100)
    raters: str = "many"
    entered_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Region:
    """A box in the space of score, total deductions and greatest deduction under one item."""

    score: Interval = EVERYTHING
    deductions: Interval = EVERYTHING
    worst: Interval = EVERYTHING

    def holds(self, score: Decimal, deductions: Decimal, worst: Decimal) -> bool:
        """Whether the three numbers lie inside."""
        return score in self.score and deductions in self.deductions and worst in self.worst


@dataclass(frozen=True)
class Level:
    """A grade or a number of stars, and where it is earned; `otherwise` takes what no other level does."""

    key: str
    name: str
    stars: int
    regions: tuple[Region, ...]
    otherwise: bool = False
    certificate: bool = False


@dataclass(frozen=True)
class Stage:
    """A stage of the assessment; who judges may depart from the computed score by at most `margin`, if it `counts`.

    `opens` and `closes` are its first and last day as `12-24` or, in the year after, `next 01-31`; empty: no proposal.
    """

    key: str
    name: str
    margin: Decimal
    counts: bool = True
    opens: str = ""
    closes: str = ""

    def days(self, year: int) -> tuple[date, date]:
        """The first and the last day in the assessment of a year; only where both are named."""
        return day_in(self.opens, year), day_in(self.closes, year)


@dataclass(frozen=True)
class Content:
    """One of the headings under which stages judge (the seven of the national paper), beside the items' headings."""

    key: str
    name: str


@dataclass(frozen=True)
class Consequence:
    """A statement that follows from the result, such as the link to the annual appraisal, with its condition."""

    words: str
    region: Region
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scheme:
    """How one kind of subject is rated. Levels stand best first; the order of steps is fixed (docs/edition.md).

    `sheets` are all that the parts name. `notice` is how many working days a year's result is on public notice before
    it may be confirmed. `self_rating`: the subjects propose their own result first. `cut`: levels are cut by their
    conditions (`bands`) or where the scores of a `pool` lie apart (`breaks`). `contents` are what the stages judge.
    `notice_names` says how names of people stand on it, "masked" or "full" ("": whoever announces decides).
    `answer` is within how many working days after the notice objections are answered.
    """

    kind: str
    name: str
    headings: Mapping[str, Heading]
    parts: tuple[Part, ...]
    levels: tuple[Level, ...]
    join: str = "sum"
    rounding: Decimal = Decimal("0.01")
    decide: str = "first"
    cut: str = "bands"
    pool: str = "all"
    shown_at_most: Decimal | None = None
    bonus_after: Decimal | None = None
    evidence: int = 0
    coverage: Coverage = ANYTHING
    recheck_years: int = 0
    limiters: tuple[Limiter, ...] = ()
    ladder: Ladder | None = None
    quotas: tuple[Quota, ...] = ()
    stages: tuple[Stage, ...] = ()
    contents: tuple[Content, ...] = ()
    assessed: Assessed = EVERYBODY
    answer: int = 15
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    notice: int = 0
    notice_names: str = ""
    self_rating: bool = False
    consequences: tuple[Consequence, ...] = ()

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """Place of each level, 0 the best."""
        return {level.key: place for place, level in enumerate(self.levels)}

    @cached_property
    def level_by_key(self) -> Mapping[str, Level]:
        """Levels by their key."""
        return {level.key: level for level in self.levels}

    def shown(self, raw: Decimal) -> Decimal:
        """The score as shown: capped where the edition says."""
        return raw if self.shown_at_most is None else min(raw, self.shown_at_most)

    @cached_property
    def limited_headings(self) -> frozenset[str]:
        """Keys of the headings that have a limit in a term."""
        limited = (one for one in self.headings.values() if (one.most_bonus, one.most_deduction) != (None, None))
        return frozenset(one.key for one in limited)

    @cached_property
    def entries_part(self) -> Part | None:
        """The part that entries are counted in, if the scheme has one."""
        return next((part for part in self.parts if part.source == "entries"), None)

    @cached_property
    def part_by_key(self) -> Mapping[str, Part]:
        """Parts by their key."""
        return {part.key: part for part in self.parts}

    @cached_property
    def part_names(self) -> Mapping[str, str]:
        """What people call the parts, by key."""
        return {part.key: part.name for part in self.parts}

    @cached_property
    def starred(self) -> tuple[Level, ...]:
        """The levels that have stars, the lowest first: the groups of natural breaks."""
        return tuple(level for level in reversed(self.levels) if level.stars)

    @cached_property
    def compares(self) -> bool:
        """Whether a level depends on others' numbers before any quota does."""
        lowest = any(limiter.bound == LOWEST for limiter in self.limiters)
        return self.cut == "breaks" or lowest or "parts" in (self.pool, *(quota.pool for quota in self.quotas))

    @cached_property
    def measured(self) -> bool:
        """Whether the number of measures behind a part matters."""
        return bool(self.coverage.measures) or any(limiter.measures for limiter in self.limiters)

    def better(self, one: Level, other: Level) -> Level:
        """The better of two levels."""
        return min(one, other, key=lambda level: self.rank[level.key])

    def worse(self, one: Level, other: Level) -> Level:
        """The worse of two levels."""
        return max(one, other, key=lambda level: self.rank[level.key])
