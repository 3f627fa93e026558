"""Whether there is enough on record to rate a subject at all: headings, measures and named parts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.explanation import Line, PartValue
from hospital_integrity.rules.limits import Coverage
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.tally import Tally

SELF_RATING = "self"  # the sheet on which subjects rate themselves: shown beside the score, never counted


def headings_with_evidence(scheme: Scheme, facts: Facts, counted: Tally) -> set[str]:
    """Headings for which an entry, a mark or a completed check is on record; what one says of oneself is none."""
    judged = (mark for mark in facts.marks if mark.value is not None and mark.sheet != SELF_RATING)
    marked = {mark.heading for mark in judged if mark.heading}
    return (counted.evidence | marked) & set(scheme.headings)


def covered(coverage: Coverage, parts: Iterable[PartValue]) -> set[str]:
    """Keys of the parts with enough measures; where no number is asked for, of those with a value."""
    if coverage.measures:
        return {part.key for part in parts if part.measures >= coverage.measures}
    return {part.key for part in parts if part.value is not None}


def missing_evidence(scheme: Scheme, facts: Facts, counted: Tally, parts: tuple[PartValue, ...]) -> list[Line]:
    """What is too little to rate a subject by: headings on record, measures in parts, or any value at all."""
    return [Line("evidence", words) for words in _lacking(scheme, facts, counted, parts)]


def _lacking(scheme: Scheme, facts: Facts, counted: Tally, parts: tuple[PartValue, ...]) -> Iterator[Saying]:
    found = len(headings_with_evidence(scheme, facts, counted)) if scheme.evidence else 0
    if found < scheme.evidence:
        yield say("证据不足：%(found)s 个栏目有记录，至少要 %(needed)s 个", found=found, needed=scheme.evidence)
    yield from _uncovered(scheme, covered(scheme.coverage, parts))
    if all(part.value is None for part in parts):
        yield say("证据不足：没有任何部分有数据")


def _uncovered(scheme: Scheme, found: Collection[str]) -> Iterator[Saying]:
    asked = scheme.coverage
    if len(found) < asked.parts:
        yield _too_few(asked, len(found))
    if asked.any_of and not set(asked.any_of) & set(found):
        yield say("证据不足：%(parts)s都没有足够的数据，至少要有一项", parts=_names(scheme, asked.any_of))
    if lacking := [key for key in asked.all_of if key not in found]:
        yield say("证据不足：%(parts)s没有足够的数据", parts=_names(scheme, lacking))


def _too_few(asked: Coverage, found: int) -> Saying:
    if not asked.measures:
        return say("证据不足：%(found)s 个部分有数据，至少要 %(needed)s 个", found=found, needed=asked.parts)
    return say(
        "证据不足：%(found)s 个部分有至少 %(measures)s 项指标，至少要 %(needed)s 个部分",
        found=found,
        measures=asked.measures,
        needed=asked.parts,
    )


def _names(scheme: Scheme, keys: Iterable[str]) -> str:
    return "、".join(f"“{scheme.part_by_key[key].name}”" for key in keys)
