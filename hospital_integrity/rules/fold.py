"""The fold: an edition and facts in, a rating with its reasons out. Same input, same answer, for ever.

The order of steps is fixed: worth of each entry, caps, parts, weights, bonus, stage, rounding, cut, evidence, ceilings,
ladder; the quota (rules/quota.py) comes last because it needs everybody.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.ethics import departure
from hospital_integrity.rules.explanation import HeadingPoints, Line, Rating
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Level, Scheme
from hospital_integrity.rules.stars import headings_with_evidence, judge, missing_evidence
from hospital_integrity.rules.tally import Tally, tally
from hospital_integrity.rules.weighing import rounded, weigh

ARITHMETIC = Context(prec=34)


def fold(edition: Edition, facts: Facts) -> Rating:
    """Rate one subject in one year. Entries and marks may come in any order; reversed ones count for nothing."""
    with localcontext(ARITHMETIC):
        scheme = edition.schemes[facts.kind]
        counted = tally(edition, scheme, facts)
        exact, parts, weighing = weigh(edition, scheme, facts, counted)
        moved, staged = departure(scheme, facts)
        raw = rounded(exact + moved, scheme.rounding)
        missing = missing_evidence(scheme, facts, counted, parts)
        level, judging = judge(edition, scheme, facts, counted, raw, missing)
        return Rating(
            kind=facts.kind,
            subject_id=facts.subject_id,
            pool=facts.pool,
            raw=raw,
            score=raw if scheme.shown_at_most is None else min(raw, scheme.shown_at_most),
            level=level.key,
            level_name=level.name,
            stars=level.stars,
            deductions=counted.deductions,
            bonus=counted.bonus,
            worst=counted.worst,
            headings=_headings(edition, scheme, facts, counted),
            parts=parts,
            lines=(*counted.lines, *weighing, *staged, *judging, *_held(edition, facts)),
            consequences=consequences(scheme, level, raw, counted.deductions, counted.worst),
            earned=level.key,
            held=bool(facts.pending),
            rated=not missing,
        )


def consequences(scheme: Scheme, level: Level, raw: Decimal, deductions: Decimal, worst: Decimal) -> tuple[str, ...]:
    """The statements that follow from a level and its numbers, such as the link to the annual appraisal."""
    return tuple(
        one.words
        for one in scheme.consequences
        if (not one.levels or level.key in one.levels) and one.region.holds(raw, deductions, worst)
    )


def _headings(edition: Edition, scheme: Scheme, facts: Facts, counted: Tally) -> tuple[HeadingPoints, ...]:
    terms = edition.terms if scheme.join == "mean" else 1
    seen = headings_with_evidence(scheme, facts, counted)
    return tuple(
        HeadingPoints(
            heading.key,
            heading.name,
            (heading.points or Decimal(0)) + counted.by_heading.get(heading.key, Decimal(0)) / terms,
            heading.points,
            heading.key in seen,
        )
        for heading in scheme.headings.values()
    )


def _held(edition: Edition, facts: Facts) -> list[Line]:
    return [
        Line(
            "held",
            say("%(item)s：已有举报，尚未查实，结果待定", item=edition.items[key].name),
            edition.items[key].clause,
        )
        for key in sorted(set(facts.pending))
    ]
