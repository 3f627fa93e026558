"""What must hold of evidence, limiters, quotas and the ladder: they exist, they can work, they don't contradict."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hospital_integrity.rules.ladder_checker import ladder_problems
from hospital_integrity.rules.limiter_checker import limiter_problems
from hospital_integrity.rules.limits import Quota
from hospital_integrity.rules.register import CATEGORIES
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.table import Problem

TIES = ("deductions", "bonus", "worst")


def limits_problems(place: str, scheme: Scheme) -> Iterator[Problem]:
    """Everything that is wrong with what limits levels; `place` is the scheme's."""
    yield from _evidence(f"{place}.evidence", scheme)
    yield from limiter_problems(place, scheme)
    yield from _quotas(place, scheme)
    yield from ladder_problems(place, scheme)


def _evidence(place: str, scheme: Scheme) -> Iterator[Problem]:
    asked = scheme.coverage
    if scheme.evidence > len(scheme.headings):
        yield Problem(place, say("要求的栏目数超过了栏目总数"))
    if asked.parts > len(scheme.parts):
        yield Problem(
            f"{place}.parts",
            say("要求 %(asked)s 个部分，只有 %(there)s 个", asked=asked.parts, there=len(scheme.parts)),
        )
    if asked.measures and not (asked.parts or asked.any_of or asked.all_of):
        yield Problem(f"{place}.measures", say("还要写明几个部分（parts）或哪些部分（any_of、all_of）要有这么多指标"))
    for key, named in (("any_of", asked.any_of), ("all_of", asked.all_of)):
        for part in named:
            if part not in scheme.part_by_key:
                yield Problem(f"{place}.{key}", say("没有部分“%(part)s”", part=part))


def _quotas(place: str, scheme: Scheme) -> Iterator[Problem]:
    for number, quota in enumerate(scheme.quotas):
        where = f"{place}.quotas[{number}]"
        yield from _shares(where, quota)
        if scheme.levels and quota.level == scheme.levels[-1].key:
            yield Problem(f"{where}.level", say("最后一个等次不能有名额：没有更低的等次可去"))
        if set(quota.ties) - set(TIES):
            yield Problem(f"{where}.ties", say("应为其中之一：%(allowed)s", allowed="、".join(TIES)))
    for number, (higher, lower) in enumerate(pairwise(scheme.quotas), 1):
        wrong = _order_of_quotas(scheme, higher, lower)
        if wrong is not None:
            yield Problem(f"{place}.quotas[{number}]", wrong)


def _shares(where: str, quota: Quota) -> Iterator[Problem]:
    for key, share in (("share", quota.share), *((f"shares.{one}", share) for one, share in quota.shares.items())):
        if not 0 <= share <= 100:
            yield Problem(f"{where}.{key}", say("名额比例应在 0 到 100 之间"))
    if quota.shares and quota.pool != "category":
        yield Problem(f"{where}.shares", say('各类分别定比例时，范围须是各类分开：pool = "category"'))
    for unknown in sorted(set(quota.shares) - set(CATEGORIES)):
        words = say(
            "没有这个类别：%(unknown)s；应为其中之一：%(allowed)s", unknown=unknown, allowed="、".join(CATEGORIES)
        )
        yield Problem(f"{where}.shares.{unknown}", words)


def _smaller(higher: Quota, lower: Quota) -> bool:
    """Whether the lower level's quota is smaller in any pool."""
    pools = {"", *higher.shares, *lower.shares}
    return any(higher.share_in(pool) > lower.share_in(pool) for pool in pools) or higher.least > lower.least


def _order_of_quotas(scheme: Scheme, higher: Quota, lower: Quota) -> Saying | None:
    ranks = [scheme.rank.get(quota.level, -1) for quota in (higher, lower)]
    if ranks[0] >= ranks[1] >= 0:
        return say("名额应从最高等次写起，一个等次只写一次")
    if higher.pool == lower.pool and _smaller(higher, lower):
        return say("名额是累计的（含更高等次），比例和保底数不能比上一级小")
    return None
