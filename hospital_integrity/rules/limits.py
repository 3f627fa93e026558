"""What holds a level down although the score would earn it: evidence, limiters, the ladder and quotas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from operator import ge, gt, le, lt

from hospital_integrity.rules.saying import Saying, say

BOUNDS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "below": lt,
    "at_or_below": le,
    "above": gt,
    "at_or_above": ge,
}
LOWEST = "lowest"
POOLS = ("all", "category", "parts")
TOLD = {
    "below": say("%(name)s低于 %(mark)s 的，最高%(level)s。"),
    "at_or_below": say("%(name)s不高于 %(mark)s 的，最高%(level)s。"),
    "above": say("%(name)s高于 %(mark)s 的，最高%(level)s。"),
    "at_or_above": say("%(name)s不低于 %(mark)s 的，最高%(level)s。"),
    LOWEST: say("%(name)s属最低的 %(mark)s%% 的，最高%(level)s。"),
}


@dataclass(frozen=True)
class Coverage:
    """The evidence that parts must have: so many `measures` in so many `parts`, named ones among them.

    Where `measures` is 0, a part that has a value counts.
    """

    measures: int = 0
    parts: int = 0
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()

    def told(self, names: Mapping[str, str]) -> Iterator[Saying]:
        """The rules in words; `names` are what people call the parts."""
        if self.parts and self.measures:
            yield say("至少 %(n)s 个部分各有 %(k)s 项指标，否则证据不足。", n=self.parts, k=self.measures)
        elif self.parts:
            yield say("至少 %(n)s 个部分有数据，否则证据不足。", n=self.parts)
        if self.any_of:
            yield say("%(parts)s中至少一个要有足够的数据。", parts=_listed(self.any_of, names))
        if self.all_of:
            yield say("%(parts)s都要有足够的数据。", parts=_listed(self.all_of, names))


def _listed(keys: tuple[str, ...], names: Mapping[str, str]) -> str:
    return "、".join(names[key] for key in keys)


ANYTHING = Coverage()


@dataclass(frozen=True)
class Limiter:
    """A sheet or a part whose number stands on the wrong side of `mark` allows at most the level `ceiling`.

    `bound` says which side that is; under `lowest`, `mark` is a share: the lowest so many per cent of those rated who
    have as many `measures` in that part, within `pool`. `missing` says whether a missing number caps too.
    """

    name: str
    bound: str
    mark: Decimal
    ceiling: str
    sheet: str = ""
    part: str = ""
    missing: str = "caps"
    measures: int = 0
    pool: str = "all"

    def caps(self, value: Decimal) -> bool:
        """Whether a number is on the wrong side; never under `lowest`, which needs everybody's."""
        return self.bound != LOWEST and BOUNDS[self.bound](value, self.mark)

    def told(self, top: str) -> Saying:
        """The rule in words; `top` is what people call the level of the ceiling."""
        return say(TOLD[self.bound].text, name=self.name, mark=f"{self.mark:f}", level=top)


@dataclass(frozen=True)
class Hold:
    """A star is kept although this year's score earns less, if scores earned it in `years` of the last `of` years."""

    years: int
    of: int


@dataclass(frozen=True)
class Ladder:
    """How stars may move from year to year: `rise` at most so many a year, `first` at most so many in the first year.

    After a removal nothing is awarded until `reapply` months have passed. Without `hold` stars fall without limit.
    """

    rise: int
    first: int
    reapply: int = 0
    hold: Hold | None = None


@dataclass(frozen=True)
class Quota:
    """At most `share` per cent of those rated may hold `level` or a better one, counted within `pool`, rounded down.

    `shares` are those of categories that have one of their own. `least` is granted even where the share comes to less.
    Ties at the edge: `ties` in order, then nobody of the equals.
    """

    level: str
    share: Decimal
    pool: str
    least: int = 0
    ties: tuple[str, ...] = ()
    shares: Mapping[str, Decimal] = field(default_factory=dict)

    def share_in(self, pool: str) -> Decimal:
        """The share of a pool: that of its category where it has one of its own."""
        return self.shares.get(pool, self.share)
