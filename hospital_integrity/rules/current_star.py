"""The star of today: that of the last award, as decisions since then and indicators on record have left it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.transition import RESUMED, SUSPENDED


@dataclass(frozen=True, slots=True)
class Awarded:
    """The newest award of a subject, or the newest result brought from papers: `award_id` is None then."""

    year: int
    stars: int
    decided_on: date
    award_id: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about the stars of an award after it, in the order of `number`."""

    number: int
    transition: str
    changed_on: date
    to_stars: int


@dataclass(frozen=True, slots=True)
class Limit:
    """An indicator that allows at most `stars`; `year` is the one it counts in. It holds from `begins` until `ends`."""

    name: str
    year: int
    stars: int
    entry_id: int
    begins: date
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class StarNow:
    """Today's stars and why they are not those awarded.

    `standing` is the last decision that holds them down ('' for none), `limits` what indicators say.
    """

    awarded: Awarded
    stars: int
    standing: str = ""
    reasons: tuple[Saying, ...] = ()
    limited_by: tuple[int, ...] = ()

    @property
    def is_limited(self) -> bool:
        """Whether fewer stars hold today than were awarded."""
        return self.stars < self.awarded.stars


def star_now(awarded: Awarded, decisions: Sequence[Decision], limits: Sequence[Limit], day: date) -> StarNow:
    """The last decision holds, then the lowest indicator; one that the award weighed itself, being of its year, not."""
    taken = [one for one in decisions if one.changed_on <= day]
    last = max(taken, key=lambda one: one.number, default=None)
    standing = "" if last is None or last.transition == RESUMED else last.transition
    stars, reasons = awarded.stars, []
    if last is not None and standing:
        stars = last.to_stars
        reasons.append(_decision_saying(last))
    binding = [one for one in limits if one.year > awarded.year and one.stars < awarded.stars and _holds(one, day)]
    reasons += [_limit_saying(one) for one in binding]
    least = min((one.stars for one in binding), default=stars)
    return StarNow(awarded, min(stars, least), standing, tuple(reasons), tuple(one.entry_id for one in binding))


def _holds(limit: Limit, day: date) -> bool:
    return limit.begins <= day and (limit.ends is None or day < limit.ends)


def _decision_saying(decision: Decision) -> Saying:
    if decision.transition == SUSPENDED:
        return say("%(day)s 决定暂停", day=decision.changed_on)
    return say("%(day)s 决定摘星", day=decision.changed_on)


def _limit_saying(limit: Limit) -> Saying:
    if not limit.stars:
        return say("%(item)s：摘星", item=limit.name)
    return say("%(item)s：最多 %(stars)s 星", item=limit.name, stars=limit.stars)
