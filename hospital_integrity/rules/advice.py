"""The shortest honest list of things to do to reach the next level, found by folding what would be if they were done.

No rule is copied: every proposal is tried by the same fold (and quota) that rates. What may be proposed stands in
rules/means.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.explanation import Line, Rating, shown
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.means import Means, means
from hospital_integrity.rules.quota import decide
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Level, Scheme

HINDERING = ("evidence", "ladder", "departure")
WIDEST = 10  # so many means beyond the indispensable ones are combined, those that bring most
LONGEST = 3  # and at most so many of them at once
TRIED = 6  # so many lists of the same length are compared by effort


@dataclass(frozen=True)
class Action:
    """One line of the list."""

    kind: str
    saying: Saying


@dataclass(frozen=True)
class Advice:
    """What to do for `target`, with what it leads to; without actions `hindrances` say why it can't be this year.

    `target` is None at the top. `facts` are those after everything was done.
    """

    target: Level | None
    actions: tuple[Action, ...] = ()
    hindrances: tuple[Saying, ...] = ()
    facts: Facts | None = None
    rating: Rating | None = None


Amounts = tuple[int, ...]


class _Search:
    """Folds a subject's facts with so much of each means done, each combination once."""

    def __init__(self, edition: Edition, facts: Facts, means: Sequence[Means], rivals: Iterable[Rating]) -> None:
        self.edition, self.facts, self.means, self.rivals = edition, facts, means, list(rivals)
        self.scheme: Scheme = edition.schemes[facts.kind]
        self.known: dict[Amounts, Rating] = {}
        self.target = -1

    def after(self, amounts: Amounts) -> Facts:
        facts = self.facts
        for one, amount in zip(self.means, amounts, strict=True):
            facts = one.done(facts, amount) if amount else facts
        return facts

    def rating(self, amounts: Amounts) -> Rating:
        if amounts not in self.known:
            self.known[amounts] = self._decided(fold(self.edition, self.after(amounts)))
        return self.known[amounts]

    def _decided(self, rating: Rating) -> Rating:
        contends = self.rivals and (self.target < 0 or self.scheme.rank[rating.level] <= self.target)
        if not contends:
            return rating
        return decide(self.edition, rating.kind, [*self.rivals, rating])[rating.subject_id]

    def reaches(self, amounts: Amounts) -> bool:
        rating = self.rating(amounts)
        return self.scheme.rank[rating.level] <= self.target

    def of(self, chosen: Iterable[int]) -> Amounts:
        """These means as far as they go, the others not at all."""
        kept = set(chosen)
        return tuple(one.most if place in kept else 0 for place, one in enumerate(self.means))

    def effort(self, amounts: Amounts) -> int:
        return sum(one.effort(n) for one, n in zip(self.means, amounts, strict=True) if n)


def advise(edition: Edition, facts: Facts, day: date, rivals: Iterable[Rating] = ()) -> Advice:
    """The shortest list (then the one of least effort) from these facts to the next level, as of `day`.

    `rivals` are the ratings, before the quota, of everybody else of the kind; without them no quota is looked at.
    """
    search = _Search(edition, facts, list(means(edition, facts, day)), rivals)
    nothing = search.of(())
    target = _next(search.scheme, search.rating(nothing))
    if target is None:
        return Advice(None)
    search.known.clear()
    search.target = search.scheme.rank[target.key]
    everything = search.of(range(len(search.means)))
    if not search.reaches(everything):
        return Advice(target, hindrances=tuple(_hindrances(search.scheme, target, search.rating(everything))))
    best = min((_least(search, chosen) for chosen in _shortest(search)), key=search.effort)
    actions = (Action(m.kind, m.words(n)) for m, n in zip(search.means, best, strict=True) if n)
    return Advice(target, tuple(actions), facts=search.after(best), rating=search.rating(best))


def among(edition: Edition, found: Advice, rivals: Iterable[Rating]) -> Advice:
    """Advice that was found without rivals, measured against them once: as it is, or why it wouldn't suffice."""
    if found.rating is None or found.target is None:
        return found
    rating = decide(edition, found.rating.kind, [*rivals, found.rating])[found.rating.subject_id]
    rank = edition.schemes[rating.kind].rank
    if rank[rating.level] <= rank[found.target.key]:
        return found
    return Advice(found.target, hindrances=tuple(_hindrances(edition.schemes[rating.kind], found.target, rating)))


def _next(scheme: Scheme, rating: Rating) -> Level | None:
    rank = scheme.rank[rating.level]
    return scheme.levels[rank - 1] if rank else None


def _shortest(search: _Search) -> Iterator[tuple[int, ...]]:
    """Shortest choices of means that suffice when done as far as they go; at least the choice of all."""
    every = range(len(search.means))
    needed = [one for one in every if not search.reaches(search.of(set(every) - {one}))]
    others = [one for one in every if one not in needed]
    others.sort(key=lambda one: search.rating(search.of([*needed, one])).raw, reverse=True)
    for length in range(LONGEST + 1):
        found = [(*needed, *more) for more in combinations(others[:WIDEST], length)]
        enough = [chosen for chosen in found if search.reaches(search.of(chosen))]
        if enough:
            return iter(enough[:TRIED])
    return iter([tuple(every)])


def _least(search: _Search, chosen: tuple[int, ...]) -> Amounts:
    """The least amounts of the chosen means that still suffice, the hardest one made small first."""
    amounts = list(search.of(chosen))
    for place in sorted(chosen, key=lambda one: -search.means[one].each):
        low, high = 0, amounts[place]
        while low < high:
            middle = (low + high) // 2
            amounts[place] = middle
            low, high = (low, middle) if search.reaches(tuple(amounts)) else (middle + 1, high)
        amounts[place] = high
    return tuple(amounts)


def _hindrances(scheme: Scheme, target: Level, best: Rating) -> Iterator[Saying]:
    """Why even the best that can be planned stays below the target: only what really stands in between."""
    lines = [line for line in best.lines if _hinders(scheme, target, best, line)]
    if any(line.step == "ladder" for line in lines):
        yield say("本年度无法再升")
    if any(line.step == "quota" for line in lines):
        yield say("能计划的都做到，也排不进名额")
    yield from (line.saying for line in lines)
    if not lines:
        yield say(
            "能计划的都做到，得分 %(score)s，扣分合计 %(deductions)s，仍达不到%(level)s",
            score=shown(best.raw),
            deductions=shown(best.deductions),
            level=target.name,
        )


def _hinders(scheme: Scheme, target: Level, best: Rating, line: Line) -> bool:
    if line.step == "quota" or scheme.rank[best.earned] <= scheme.rank[target.key]:
        return line.step == "quota"
    if line.step == "ceiling":
        allowed = line.saying.values.get("level")  # one that was lifted allows everything and names no level
        return any(one.name == allowed and scheme.rank[one.key] > scheme.rank[target.key] for one in scheme.levels)
    return line.step in HINDERING
