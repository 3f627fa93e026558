"""A result told in a few short sentences, and how safe it is: what a department head reads first.

Sentences have no full stop; the page sets it. They say only what the rating says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.explanation import Line, PartValue, Rating, shown
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scale import scale
from hospital_integrity.rules.scheme import Part, Scheme

DECIDING = ("departure", "evidence", "ceiling", "held", "ladder", "quota")


@dataclass(frozen=True)
class Cushion:
    """Where a score lies: how far above the line it passed and how far below the next one; None at the ends."""

    band: str
    above: Decimal | None
    lower: str
    next: str
    below: Decimal | None


def cushion(scheme: Scheme, score: Decimal) -> Cushion | None:
    """The cushion of a score; None where levels have no fixed lines (natural breaks)."""
    steps = scale(scheme)
    passed = [step for step in steps if step.begins <= score]
    if len(steps) < 2:
        return None
    band, coming = passed[-1] if passed else steps[0], steps[len(passed) :]
    lower = passed[-2].name if len(passed) > 1 else ""
    return Cushion(
        band=band.name,
        above=score - band.begins if lower else None,
        lower=lower,
        next=coming[0].name if coming else "",
        below=coming[0].begins - score if coming else None,
    )


def deciding(lines: tuple[Line, ...]) -> list[Line]:
    """The lines after the cut: what held the level down or says that nothing is final yet."""
    return [line for line in lines if line.step in DECIDING]


def binding(lines: Iterable[Line], level_name: str) -> list[Line]:
    """Of the lines after the cut, those that hold a result at its level: no higher ceiling, none that was lifted."""
    return [
        line
        for line in lines
        if line.step in DECIDING
        and line.step != "held"
        and (line.step != "ceiling" or line.saying.values.get("level") == level_name)
    ]


def why(edition: Edition, facts: Facts, rating: Rating) -> list[Saying]:
    """Why the result is what it is; `rating` was folded from `facts` under `edition`, quota lines included."""
    scheme = edition.schemes[facts.kind]
    return [
        say("得分 %(score)s，结果是%(level)s", score=shown(rating.score), level=rating.level_name),
        *_parts(scheme, rating),
        *_biggest(edition, facts, rating),
        *(line.saying for line in rating.lines if line.step in ("bonus", "stage") and line.effect),
        *_judged(scheme, rating),
        *_safety(scheme, rating),
    ]


def _parts(scheme: Scheme, rating: Rating) -> Iterator[Saying]:
    values = {one.key: one for one in rating.parts}
    for part in scheme.parts:
        value = values[part.key]
        if value.value is None:
            yield say("%(part)s没有数据，权重分给其他部分", part=part.name)
        elif part.source == "entries":
            yield _entries(scheme, part, value, rating)
        else:
            yield say("%(part)s %(value)s 分%(share)s", part=part.name, value=shown(value.value), share=_share(value))


def _entries(scheme: Scheme, part: Part, value: PartValue, rating: Rating) -> Saying:
    bonus = rating.bonus if scheme.bonus_after is None else Decimal(0)
    told = {"part": part.name, "value": shown(value.value or Decimal(0)), "share": _share(value)}
    if not bonus and not rating.deductions:
        return say("%(part)s没有扣分，得 %(value)s 分%(share)s", **told)
    counted = {**told, "bonus": shown(bonus), "deductions": shown(rating.deductions)}
    if bonus and rating.deductions:
        return say("%(part)s加 %(bonus)s 分、扣 %(deductions)s 分，得 %(value)s 分%(share)s", **counted)
    del counted["deductions" if bonus else "bonus"]
    if bonus:
        return say("%(part)s加 %(bonus)s 分，得 %(value)s 分%(share)s", **counted)
    return say("%(part)s扣 %(deductions)s 分，得 %(value)s 分%(share)s", **counted)


def _share(value: PartValue) -> str:
    return "" if value.weight == 100 else f" × {shown(value.weight)}%"


def _biggest(edition: Edition, facts: Facts, rating: Rating) -> Iterator[Saying]:
    items = {entry.id: edition.items[entry.item].name for entry in facts.entries}
    lost: dict[str, Decimal] = defaultdict(Decimal)
    for line in rating.lines:
        if line.step == "entry" and line.effect and line.effect < 0:
            lost[items[line.entry_id or 0]] -= line.effect
    if len(lost) > 1:
        name = max(lost, key=lambda one: (lost[one], one))
        yield say("扣得最多的是“%(item)s”，共 %(points)s 分", item=name, points=shown(lost[name]))


def _judged(scheme: Scheme, rating: Rating) -> Iterator[Saying]:
    lines, cuts = deciding(rating.lines), [line.saying for line in rating.lines if line.step == "level"]
    if scheme.cut != "bands":
        yield from cuts
    earned = cuts[0].values.get("level") if cuts else None
    if lines and earned and earned != rating.level_name:
        yield say("按得分是%(level)s，但要再看下面的规定", level=earned)
    yield from (line.saying for line in lines)


def _safety(scheme: Scheme, rating: Rating) -> Iterator[Saying]:
    found = cushion(scheme, rating.raw)
    if found is None or rating.level_name != found.band:
        return
    if found.above is not None:
        yield say("比%(level)s的起点高 %(points)s 分", level=found.band, points=shown(found.above))
    if found.below is not None:
        yield say("离%(level)s还差 %(points)s 分", level=found.next, points=shown(found.below))
