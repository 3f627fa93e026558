"""The fold: an edition and facts in, a rating with its reasons out. Same input, same answer, for ever.

The order of steps is fixed: worth of each entry, caps, parts, weights, bonus, stage, rounding, cut, evidence, ceilings,
ladder. What needs everybody (natural breaks, lowest shares, quotas) is decided afterwards by rules/quota.py; what comes
before only lowers, so that the fold may say the best level still open.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.ethics import departure
from hospital_integrity.rules.evidence import covered, headings_with_evidence, missing_evidence
from hospital_integrity.rules.explanation import Contest, HeadingPoints, Line, PartValue, Rating
from hospital_integrity.rules.limits import LOWEST
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Level, Scheme
from hospital_integrity.rules.stars import Judged, judge
from hospital_integrity.rules.tally import ZERO, Tally, tally
from hospital_integrity.rules.weighing import rounded, weigh

ARITHMETIC = Context(prec=34)
STEPS = (
    say("每条记录的分值：条目分值 × 评定分 × 次数"),
    say("条目和栏目的上限，按期计算"),
    say("基础分加减各条，各期相加或平均"),
    say("各部分加权；缺少的部分，权重按比例分给其他部分"),
    say("另计的加分"),
    say("评价阶段的调整，以最后一个阶段为准"),
    say("取整（四舍五入）"),
    say("按得分、扣分合计、单项最多扣分定等次，或在同组内按自然断点定等次；经审定的等次代替它"),
    say("证据不足、限制、警示和否决：取最低的上限"),
    say("升降规则"),
    say("名额：从最高等次起，累计计算"),
)


def fold(edition: Edition, facts: Facts) -> Rating:
    """Rate one subject in one year. Entries and marks may come in any order; reversed ones count for nothing."""
    with localcontext(ARITHMETIC):
        scheme = edition.schemes[facts.kind]
        counted = tally(edition, scheme, facts)
        exact, parts, weighing = weigh(edition, scheme, facts, counted)
        moved, staged = departure(scheme, facts)
        raw = rounded(exact + moved, scheme.rounding)
        missing = missing_evidence(scheme, facts, counted, parts)
        judged = judge(edition, scheme, facts, counted, raw, parts, missing)
        level = judged.level
        return Rating(
            kind=facts.kind,
            subject_id=facts.subject_id,
            pool=facts.pool,
            raw=raw,
            score=scheme.shown(raw),
            level=level.key,
            level_name=level.name,
            stars=level.stars,
            deductions=counted.deductions,
            bonus=counted.bonus,
            worst=counted.worst,
            headings=_headings(edition, scheme, facts, counted),
            parts=parts,
            lines=(*counted.lines, *weighing, *staged, *judged.lines, *_held(edition, facts)),
            consequences=consequences(scheme, level, raw, counted.deductions, counted.worst),
            earned=level.key,
            held=bool(facts.pending),
            rated=not missing,
            contest=_contest(scheme, exact + moved, parts, judged),
        )


def consequences(scheme: Scheme, level: Level, raw: Decimal, deductions: Decimal, worst: Decimal) -> tuple[str, ...]:
    """The statements that follow from a level and its numbers, such as the link to the annual appraisal."""
    return tuple(
        one.words
        for one in scheme.consequences
        if (not one.levels or level.key in one.levels) and one.region.holds(raw, deductions, worst)
    )


def _contest(scheme: Scheme, summary: Decimal, parts: tuple[PartValue, ...], judged: Judged) -> Contest:
    by_key = {part.key: part for part in parts}
    entered = []
    for place, limiter in enumerate(scheme.limiters):
        part = by_key.get(limiter.part)
        if limiter.bound == LOWEST and part is not None and part.value is not None:
            needed = limiter.measures or scheme.coverage.measures
            entered += [(place, part.value)] if part.measures >= needed else []
    found = len(covered(scheme.coverage, parts))
    return Contest(summary, found, judged.level.key, judged.floor, judged.kept, tuple(entered))


def _headings(edition: Edition, scheme: Scheme, facts: Facts, counted: Tally) -> tuple[HeadingPoints, ...]:
    terms = edition.terms if scheme.join == "mean" else 1
    seen = headings_with_evidence(scheme, facts, counted)
    found = counted.by_heading if terms == 1 else {key: points / terms for key, points in counted.by_heading.items()}
    return tuple(
        HeadingPoints(key, heading.name, (heading.points or ZERO) + found.get(key, ZERO), heading.points, key in seen)
        for key, heading in scheme.headings.items()
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
