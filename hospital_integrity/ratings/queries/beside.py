"""One subject under two editions: what moved, and the main reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity.ratings.models import Standing
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Entry, Facts
from hospital_integrity.rules.explanation import Rating, shown
from hospital_integrity.rules.frozen import lines_from_json
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.tally import standing_entries, worth

LIMITING = ("evidence", "ceiling", "ladder", "quota", "held")
UP, DOWN, LEVEL = "up", "down", "level"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A level with its score: the one of today, or the one of the other edition. `place` is 0 for the best level."""

    level: str
    stars: int
    place: int
    score: Decimal


@dataclass(frozen=True, slots=True)
class Move:
    """One subject before and after; `why` are sentences, the main reason of what moved."""

    subject_id: int
    name: str
    number: str
    department_name: str
    pool: str
    old: Outcome
    new: Outcome
    direction: str
    why: tuple[Saying, ...]


class Beside:
    """The edition of the year and the other one, for one kind of subject."""

    def __init__(self, kind: str, old: Edition, new: Edition) -> None:
        self.kind, self.old, self.new = kind, old, new
        shared = old.items.keys() & new.items.keys()
        self.moved = {key for key in shared if old.items[key].worth.get(kind) != new.items[key].worth.get(kind)}

    def name(self, key: str) -> str:
        """What the edition of the year calls an item."""
        return self.old.items[key].name if key in self.old.items else key

    def spread(self, before: Counter[str], after: Counter[str]) -> tuple[tuple[str, int, int], ...]:
        """How many hold each level, by its name: those of the new edition, then what only the old one has."""
        schemes = [edition.schemes[self.kind] for edition in (self.new, self.old) if self.kind in edition.schemes]
        names = dict.fromkeys(level.name for scheme in schemes for level in scheme.levels)
        return tuple((name, before[name], after[name]) for name in names)

    def move(self, row: Standing, facts: Facts, rating: Rating) -> Move:
        """One subject before and after."""
        old = Outcome(row.level_name, row.stars, self._place(self.old, row.level), row.score)
        new = Outcome(rating.level_name, rating.stars, self._place(self.new, rating.level), rating.score)
        direction = self._direction(old, new)
        told = direction != LEVEL or (self.kind != "staff" and row.raw != rating.raw)
        why = self._why(row, facts, rating, direction) if told else ()
        about = (row.subject_id, row.name, row.number, row.department_name, row.pool)
        return Move(*about, old, new, direction, why)

    def _place(self, edition: Edition, level: str) -> int:
        scheme = edition.schemes.get(self.kind)
        return scheme.rank.get(level, len(scheme.levels)) if scheme else 0

    def _direction(self, old: Outcome, new: Outcome) -> str:
        """Stars are compared as stars, grades by their place: the names of two editions may differ."""
        if self.kind != "staff":
            return UP if new.stars > old.stars else DOWN if new.stars < old.stars else LEVEL
        return UP if new.place < old.place else DOWN if new.place > old.place else LEVEL

    def _why(self, row: Standing, facts: Facts, rating: Rating, direction: str) -> tuple[Saying, ...]:
        before = [line.saying for line in lines_from_json([*row.limits, *row.quota])]
        now = [line.saying for line in rating.lines if line.step in LIMITING]
        if direction == DOWN and set(map(str, now)) - set(map(str, before)):
            return (next(one for one in reversed(now) if str(one) not in set(map(str, before))),)
        if direction == UP and set(map(str, before)) - set(map(str, now)):
            return (say("原来的限制不再有："), next(one for one in before if str(one) not in set(map(str, now))))
        if row.raw != rating.raw:
            return self._scored(row, facts, rating)
        return say("等次的界线不同："), next(line.saying for line in rating.lines if line.step == "level")

    def _scored(self, row: Standing, facts: Facts, rating: Rating) -> tuple[Saying, ...]:
        moved = say("得分由 %(old)s 变为 %(new)s", old=shown(row.raw), new=shown(rating.raw))
        item = self._weightiest(standing_entries(facts.entries)[0]) if self.moved else ""
        if not item:
            return (moved, *self._otherwise())
        old, new = (shown(edition.items[item].worth.get(self.kind, ZERO)) for edition in (self.old, self.new))
        name = self.new.items[item].name
        return (
            moved,
            say("；"),
            say("条目“%(item)s”由 %(old)s 分改为 %(new)s 分，影响最大", item=name, old=old, new=new),
        )

    def _otherwise(self) -> tuple[Saying, ...]:
        """What else makes scores differ between the two editions, the widest first."""
        old, new = self.old.schemes.get(self.kind), self.new.schemes[self.kind]
        if old is None:
            return ()
        if (self.old.terms, old.join) != (self.new.terms, new.join):
            return say("；"), say("一年分几期或各期怎样合并不同")
        if old.parts != new.parts or old.bonus_after != new.bonus_after:
            return say("；"), say("得分的组成不同（权重、基础分、满分或另计的加分）")
        if old.headings != new.headings:
            return say("；"), say("栏目的上限不同")
        return ()

    def _weightiest(self, entries: Iterable[Entry]) -> str:
        """The item whose new worth moved the points of these entries most."""
        effects: dict[str, Decimal] = defaultdict(Decimal)
        for entry in entries:
            if entry.item in self.moved:
                old, new = (worth(edition.items[entry.item], entry, self.kind) for edition in (self.old, self.new))
                effects[entry.item] += new - old
        return max(sorted(effects), key=lambda key: abs(effects[key]), default="")
