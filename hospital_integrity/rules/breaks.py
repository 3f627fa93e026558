"""Natural breaks: a pool's scores are cut into k groups where they lie apart, by k-means from fixed seeds.

The method of the published hospital star ratings of 2021: seeds are the medians of the k quantile groups, Lloyd's
iterations run to convergence, then once more with centres recomputed only from points within a distance of 1.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, pairwise

HUNDRED = Decimal(100)
NEAR = Decimal(1)
ZERO = Decimal(0)


def percentile(ordered: Sequence[Decimal], share: Decimal | int, of: Decimal | int = HUNDRED) -> Decimal:
    """Definition 5: with n x share / of = j + g, the (j+1)-th value if g > 0, else the mean of the j-th and (j+1)-th.

    `of` is 100 for per cent; thirds are given as 1 of 3, because a third of 100 is no exact number.
    """
    whole, rest = divmod(len(ordered) * share, of)
    place = int(whole)
    if rest or place == 0:
        return ordered[min(place, len(ordered) - 1)]
    return (ordered[place - 1] + ordered[min(place, len(ordered) - 1)]) / 2


def seeds(ordered: Sequence[Decimal], groups: int) -> list[Decimal]:
    """The medians of the quantile groups; a value on a cut belongs to the lower group, empty groups give no seed."""
    cuts = [percentile(ordered, step, groups) for step in range(1, groups)]
    borders = [0, *(bisect_right(ordered, cut) for cut in cuts), len(ordered)]
    return [percentile(ordered[low:high], 1, 2) for low, high in pairwise(borders) if low < high]


def centres(scores: Sequence[Decimal], groups: int) -> list[Decimal]:
    """The centres of the groups, lowest first; fewer than `groups` where there are fewer different seeds."""
    ordered = sorted(scores)
    sums = [ZERO, *accumulate(ordered)]
    found = _settled(ordered, sums, sorted(set(seeds(ordered, groups))), None)
    return _settled(ordered, sums, found, NEAR)


def _settled(
    ordered: Sequence[Decimal], sums: Sequence[Decimal], found: list[Decimal], near: Decimal | None
) -> list[Decimal]:
    while True:
        again = _moved(ordered, sums, found, near)
        if again == found:
            return found
        found = again


def _moved(
    ordered: Sequence[Decimal], sums: Sequence[Decimal], found: Sequence[Decimal], near: Decimal | None
) -> list[Decimal]:
    """Each centre moved to the mean of its points (of those within `near` of it); one without points stays."""
    borders = [0, *(bisect_right(ordered, (low + high) / 2) for low, high in pairwise(found)), len(ordered)]
    moved = []
    for centre, (low, high) in zip(found, pairwise(borders), strict=True):
        if near is not None:
            low = max(low, bisect_left(ordered, centre - near))
            high = min(high, bisect_right(ordered, centre + near))
        moved.append((sums[high] - sums[low]) / (high - low) if high > low else centre)
    return moved


def group_of(score: Decimal, found: Sequence[Decimal]) -> int:
    """The number of the nearest centre, 0 the lowest; a score in the middle belongs to the lower one."""
    borders = [(low + high) / 2 for low, high in pairwise(found)]
    return bisect_left(borders, score)
