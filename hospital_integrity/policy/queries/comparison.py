"""What differs between two editions, in words: what was added, what is gone, what says something else now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hospital_integrity.policy.queries.told import Told, told
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.saying import Saying, say

ADDED, GONE, RETIRED, CHANGED, SAME = "added", "gone", "retired", "changed", "same"


@dataclass(frozen=True)
class Difference:
    """A line of two editions beside each other; `fresh` and `lost` are what only the newer or the older one says."""

    group: tuple[Saying, ...]
    name: Saying
    state: str
    old: tuple[Saying, ...]
    new: tuple[Saying, ...]

    @property
    def lost(self) -> frozenset[str]:
        """What the older edition says and the newer doesn't."""
        return frozenset(map(str, self.old)) - frozenset(map(str, self.new))

    @property
    def fresh(self) -> frozenset[str]:
        """What the newer edition says and the older doesn't."""
        return frozenset(map(str, self.new)) - frozenset(map(str, self.old))


def compared(old: Edition, new: Edition) -> list[Difference]:
    """Every line of either edition, in the order of the newer one, what only the older has behind its group."""
    before, after = {one.key: one for one in told(old)}, {one.key: one for one in told(new)}
    found = [_line(before.get(key), one, old, new) for key, one in after.items()]
    found += [_line(one, None, old, new) for key, one in before.items() if key not in after]
    found += _unlisted(old, new, found)
    places = {_heading(difference): place for place, difference in reversed(list(enumerate(found)))}
    return sorted(found, key=lambda difference: places[_heading(difference)])


def _unlisted(old: Edition, new: Edition, found: list[Difference]) -> list[Difference]:
    """A line of its own where the editions differ in something that no line tells; nothing is ever called equal."""
    if any(one.state != SAME for one in found) or (old.items, old.schemes) == (new.items, new.schemes):
        return []
    return [Difference((say("其他规则"),), say("其他设置"), CHANGED, (), (say("有改动，请看文本"),))]


def _heading(difference: Difference) -> tuple[str, ...]:
    return tuple(map(str, difference.group))


def _line(before: Told | None, after: Told | None, old: Edition, new: Edition) -> Difference:
    shown = after or before
    assert shown is not None
    state = ADDED if before is None else GONE if after is None else _state(before, after, old, new)
    return Difference(shown.group, shown.name, state, before.words if before else (), after.words if after else ())


def _state(before: Told, after: Told, old: Edition, new: Edition) -> str:
    key = after.key.removeprefix("items.")
    if key != after.key and new.items[key].retired and not old.items[key].retired:
        return RETIRED
    return SAME if (before.words, before.name) == (after.words, after.name) else CHANGED


def counted(found: list[Difference]) -> Counter[str]:
    """How many lines there are in each state."""
    return Counter(difference.state for difference in found)


def differing(found: list[Difference]) -> Iterator[Difference]:
    """Only the lines that say something else."""
    return (difference for difference in found if difference.state != SAME)
