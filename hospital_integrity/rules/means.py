"""What can honestly be done for a better rating: the means that advice (rules/advice.py) chooses from.

- Raising the mark on a sheet, or having a sheet filled in at last;
- checks for headings that have no evidence yet, which is the office's to arrange;
- closing an open warning;
- for grid members, a better score of their department;
- bonus items that the edition calls `planned`, as often as it says and the year still leaves time for.

Anything else can't be earned by planning it: a refused red packet needs somebody who offers one, a letter of praise
somebody who writes it, an honour somebody who awards it. Deductions are never argued away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import count
from math import ceil, floor

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Entry, Facts, Mark
from hospital_integrity.rules.evidence import headings_with_evidence
from hospital_integrity.rules.explanation import shown
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Item, Scheme
from hospital_integrity.rules.tally import standing_entries, tally
from hospital_integrity.rules.weighing import sheet_means


@dataclass(frozen=True)
class Means:
    """Something that can be done up to `most` times (or points); `costs` is the effort of the first and of each."""

    kind: str
    most: int
    first: int
    each: int
    done: Callable[[Facts, int], Facts]
    words: Callable[[int], Saying]

    def effort(self, amount: int) -> int:
        """How hard it is to do so much of it, in steps that compare only with each other."""
        return self.first + self.each * amount


def means(edition: Edition, facts: Facts, day: date) -> Iterator[Means]:
    """Everything that could still be done from `day` on, each up to its most."""
    scheme = edition.schemes[facts.kind]
    yield from _checks(edition, scheme, facts, day)
    yield from _closings(edition, scheme, facts, day)
    yield from _sheets(scheme, facts)
    yield from _plannable(edition, scheme, facts, day)
    yield from _department(scheme, facts)


def _fresh(facts: Facts) -> Iterator[int]:
    entries = max((one.id for one in (*facts.entries, *facts.earlier)), default=0)
    return count(max((one.id for one in facts.marks), default=entries) + entries + 1)


def _with(facts: Facts, entries: Iterable[Entry]) -> Facts:
    return replace(facts, entries=(*facts.entries, *entries))


def _checks(edition: Edition, scheme: Scheme, facts: Facts, day: date) -> Iterator[Means]:
    seen = headings_with_evidence(scheme, facts, tally(edition, scheme, facts))
    checks = {
        item.headings[scheme.kind]: item
        for item in edition.items.values()
        if item.kind == "check" and scheme.kind in item.headings and not item.retired
    }
    open_ = [(heading, checks[key]) for key, heading in scheme.headings.items() if key in checks and key not in seen]

    def done(before: Facts, amount: int) -> Facts:
        made = zip(_fresh(before), open_[:amount], strict=False)
        return _with(before, [Entry(number, item.key, day, 1, None, 0) for number, (_, item) in made])

    def words(amount: int) -> Saying:
        names = "、".join(heading.name for heading, _ in open_[:amount])
        return say("再补 %(n)s 项检查记录：%(headings)s", n=amount, headings=names)

    if open_:
        yield Means("check", len(open_), 0, 1, done, words)


def _closings(edition: Edition, scheme: Scheme, facts: Facts, day: date) -> Iterator[Means]:
    for entry in standing_entries(facts.entries)[0]:
        item = edition.items[entry.item]
        if item.kind == "warning" and scheme.kind in item.ceilings and entry.closed_on is None:
            words = say("整改并销号：%(item)s（第 %(n)s 号）", item=item.name, n=entry.id)
            yield Means("close", 1, 2, 1, _closing(entry, day), partial(_constant, words))


def _constant(words: Saying, amount: int) -> Saying:
    return words


def _closing(entry: Entry, day: date) -> Callable[[Facts, int], Facts]:
    def done(before: Facts, amount: int) -> Facts:
        closed = entry._replace(closed_on=day)
        return replace(before, entries=tuple(closed if one.id == entry.id else one for one in before.entries))

    return done


def _sheets(scheme: Scheme, facts: Facts) -> Iterator[Means]:
    found = sheet_means(scheme, facts.marks)
    for key, sheet in scheme.sheets.items():
        mean = found.get(key)
        at = floor(sheet.low if mean is None else mean)
        most = floor(sheet.high) - at
        if most > 0:
            yield Means("mark", most, 5 if mean is None else 0, 2, _marked(key, at), _mark_words(sheet.name, mean, at))


def _marked(sheet: str, at: int) -> Callable[[Facts, int], Facts]:
    def done(before: Facts, amount: int) -> Facts:
        others = tuple(one for one in before.marks if one.sheet != sheet)
        mark = Mark(next(_fresh(before)), sheet, "", None, Decimal(at + amount))
        return replace(before, marks=(*others, mark))

    return done


def _mark_words(name: str, mean: Decimal | None, at: int) -> Callable[[int], Saying]:
    if mean is None:
        return lambda amount: say("完成%(sheet)s，达到 %(value)s 分", sheet=name, value=at + amount)
    now = shown(mean)
    return lambda amount: say("%(sheet)s提高到 %(value)s 分（现在 %(now)s）", sheet=name, value=at + amount, now=now)


def _plannable(edition: Edition, scheme: Scheme, facts: Facts, day: date) -> Iterator[Means]:
    standing = standing_entries(facts.entries)[0]
    for item in edition.items.values():
        if item.planned and not item.retired and item.kind == "bonus" and item.worth.get(scheme.kind):
            times = sum(entry.times for entry in standing if entry.item == item.key)
            left = min(item.planned - times, ceil(Decimal(item.planned * (13 - day.month)) / 12))
            if left > 0:
                yield Means("item", left, 1, 2, _repeated(item, day), _item_words(item))


def _repeated(item: Item, day: date) -> Callable[[Facts, int], Facts]:
    points = item.judged[0] if item.judged else None

    def done(before: Facts, amount: int) -> Facts:
        return _with(before, [Entry(next(_fresh(before)), item.key, day, amount, points, 0)])

    return done


def _item_words(item: Item) -> Callable[[int], Saying]:
    return lambda amount: say("再完成 %(n)s 次：%(item)s", n=amount, item=item.name)


def _department(scheme: Scheme, facts: Facts) -> Iterator[Means]:
    if facts.feeder is None or not any(part.source == "department" for part in scheme.parts):
        return
    at, now = floor(facts.feeder), shown(facts.feeder)
    if at < 100:
        yield Means(
            "department",
            100 - at,
            5,
            4,
            lambda before, amount: replace(before, feeder=Decimal(at + amount)),
            lambda amount: say("所在科室得分提高到 %(value)s 分（现在 %(now)s）", value=at + amount, now=now),
        )
