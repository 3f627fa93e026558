"""Deciding over everybody: what compares subjects, then how many may hold a level, from the top, with reasons.

Case 14 of the worked cases: 2,045 people at 15 % give 306 (rounded down); a pool of 6 gives 0, which is why small
departments share one pool.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext

from hospital_integrity.rules.comparing import at_level, compare, pools
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.explanation import Line, Rating
from hospital_integrity.rules.fold import ARITHMETIC
from hospital_integrity.rules.limits import Quota
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Scheme

Key = tuple[Decimal, ...]


def places(share: Decimal, rated: int, least: int = 0) -> int:
    """How many places a share (per cent) of those rated gives: rounded down, at least `least`, at most all."""
    return min(rated, max(least, int(share * rated // 100)))


def decide(edition: Edition, kind: str, ratings: Iterable[Rating]) -> dict[int, Rating]:
    """The ratings of one kind after breaks, lowest shares and quotas of its scheme, by subject id; scores never change.

    Who could not be rated (too little evidence) neither takes a place nor makes one.
    """
    scheme = edition.schemes[kind]
    decided = {rating.subject_id: rating for rating in ratings}
    if scheme.compares:
        with localcontext(ARITHMETIC):
            decided = compare(scheme, decided)
    for quota in scheme.quotas:
        for name, pool in pools(decided.values(), quota.pool).items():
            decided.update({rating.subject_id: rating for rating in _over(scheme, quota, name, pool)})
    return decided


def order(scheme: Scheme, quota: Quota, rating: Rating) -> Key:
    """Sort key of a contender, the best first: level held, score, then the quota's tie rules.

    The level comes first because a ceiling may have put a higher score on a lower level.
    """
    rules = {"deductions": rating.deductions, "bonus": -rating.bonus, "worst": rating.worst}
    return (Decimal(scheme.rank[rating.level]), -rating.raw, *(rules[tie] for tie in quota.ties))


def _over(scheme: Scheme, quota: Quota, name: str, pool: list[Rating]) -> Iterable[Rating]:
    """The contenders of a pool that its places don't reach, one level lower."""
    top = scheme.rank[quota.level]
    held = {r.subject_id: order(scheme, quota, r) for r in pool if scheme.rank[r.level] <= top}
    contenders = sorted((r for r in pool if r.subject_id in held), key=lambda r: (held[r.subject_id], r.subject_id))
    allowed = places(quota.share_in(name), len(pool), quota.least)
    kept = _without_split_ties([held[r.subject_id] for r in contenders], allowed)
    for place, rating in enumerate(contenders[kept:], kept + 1):
        yield _lowered(scheme, quota, rating, rated=len(pool), allowed=allowed, place=place)


def _without_split_ties(keys: Sequence[Key], allowed: int) -> int:
    """How many are kept: equals at the edge stand or fall together, and the quota always holds."""
    kept = min(allowed, len(keys))
    if kept < len(keys):
        while kept and keys[kept - 1] == keys[kept]:
            kept -= 1
    return kept


def _lowered(scheme: Scheme, quota: Quota, rating: Rating, *, rated: int, allowed: int, place: int) -> Rating:
    level = scheme.levels[scheme.rank[quota.level] + 1]
    words = say(
        "名额：%(rated)s 个参评对象中%(level)s及以上 %(allowed)s 个，本对象排第 %(place)s，改为%(lower)s",
        rated=rated,
        level=scheme.level_by_key[quota.level].name,
        allowed=allowed,
        place=place,
        lower=level.name,
    )
    return at_level(scheme, rating, level, Line("quota", words))
