"""What if: a draft, or any edition, applied to the facts of a year, beside what is shown today. Nothing is stored.

Marks, memberships, awards and entries are those of the year; only the edition is another one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from hospital_integrity.ledger import queries as ledger
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.models import Standing
from hospital_integrity.ratings.queries.folding import facts_under
from hospital_integrity.ratings.queries.freshness import stamps
from hospital_integrity.ratings.queries.standings import standings
from hospital_integrity.rules.edition import Edition, parse
from hospital_integrity.rules.entry import Entry, Facts
from hospital_integrity.rules.everybody import rate_everybody
from hospital_integrity.rules.explanation import Rating, shown
from hospital_integrity.rules.frozen import lines_from_json
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.tally import standing_entries, worth

NEEDS = {"grid": ("department", "grid")}
LIMITING = ("evidence", "ceiling", "ladder", "quota", "held")
UP, DOWN, LEVEL = "up", "down", "level"
KEPT_TRIALS = 4
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


@dataclass(frozen=True)
class Trial:
    """A kind of subject under another edition: everybody who moved (all of them but for staff), and how many did.

    `unknown` are items of the year's entries that the edition doesn't know, with the number of their entries: these
    entries count for nothing. `spread` says how many hold each level now and then.
    """

    kind: str
    year: int
    moves: tuple[Move, ...]
    totals: Mapping[str, int]
    spread: tuple[tuple[str, int, int], ...]
    unknown: tuple[tuple[str, str, int], ...]


def trial(kind: str, year: int, text: str) -> Trial | None:
    """A sound text tried on a year; None where it doesn't rate the kind. Fresh standings are the caller's business.

    The last few trials are kept in memory for as long as neither text nor facts change, so that pages can be turned.
    """
    return _tried(kind, year, text, stamps([kind], year)[kind])


@lru_cache(maxsize=KEPT_TRIALS)
def _tried(kind: str, year: int, text: str, stamp: str) -> Trial | None:
    edition = parse(text)
    return tried(kind, year, edition) if kind in edition.schemes else None


def tried(kind: str, year: int, edition: Edition) -> Trial:
    """A kind of subject in a year, folded under an edition that rates it, beside the standings; one fold."""
    entries = ledger.entries_of_year(year)
    unknown = Counter(entry.item for entry in entries if entry.item not in edition.items)
    if unknown:
        entries = [entry for entry in entries if entry.item not in unknown]
    everybody = facts_under(edition, year, entries, NEEDS.get(kind, (kind,)))
    facts = {subject: one for (of, subject), one in everybody.items() if of == kind}
    ratings = {subject: one for (_kind, subject), one in rate_everybody(edition, facts.values()).items()}
    known = standings(kind, year)
    return _trial(_Beside(kind, edition_of(year), edition), year, known, facts, ratings, unknown)


def _trial(
    beside: _Beside,
    year: int,
    known: list[Standing],
    facts: Mapping[int, Facts],
    ratings: Mapping[int, Rating],
    unknown: Counter[str],
) -> Trial:
    rated = [row for row in known if row.subject_id in ratings]
    moves = [beside.move(row, facts[row.subject_id], ratings[row.subject_id]) for row in rated]
    told = [move for move in moves if beside.kind != "staff" or move.direction != LEVEL]
    return Trial(
        kind=beside.kind,
        year=year,
        moves=tuple(sorted(told, key=_first_what_moved)),
        totals=Counter(move.direction for move in moves),
        spread=beside.spread(
            Counter(row.level_name for row in known), Counter(one.level_name for one in ratings.values())
        ),
        unknown=tuple((key, beside.name(key), count) for key, count in sorted(unknown.items())),
    )


def _first_what_moved(move: Move) -> tuple[int, int, Decimal]:
    order = (DOWN, UP, LEVEL)
    return order.index(move.direction), move.new.place, -move.new.score


class _Beside:
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
