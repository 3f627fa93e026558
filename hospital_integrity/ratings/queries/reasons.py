"""Why a standing is what it is: points, parts, steps, and each entry with the day and the evidence behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hospital_integrity.awards import queries as awards
from hospital_integrity.ledger.queries import entries_by_id
from hospital_integrity.paging import Page
from hospital_integrity.policy.queries import edition_in, edition_row_of
from hospital_integrity.ratings.models import Standing
from hospital_integrity.rules.explanation import Line
from hospital_integrity.rules.fold import consequences
from hospital_integrity.rules.frozen import lines_from_json
from hospital_integrity.rules.running import is_counted, running
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Heading, Scheme

SIZE = 50


@dataclass(frozen=True)
class Reason:
    """One entry's line, with what the ledger says about the entry."""

    line: Line
    item: str
    day: date
    times: int
    evidence: str
    late: Saying | None


@dataclass(frozen=True)
class Explanation:
    """Everything that a page says about one result.

    `headings` are (name, points, full points or None), `parts` (name, value or None, weight in per cent); `steps` lead
    from the counted entries to the level.
    """

    edition_id: int
    edition_title: str
    scheme: Scheme
    headings: list[tuple[str, Decimal, Decimal | None]]
    parts: list[tuple[str, Decimal | None, Decimal]]
    steps: list[Line]
    counted: list[Line]
    consequences: tuple[str, ...]
    award: awards.Award | None


def explain(row: Standing) -> Explanation:
    """What a standing was folded from or, in a closed year, what its award froze; at most two statements."""
    edition = edition_row_of(row.year)
    scheme = edition_in(edition).schemes[row.subject_kind]
    award = awards.award(row.award_id) if row.award_id else None
    result: Mapping[str, Any] = award.inputs["result"] if award else row.result
    lines = lines_from_json(award.reasons if award else [*row.lines, *row.quota])
    level = scheme.level_by_key[row.level]
    return Explanation(
        edition_id=edition.id,
        edition_title=edition.title,
        scheme=scheme,
        headings=_headings(scheme, result["headings"]),
        parts=_parts(scheme, result["parts"]),
        steps=[line for line in lines if not is_counted(line)],
        counted=list(running(scheme, lines)),
        consequences=consequences(scheme, level, row.raw, row.deductions, row.worst),
        award=award,
    )


def reasons_page(lines: Sequence[Line], year: int, page: int) -> Page[Reason]:
    """One page of counted lines with their entries: one statement."""
    number = min(max(page, 1), max(-(-len(lines) // SIZE), 1))
    shown = lines[(number - 1) * SIZE : number * SIZE]
    return Page(reasons_of(shown, year), number, len(lines), SIZE)


def reasons_of(lines: Iterable[Line], year: int) -> list[Reason]:
    """Counted lines with their entries, in the same order."""
    lines = list(lines)
    entries = entries_by_id({line.entry_id for line in lines if line.entry_id is not None})
    found = []
    for line in lines:
        entry = entries[line.entry_id or 0]
        late = _late(entry.happened_on, year)
        found.append(Reason(line, entry.item, entry.happened_on, entry.times, entry.evidence, late))
    return found


def _late(day: date, year: int) -> Saying | None:
    if day.year == year:
        return None
    return say(
        "发生于 %(day)s；%(year)s 年度当时已经关闭，按规定计入 %(counts)s 年度", day=day, year=day.year, counts=year
    )


def _headings(scheme: Scheme, stored: Iterable[tuple[str, str]]) -> list[tuple[str, Decimal, Decimal | None]]:
    known = scheme.headings
    return [(known[key].name, Decimal(points), _full(known[key])) for key, points in stored]


def _full(heading: Heading) -> Decimal | None:
    return heading.most_bonus if heading.points is None else heading.points


def _parts(scheme: Scheme, stored: Iterable[tuple[str, str | None, str]]) -> list[tuple[str, Decimal | None, Decimal]]:
    names = {part.key: part.name for part in scheme.parts}
    return [(names[key], None if value is None else Decimal(value), Decimal(weight)) for key, value, weight in stored]
