"""What depends on everybody's numbers: natural breaks inside each pool, and the lowest share in a part.

Every rating comes in with the best level still open to it (its contest); comparing never chooses a better one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from hospital_integrity.rules.breaks import centres, group_of, percentile
from hospital_integrity.rules.explanation import Line, Rating, shown
from hospital_integrity.rules.fold import consequences
from hospital_integrity.rules.ladder import held_line
from hospital_integrity.rules.limits import LOWEST, Limiter
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Level, Scheme

Pools = Mapping[str, list[Rating]]


def pool_of(rating: Rating, how: str) -> str:
    """The name of the pool that a rating is compared in: all together, by category, or by parts with evidence."""
    if how == "parts":
        return str(rating.contest.covered)
    return rating.pool if how == "category" else ""


def pools(ratings: Iterable[Rating], how: str) -> Pools:
    """Those who could be rated, by pool; who lacks evidence takes no part."""
    found: dict[str, list[Rating]] = defaultdict(list)
    for rating in ratings:
        if rating.rated:
            found[pool_of(rating, how)].append(rating)
    return found


def at_level(scheme: Scheme, rating: Rating, level: Level, *lines: Line) -> Rating:
    """A rating on another level, with the lines that say why."""
    return replace(
        rating,
        level=level.key,
        level_name=level.name,
        stars=level.stars,
        lines=(*rating.lines, *lines),
        consequences=consequences(scheme, level, rating.raw, rating.deductions, rating.worst),
    )


def compare(scheme: Scheme, ratings: Mapping[int, Rating]) -> dict[int, Rating]:
    """The ratings after breaks and lowest shares; `earned` is then the level before the quota."""
    decided = dict(ratings)
    if scheme.cut == "breaks":
        for pool in pools(ratings.values(), scheme.pool).values():
            decided.update((one.subject_id, one) for one in _broken(scheme, pool))
    for place, limiter in enumerate(scheme.limiters):
        if limiter.bound == LOWEST:
            decided.update((one.subject_id, one) for one in _lowest(scheme, place, limiter, decided.values()))
    return {subject: replace(one, earned=one.level) for subject, one in decided.items()}


def _broken(scheme: Scheme, pool: list[Rating]) -> Iterator[Rating]:
    scores = [rating.contest.summary for rating in pool]
    groups = len(scheme.starred)
    found = centres(scores, groups) if len(set(scores)) >= groups else []
    if len(found) < groups:
        yield from (_uncut(scheme, rating, len(pool)) for rating in pool)
        return
    for rating, score in zip(pool, scores, strict=True):
        number = group_of(score, found)
        words = say(
            "综合得分 %(score)s，同组 %(rated)s 个对象按自然断点分为 %(groups)s 段，属第 %(number)s 段：%(level)s",
            score=shown(score),
            rated=len(pool),
            groups=groups,
            number=number + 1,
            level=scheme.starred[number].name,
        )
        yield _settled(scheme, rating, scheme.starred[number], Line("level", words, total=score))


def _uncut(scheme: Scheme, rating: Rating, rated: int) -> Rating:
    words = say(
        "同组 %(rated)s 个对象的得分太相近或太少，分不成 %(groups)s 段，不评星",
        rated=rated,
        groups=len(scheme.starred),
    )
    found = _settled(scheme, rating, scheme.levels[-1], Line("level", words))
    return replace(found, rated=bool(found.stars))


def _settled(scheme: Scheme, rating: Rating, cut: Level, line: Line) -> Rating:
    """The level of the cut, no worse than the floor, no better than what is allowed."""
    contest = rating.contest
    floor = scheme.level_by_key.get(contest.floor, cut)
    level = scheme.worse(scheme.better(cut, floor), scheme.level_by_key[contest.allowed])
    kept = contest.kept and scheme.rank[level.key] < scheme.rank[cut.key]
    return at_level(scheme, rating, level, line, *([held_line(scheme, floor)] if kept else []))


def _lowest(scheme: Scheme, place: int, limiter: Limiter, ratings: Iterable[Rating]) -> Iterator[Rating]:
    for pool in pools(ratings, limiter.pool).values():
        entered = [(rating, value) for rating in pool for at, value in rating.contest.entered if at == place]
        if entered:
            edge = percentile(sorted(value for _, value in entered), limiter.mark)
            lowered = _lowering(scheme, limiter, edge, len(entered))
            yield from (lowered(rating, value) for rating, value in entered if value <= edge)


def _lowering(scheme: Scheme, limiter: Limiter, edge: Decimal, count: int) -> Callable[[Rating, Decimal], Rating]:
    top = scheme.level_by_key[limiter.ceiling]

    def lowered(rating: Rating, value: Decimal) -> Rating:
        words = say(
            "%(name)s %(value)s 在 %(count)s 个对象中属最低的 %(share)s%%（不高于 %(edge)s）：最高%(level)s",
            name=limiter.name,
            value=shown(value),
            count=count,
            share=shown(limiter.mark),
            edge=shown(edge),
            level=top.name,
        )
        level = scheme.worse(scheme.level_by_key[rating.level], top)
        return at_level(scheme, rating, level, Line("ceiling", words))

    return lowered
