"""Whether quotas hold, found out afterwards and apart: from what was earned and what was given, not from how.

It shares no step with rules/quota.py: places are counted by trying, and who was cut is compared with who was kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.limits import Quota
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Scheme

EDGE = 3
Key = tuple[Decimal, ...]


@dataclass(frozen=True)
class Place:
    """One quota in one pool: its places, who wanted one, who got one, and who stands next to the edge on both sides.

    `inside` are ids of those kept with the least, `outside` of those cut with the most; the nearest first.
    """

    level: str
    pool: str
    share: Decimal
    rated: int
    allowed: int
    wanted: int
    held: int
    inside: tuple[int, ...]
    outside: tuple[int, ...]

    def plain(self) -> dict[str, Any]:
        """The same as JSON values."""
        edges = {"inside": list(self.inside), "outside": list(self.outside)}
        return {**vars(self), "share": f"{self.share:f}", **edges}


@dataclass(frozen=True)
class Proof:
    """What was counted, and what doesn't hold (nothing, if all is well)."""

    places: tuple[Place, ...]
    faults: tuple[Saying, ...]

    @property
    def holds(self) -> bool:
        """Whether every quota holds."""
        return not self.faults

    def plain(self) -> dict[str, Any]:
        """The same as JSON values."""
        return {"places": [one.plain() for one in self.places], "holds": self.holds}


def prove(scheme: Scheme, decided: Iterable[Rating]) -> Proof:
    """Check all quotas of a scheme on the decided ratings of everybody of its kind."""
    ratings = list(decided)
    floors: dict[int, int] = {one.subject_id: scheme.rank[one.earned or one.level] for one in ratings}
    places, faults = [], []
    for quota in scheme.quotas:
        for name, pool in _pools(quota, ratings).items():
            place, wrong = _checked(scheme, quota, name, pool, floors)
            places.append(place)
            faults += wrong
        _lower(scheme, quota, ratings, floors)
    return Proof(tuple(places), (*faults, *_unexplained(scheme, ratings, floors)))


def most(share: Decimal, rated: int, least: int) -> int:
    """The greatest number whose share of those rated isn't above `share` per cent, found by trying."""
    allowed = 0
    while allowed < rated and (allowed + 1) * 100 <= share * rated:
        allowed += 1
    return allowed if allowed >= least else min(least, rated)


def _pools(quota: Quota, ratings: Iterable[Rating]) -> dict[str, list[Rating]]:
    found: dict[str, list[Rating]] = defaultdict(list)
    for one in ratings:
        if one.rated:
            found[{"category": one.pool, "parts": str(one.contest.covered)}.get(quota.pool, "")].append(one)
    return found


def _checked(
    scheme: Scheme, quota: Quota, name: str, pool: Sequence[Rating], floors: dict[int, int]
) -> tuple[Place, list[Saying]]:
    top = scheme.rank[quota.level]
    wanted = [one for one in pool if floors[one.subject_id] <= top]
    kept = [one for one in wanted if scheme.rank[one.level] <= top]
    cut = [one for one in wanted if scheme.rank[one.level] > top]
    keys = {one.subject_id: _worth(quota, one, floors) for one in wanted}
    share = quota.share_in(name)
    inside = sorted(kept, key=lambda one: keys[one.subject_id])[:EDGE]
    outside = sorted(cut, key=lambda one: keys[one.subject_id], reverse=True)[:EDGE]
    place = Place(
        level=quota.level,
        pool=name,
        share=share,
        rated=len(pool),
        allowed=most(share, len(pool), quota.least),
        wanted=len(wanted),
        held=len(kept),
        inside=tuple(one.subject_id for one in inside),
        outside=tuple(one.subject_id for one in outside),
    )
    return place, list(_faults(place, [keys[one.subject_id] for one in kept], [keys[one.subject_id] for one in cut]))


def _worth(quota: Quota, one: Rating, floors: dict[int, int]) -> Key:
    """How good a contender is, the better the greater: level before this quota, score, then the written ties."""
    ties = {"deductions": -one.deductions, "bonus": one.bonus, "worst": -one.worst}
    return (Decimal(-floors[one.subject_id]), one.raw, *(ties[tie] for tie in quota.ties))


def _faults(place: Place, kept: list[Key], cut: list[Key]) -> Iterator[Saying]:
    if place.held > place.allowed:
        yield say("%(level)s的名额 %(allowed)s 个，给了 %(held)s 个", **_numbers(place))
    if kept and cut and max(cut) >= min(kept):
        yield say("%(level)s的名额没有按次序给：有人不比留下的差，却被调低", **_numbers(place))
    if cut and place.held + cut.count(max(cut)) <= place.allowed:
        yield say("%(level)s的名额 %(allowed)s 个，只给了 %(held)s 个，却有人因名额调低", **_numbers(place))


def _numbers(place: Place) -> dict[str, object]:
    return {"level": place.level, "allowed": place.allowed, "held": place.held}


def _lower(scheme: Scheme, quota: Quota, ratings: Iterable[Rating], floors: dict[int, int]) -> None:
    """Who was cut by this quota stands one level lower before the next one."""
    top = scheme.rank[quota.level]
    for one in ratings:
        if one.rated and floors[one.subject_id] <= top < scheme.rank[one.level]:
            floors[one.subject_id] = top + 1


def _unexplained(scheme: Scheme, ratings: Iterable[Rating], floors: dict[int, int]) -> Iterator[Saying]:
    for one in ratings:
        lowered = one.earned not in ("", one.level)
        if scheme.rank[one.level] != floors[one.subject_id]:
            yield say("第 %(subject)s 号的等次不是名额能说明的", subject=one.subject_id)
        elif lowered and not any(line.step == "quota" for line in one.lines):
            yield say("第 %(subject)s 号因名额调低，却没有写明理由", subject=one.subject_id)
        elif one.score != scheme.shown(one.raw):
            yield say("第 %(subject)s 号的得分不是封存的得分", subject=one.subject_id)
