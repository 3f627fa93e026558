"""Step two of a rating: from counted entries, marks and the department's score to one score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts, Given, Mark
from hospital_integrity.rules.explanation import Line, PartValue, shown
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Part, Scheme
from hospital_integrity.rules.tally import ZERO, Tally

HUNDRED = Decimal(100)
SETTLED = Decimal("1E-20")


def rounded(number: Decimal, step: Decimal) -> Decimal:
    """To a multiple of `step`, halves away from zero (四舍五入)."""
    # Thirds leave an error in the 34th digit, which must not push a half below itself: 89.99499…9 is 89.995.
    settled = number.quantize(SETTLED)
    return ((settled / step).to_integral_value(ROUND_HALF_UP) * step).quantize(step) + ZERO


def newest_marks(
    marks: Iterable[Mark], by_rater: bool = True, single: Collection[str] = ()
) -> dict[tuple[str, str, int | str | None], Mark]:
    """The marks that count: the newest of each sheet, heading and rater; withdrawn ones are gone.

    Sheets in `single` (and all, unless `by_rater`) have one mark, whoever entered it last.
    """
    newest: dict[tuple[str, str, int | str | None], Mark] = {}
    for mark in sorted(marks, key=lambda m: m.id):
        rater = (mark.rater or mark.rater_id) if by_rater and mark.sheet not in single else None
        newest[(mark.sheet, mark.heading, rater)] = mark
    return {key: mark for key, mark in newest.items() if mark.value is not None}


def _single(scheme: Scheme) -> list[str]:
    return [key for key, sheet in scheme.sheets.items() if sheet.raters == "one"]


def sheet_means(scheme: Scheme, marks: Iterable[Mark]) -> dict[str, Decimal]:
    """The mean of each sheet's counting marks."""
    values: dict[str, list[Decimal]] = defaultdict(list)
    for mark in newest_marks(marks, single=_single(scheme)).values():
        values[mark.sheet].append(mark.value or ZERO)
    return {sheet: sum(found, ZERO) / len(found) for sheet, found in values.items()}


def weigh(
    edition: Edition, scheme: Scheme, facts: Facts, counted: Tally
) -> tuple[Decimal, tuple[PartValue, ...], list[Line]]:
    """The unrounded score, the weighted parts and the lines that explain both."""
    lines: list[Line] = []
    sources = Sources(edition, scheme, facts, counted, lines)
    values = [(part, sources.value(part)) for part in scheme.parts]
    present = sum((part.weight for part, value in values if value is not None), ZERO)
    parts = tuple(
        PartValue(
            part.key,
            part.name,
            value,
            part.weight * HUNDRED / present if value is not None else ZERO,
            sources.measures(part) if scheme.measured else 0,
        )
        for part, value in values
    )
    if len(parts) > 1:
        lines += _part_lines(parts)
    weighted = sum((part.weight * value for part, value in values if value is not None), ZERO)
    score = weighted / present if present else ZERO
    return score + _bonus_after(scheme, counted, lines), parts, lines


@dataclass
class Sources:
    """Where the values of parts come from; what was given from outside stands in the place of what is computed."""

    edition: Edition
    scheme: Scheme
    facts: Facts
    counted: Tally
    lines: list[Line]

    @cached_property
    def given(self) -> Mapping[str, Given]:
        """Given values by part."""
        return {one.part: one for one in self.facts.given}

    @cached_property
    def means(self) -> Mapping[str, Decimal]:
        """The mean of each sheet that has marks."""
        return sheet_means(self.scheme, self.facts.marks)

    def value(self, part: Part) -> Decimal | None:
        """A part's value, rounded where the part says so; None where there is no data."""
        found = self.given[part.key].value if part.key in self.given else self._computed(part)
        return found if found is None or part.rounding is None else rounded(found, part.rounding)

    def _computed(self, part: Part) -> Decimal | None:
        if part.source == "entries":
            return _joined(self.edition, self.scheme, self.counted, part.base, self.lines) * HUNDRED / part.full
        if part.source == "department":
            return self.facts.feeder
        found = [self.means[sheet] for sheet in part.sheets if sheet in self.means]
        return sum(found, ZERO) / len(found) if found else None

    def measures(self, part: Part) -> int:
        """How many measures are behind a part: as given, else its standing entries or its marks."""
        if part.key in self.given:
            return self.given[part.key].measures or 0
        if part.source == "entries":
            return sum(line.step == "entry" for line in self.counted.lines)
        if part.source == "department":
            return int(self.facts.feeder is not None)
        marks = newest_marks(self.facts.marks, single=_single(self.scheme))
        return sum(sheet in part.sheets for sheet, _, _ in marks)


def _joined(edition: Edition, scheme: Scheme, counted: Tally, base: Decimal, lines: list[Line]) -> Decimal:
    if scheme.join == "sum" or edition.terms == 1:
        points = base + sum(counted.by_term.values(), ZERO)
        lines.append(Line("base", say("基础分 %(base)s 加减各条后", base=shown(base)), total=points))
        return points
    terms = [base + counted.by_term.get(term, ZERO) for term in range(edition.terms)]
    for number, points in enumerate(terms, 1):
        words = say("第 %(number)s 期（基础分 %(base)s）", number=number, base=shown(base))
        lines.append(Line("term", words, total=points))
    mean = sum(terms, ZERO) / edition.terms
    lines.append(Line("join", say("%(terms)s 期平均", terms=edition.terms), total=mean))
    return mean


def _part_lines(parts: tuple[PartValue, ...]) -> Iterable[Line]:
    for part in parts:
        if part.value is None:
            yield Line("part", say("%(part)s：没有数据，权重按比例分给其他部分", part=part.name))
        else:
            effect = part.value * part.weight / HUNDRED
            value, weight = shown(part.value), shown(part.weight)
            words = say("%(part)s：%(value)s × %(weight)s%%", part=part.name, value=value, weight=weight)
            yield Line("part", words, effect=effect)


def _bonus_after(scheme: Scheme, counted: Tally, lines: list[Line]) -> Decimal:
    if scheme.bonus_after is None or not counted.bonus:
        return ZERO
    bonus = min(counted.bonus, scheme.bonus_after)
    words = say("加分合计 %(bonus)s，最多计 %(most)s", bonus=shown(counted.bonus), most=shown(scheme.bonus_after))
    lines.append(Line("bonus", words, effect=bonus))
    return bonus
