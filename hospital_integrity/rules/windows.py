"""The windows of a year's assessment: from which day to which events, stages, notice and objections are open.

Defaults come from the edition (docs/edition.md, stages); a stage without days is open whenever the cycle is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from hospital_integrity.rules.period import first_day, last_day
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.scheme import Scheme, Stage
from hospital_integrity.rules.workdays import Calendar

EVENTS, NOTICE, OBJECTION = "events", "notice", "objection"
AROUND: Mapping[str, Saying] = {EVENTS: say("事件登记"), NOTICE: say("结果公示"), OBJECTION: say("异议处理")}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """From a day to a day, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.first <= day <= self.last


Windows = Mapping[str, Window]


def window_names(scheme: Scheme) -> dict[str, Saying]:
    """All windows that a cycle may have, in order, by key: events, the stages, notice, objections."""
    stages = {stage.key: Saying(stage.name) for stage in scheme.stages}
    return {EVENTS: AROUND[EVENTS], **stages, NOTICE: AROUND[NOTICE], OBJECTION: AROUND[OBJECTION]}


def proposed(scheme: Scheme, year: int, calendar: Calendar) -> dict[str, Window]:
    """The windows that the edition proposes; notice and objections only where the calendar knows their days."""
    found = {EVENTS: Window(first_day(year), last_day(year))}
    found.update((one.key, Window(*one.days(year))) for one in scheme.stages if one.opens and one.closes)
    judged = [found[one.key].last for one in scheme.stages if one.key in found]
    if not judged or not scheme.notice:
        return found
    try:
        shown = Window(max(judged) + ONE_DAY, calendar.add_working_days(max(judged), scheme.notice))
        return {**found, NOTICE: shown, OBJECTION: answered(scheme, shown, calendar)}
    except Refused:  # next year's holidays are announced in November: the notice gets its days later
        return found


def answered(scheme: Scheme, shown: Window, calendar: Calendar) -> Window:
    """Objections are raised while the notice lasts, and answered within the edition's working days after it."""
    return Window(shown.first, calendar.add_working_days(shown.last, scheme.answer))


def moved(windows: Windows, years: int) -> dict[str, Window]:
    """The same days so many years later; 29 February becomes 28."""
    return {key: Window(_later(one.first, years), _later(one.last, years)) for key, one in windows.items()}


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def check_windows(scheme: Scheme, year: int, windows: Windows, before: Windows | None = None) -> None:
    """Refuse windows that end before they begin, lie far from the year, or stand in each other's way.

    `before` are those of the year before: its last stage must be over when this year's first one opens.
    """
    names = window_names(scheme)
    for key, one in windows.items():
        _check_days(names[key], year, one)
    _check_events(year, windows.get(EVENTS))
    _check_stages(scheme, windows)
    _check_after(scheme, names, windows)
    _check_year_before(scheme, windows, before or {})


def _check_days(name: Saying, year: int, one: Window) -> None:
    if one.last < one.first:
        words = say("%(name)s的最后一天（%(last)s）早于第一天（%(first)s）", name=name, last=one.last, first=one.first)
        raise Refused(words)
    if one.first < first_day(year) or one.last > last_day(year + 1):
        raise Refused("%(name)s的时间应在 %(year)s 年初到次年年底之间", name=name, year=year)


def _check_events(year: int, events: Window | None) -> None:
    if events is not None and events.last > last_day(year):
        raise Refused("事件登记只到 %(day)s：之后发生的事属于下一年度", day=last_day(year))


def _check_stages(scheme: Scheme, windows: Windows) -> None:
    known = [(stage, windows[stage.key]) for stage in scheme.stages if stage.key in windows]
    for (stage, one), (later, other) in pairwise(known):
        if other.first < one.first or other.last < one.last:
            raise Refused("%(later)s应在%(stage)s之后：先后顺序不能颠倒", later=later.name, stage=stage.name)
        if stage.counts and other.first <= one.last:
            words = say(
                "%(later)s（%(first)s 起）与%(stage)s（到 %(last)s）重叠，先评的结束后再开始后评的",
                later=later.name,
                first=other.first,
                stage=stage.name,
                last=one.last,
            )
            raise Refused(words)


def _check_after(scheme: Scheme, names: Mapping[str, Saying], windows: Windows) -> None:
    judged = [windows[stage.key].last for stage in scheme.stages if stage.key in windows]
    shown, answers = windows.get(NOTICE), windows.get(OBJECTION)
    if shown and judged and shown.first <= max(judged):
        words = say(
            "结果公示（%(first)s 起）应在最后一个评价阶段（到 %(last)s）结束之后", first=shown.first, last=max(judged)
        )
        raise Refused(words)
    if shown and answers and (answers.first < shown.first or answers.last < shown.last):
        raise Refused("异议处理不能早于结果公示开始，也不能早于它结束")


def _check_year_before(scheme: Scheme, windows: Windows, before: Windows) -> None:
    first = min((windows[stage.key].first for stage in scheme.stages if stage.key in windows), default=None)
    last = max((one.last for key, one in before.items() if key not in AROUND), default=None)
    if first and last and first <= last:
        words = say(
            "与上一年度考评重叠：上年的评价到 %(last)s 才结束，本年不能从 %(first)s 开始", last=last, first=first
        )
        raise Refused(words)


def check_open(stage: Stage, window: Window | None, day: date, *, until: date | None = None) -> None:
    """Refuse to judge outside the window, with its days; `until` is how long a stage that was given back stays open."""
    if window is None or window.holds(day) or (until is not None and window.first <= day <= until):
        return
    days = {"stage": stage.name, "first": window.first, "last": window.last}
    if day < window.first:
        raise Refused("%(stage)s还没有开始：从 %(first)s 到 %(last)s", **days)
    raise Refused("%(stage)s已经截止：从 %(first)s 到 %(last)s。确需补评，请考评办延长时间并写明理由", **days)
