"""Who takes part in a year's assessment: not who was hired in it, nor who was away for more than a part of it.

Sources: rules of R2 (new hires of the year), proposal (absent for more than half of the year); an edition says both
otherwise. Where somebody belongs on the last day decides who judges: rotating staff are assessed where they work then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hospital_integrity.rules.period import first_day, last_day
from hospital_integrity.rules.saying import Saying, say

ONE_DAY = timedelta(days=1)
HALF = Decimal(50)


@dataclass(frozen=True)
class Assessed:
    """Whether those hired in the year take part, and how many per cent of its days one may be away at most."""

    newcomers: bool = False
    absent: Decimal = HALF


EVERYBODY = Assessed()


@dataclass(frozen=True)
class Away:
    """Away from a day to a day, both included; an open end is None and counts until the year is over."""

    first: date
    last: date | None
    kind: str = ""


@dataclass(frozen=True)
class Tenure:
    """What the register says of somebody: employed from when to when, and whether there is a department on the day."""

    hired_on: date
    left_on: date | None = None
    homed: bool = True
    away: tuple[Away, ...] = ()


def days_away(spans: Iterable[Away], year: int) -> int:
    """On how many days of a calendar year somebody was away; days of two spans count once."""
    days, reached = 0, first_day(year) - ONE_DAY
    for span in sorted(spans, key=lambda one: one.first):
        first, last = max(span.first, reached + ONE_DAY), min(span.last or last_day(year), last_day(year))
        if first <= last:
            days, reached = days + (last - first).days + 1, last
    return days


def why_not(rule: Assessed, tenure: Tenure, year: int, day: date) -> Saying | None:
    """Why somebody isn't assessed in a year whose memberships are read on `day`; None for who is."""
    if tenure.hired_on > day or (tenure.hired_on.year >= year and not rule.newcomers):
        return say("当年入职（%(day)s），不参加考评", day=tenure.hired_on)
    if tenure.left_on is not None and tenure.left_on < day:
        return say("考评日前已离职（%(day)s），不参加考评", day=tenure.left_on)
    if not tenure.homed:
        return say("考评日不属于任何科室，不参加考评")
    return _away_too_long(rule, tenure, year)


def _away_too_long(rule: Assessed, tenure: Tenure, year: int) -> Saying | None:
    whole = (last_day(year) - first_day(year)).days + 1
    days = days_away(tenure.away, year)
    if days * 100 <= rule.absent * whole:
        return None
    return say("全年离岗 %(days)s 天，超过全年的 %(share)s%%，不参加考评", days=days, share=f"{rule.absent:f}")
