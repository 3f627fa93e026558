"""How stars move over the years: up no faster than the ladder, held where the edition says, a pause after a removal."""

from __future__ import annotations

from hospital_integrity.rules.entry import Facts, History
from hospital_integrity.rules.explanation import Line
from hospital_integrity.rules.limits import Ladder
from hospital_integrity.rules.period import last_day, months_after
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Level, Scheme


def held(scheme: Scheme, facts: Facts) -> Level | None:
    """The level of the stars held, if the score earned them in enough of the last years; this year counts as not."""
    hold = scheme.ladder.hold if scheme.ladder else None
    last = facts.history.last_stars
    if hold is None or not last or facts.departure:
        return None
    years = range(facts.year - hold.of + 1, facts.year)
    earned = {year for year, stars in facts.history.earned if year in years and stars >= last}
    same = (level for level in scheme.levels if level.stars == last)
    return next(same, None) if len(earned) >= hold.years else None


def held_line(scheme: Scheme, level: Level) -> Line:
    """Why a star is kept."""
    hold = scheme.ladder.hold if scheme.ladder else None
    years, of = (hold.years, hold.of) if hold else (0, 0)
    words = say("近 %(of)s 年中至少 %(years)s 年凭得分达到%(level)s，予以保持", of=of, years=years, level=level.name)
    return Line("ladder", words)


def on_the_ladder(scheme: Scheme, facts: Facts, level: Level, lines: list[Line]) -> Level:
    """The level as far as the ladder allows it; a line where it doesn't."""
    ladder, history = scheme.ladder, facts.history
    if ladder is None or not level.stars:
        return level
    if history.removed_on and months_after(history.removed_on, ladder.reapply) > last_day(facts.year):
        lines.append(Line("ladder", say("摘星后 %(months)s 个月内不得再评", months=ladder.reapply)))
        return scheme.levels[-1]
    most, words = _most(ladder, history)
    if level.stars <= most:
        return level
    lines.append(Line("ladder", words))
    return next(lower for lower in scheme.levels if lower.stars <= most)


def _most(ladder: Ladder, history: History) -> tuple[int, Saying]:
    last = history.last_stars
    if not last:
        return ladder.first, say("首次评定最高 %(first)s 星", first=ladder.first)
    return last + ladder.rise, say("上次 %(last)s 星，一年最多升 %(rise)s 星", last=last, rise=ladder.rise)


def recheck_due(scheme: Scheme, year: int, last_check: int) -> bool:
    """Whether a full re-check is due in `year`, `last_check` being the year of the last one."""
    return bool(scheme.recheck_years) and year - last_check >= scheme.recheck_years
