"""The path from the base to the score as bars that begin where the one before ends, all on the scale of the score.

Nothing is weighed here a second time: what entries and parts came to is read from a rating, and what doesn't go into
any named bar (rounding, or a rule that this module doesn't know) stands in a bar of its own, so that the bars always
end at the score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.explanation import Line, Rating, shown
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Part, Scheme

ZERO = Decimal(0)
SINGLE = 6  # up to so many entries each has a bar of its own; more are gathered under their headings


@dataclass(frozen=True)
class Bar:
    """One step on the scale of the score: from `start` to `end`. `entries` are the facts behind it.

    `kind`: base, heading, entry, part, missing, bonus, stage, rounding, rest or total.
    """

    kind: str
    saying: Saying
    start: Decimal
    end: Decimal
    entries: tuple[int, ...] = ()

    @property
    def effect(self) -> Decimal:
        """What the step added; for the total, the total itself."""
        return self.end - self.start


@dataclass(frozen=True)
class _Piece:
    kind: str
    saying: Saying
    effect: Decimal
    entries: tuple[int, ...] = ()


def waterfall(edition: Edition, facts: Facts, rating: Rating) -> tuple[Bar, ...]:
    """The bars of a rating that was folded from these facts under this edition; the last one is the score."""
    scheme = edition.schemes[facts.kind]
    at, bars = ZERO, []
    for piece in _pieces(edition, scheme, facts, rating):
        bars.append(Bar(piece.kind, piece.saying, at, at + piece.effect, piece.entries))
        at += piece.effect
    rest = rating.raw - at
    if rest:
        kind, words = ("rounding", say("取整")) if abs(rest) <= scheme.rounding else ("rest", say("其他调整"))
        bars.append(Bar(kind, words, at, rating.raw))
    return (*bars, Bar("total", say("得分"), ZERO, rating.raw))


def _pieces(edition: Edition, scheme: Scheme, facts: Facts, rating: Rating) -> Iterator[_Piece]:
    given = {one.part for one in facts.given}
    values = {part.key: part for part in rating.parts}
    for part in scheme.parts:
        value = values[part.key]
        if value.value is None:
            yield _Piece("missing", say("%(part)s：没有数据，权重分给其他部分", part=part.name), ZERO)
        elif part.source == "entries" and part.key not in given:
            yield from _of_entries(edition, scheme, facts, rating, part, value.weight)
        else:
            words = say(
                "%(part)s %(value)s 分 × %(weight)s%%",
                part=part.name,
                value=shown(value.value),
                weight=shown(value.weight),
            )
            yield _Piece("part", words, value.value * value.weight / 100)
    for line in rating.lines:
        if line.step in ("bonus", "stage") and line.effect:
            yield _Piece(line.step, line.saying, line.effect)


def _of_entries(
    edition: Edition, scheme: Scheme, facts: Facts, rating: Rating, part: Part, weight: Decimal
) -> Iterator[_Piece]:
    factor = weight / part.full
    if part.base:
        yield _Piece("base", _base(part, weight), part.base * factor)
    each = factor / edition.terms if scheme.join == "mean" else factor
    moving = [line for line in rating.lines if line.step == "entry" and _enters(scheme, line)]
    gather = _singly if len(moving) <= SINGLE else _by_heading
    for kind, words, lines in gather(edition, scheme, facts, moving):
        effect = sum((line.effect or ZERO for line in lines), ZERO)
        yield _Piece(kind, words, effect * each, tuple(line.entry_id for line in lines if line.entry_id is not None))


def _base(part: Part, weight: Decimal) -> Saying:
    if weight == part.full:
        return say("基础分 %(base)s", base=shown(part.base))
    return say("基础分 %(base)s，占 %(weight)s%%", base=shown(part.base), weight=shown(weight))


def _enters(scheme: Scheme, line: Line) -> bool:
    effect = line.effect or ZERO
    return bool(effect) and (effect < 0 or scheme.bonus_after is None)


_Gathered = Iterator[tuple[str, Saying, list[Line]]]


def _singly(edition: Edition, scheme: Scheme, facts: Facts, lines: list[Line]) -> _Gathered:
    for line in lines:
        yield "entry", line.saying, [line]


def _by_heading(edition: Edition, scheme: Scheme, facts: Facts, lines: list[Line]) -> _Gathered:
    items = {entry.id: edition.items[entry.item] for entry in facts.entries}
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[items[line.entry_id or 0].headings.get(scheme.kind, "")].append(line)
    for key in (*scheme.headings, ""):
        if found[key]:
            yield "heading", _gathered(scheme, key, len(found[key])), found[key]


def _gathered(scheme: Scheme, heading: str, number: int) -> Saying:
    if not heading:
        return say("其他条目（%(n)s 条）", n=number)
    return say("%(heading)s（%(n)s 条）", heading=scheme.headings[heading].name, n=number)
