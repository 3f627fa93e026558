"""A personnel roster beside the register: who is new, back, moved, changed, missing, and what can't be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hospital_integrity.rules.comparison import Comparison, Fault, repeated
from hospital_integrity.rules.saying import say


@dataclass(frozen=True)
class Listed:
    """A row of the roster; `department` is a code or a name, `row` the row of the sheet. No day means not stated."""

    row: int
    number: str
    name: str
    department: str
    profession: str
    title: str
    hired_on: date | None
    since: date | None


@dataclass(frozen=True)
class Known:
    """A member of staff as registered: `since` is the first day of the latest membership, `first` of the earliest."""

    id: int
    number: str
    name: str
    profession: str
    title: str
    hired_on: date
    left_on: date | None
    department_id: int | None
    since: date | None
    first: date | None

    def here(self, day: date) -> bool:
        """Whether the member hasn't left before the day."""
        return self.left_on is None or self.left_on >= day


@dataclass(frozen=True)
class Place:
    """A department as the roster may name it."""

    id: int
    code: str
    name: str
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True)
class Step:
    """What one person's row comes to: new, returned, moved, changed, unchanged, or missing from the roster."""

    kind: str
    listed: Listed | None
    known: Known | None = None
    department_id: int | None = None
    from_day: date | None = None
    changed: tuple[str, ...] = ()


def compare(
    listed: Sequence[Listed], known: Mapping[str, Known], places: Iterable[Place], day: date
) -> Comparison[Step]:
    """Match rows to people by number alone; `day` is when a change holds from where the row doesn't say."""
    index = directory(places)
    steps: list[Step] = []
    faults = repeated((one.row, "number", one.number) for one in listed)
    for one in listed:
        outcome = _step(one, known.get(one.number), index, day)
        if isinstance(outcome, Fault):
            faults.append(outcome)
        else:
            steps.append(outcome)
    numbers = {one.number for one in listed}
    missing = [Step("missing", None, one) for one in known.values() if one.number not in numbers and one.here(day)]
    return Comparison((*steps, *missing), tuple(sorted(faults, key=lambda fault: fault.row)))


def directory(places: Iterable[Place]) -> dict[str, list[Place]]:
    """Departments by what a roster may call them: the code, or the name of one that still exists."""
    index: dict[str, list[Place]] = {}
    for place in places:
        index.setdefault(place.code, []).append(place)
        if place.closed_on is None and place.name != place.code:
            index.setdefault(place.name, []).append(place)
    return index


def listed(values: Mapping[str, Any]) -> Listed:
    """A listed row from what `plain` made of it."""
    days = {name: values[name] and date.fromisoformat(values[name]) for name in ("hired_on", "since")}
    return Listed(**{**values, **days})


def _step(one: Listed, known: Known | None, index: Mapping[str, list[Place]], day: date) -> Step | Fault:
    found = index.get(one.department, [])
    if len(found) != 1:
        return _which_department(one, len(found))
    step = _new(one, found[0], day) if known is None else _again(one, known, found[0], day)
    return _not_there(one, step, found[0]) or _hired_late(one, step) or _too_early(one, step) or step


def _new(one: Listed, place: Place, day: date) -> Step:
    return Step("new", one, None, place.id, one.since or max(one.hired_on or day, place.opened_on))


def _again(one: Listed, known: Known, place: Place, day: date) -> Step:
    changed = tuple(name for name in ("name", "profession", "title", "hired_on") if _differs(one, known, name))
    if not known.here(day):
        return Step("returned", one, known, place.id, one.since or day, changed)
    if known.department_id != place.id:
        return Step("moved", one, known, place.id, one.since or day, changed)
    return Step("changed" if changed else "unchanged", one, known, place.id, None, changed)


def _differs(one: Listed, known: Known, name: str) -> bool:
    return getattr(one, name) not in (None, getattr(known, name))


def _which_department(one: Listed, count: int) -> Fault:
    if not count:
        saying = say("没有科室“%(department)s”", department=one.department)
        return Fault(one.row, "department", saying, say("改为登记在册的科室代码，或先登记该科室"))
    saying = say("有 %(count)s 个科室叫“%(department)s”", count=count, department=one.department)
    return Fault(one.row, "department", saying, say("改用科室代码"))


def _not_there(one: Listed, step: Step, place: Place) -> Fault | None:
    if step.from_day is None:
        return None
    if place.closed_on is not None:
        saying = say("科室“%(name)s”已于 %(day)s 撤销", name=place.name, day=place.closed_on)
        return Fault(one.row, "department", saying, say("改为现有科室的代码"))
    if step.from_day < place.opened_on:
        saying = say("科室“%(name)s”自 %(day)s 起才有", name=place.name, day=place.opened_on)
        return Fault(one.row, "since", saying, say("入科日期填该科室设立之后的日子"))
    return None


def _hired_late(one: Listed, step: Step) -> Fault | None:
    start = (step.known.first if step.known else None) or step.from_day
    if one.hired_on is None or start is None or one.hired_on <= start:
        return None
    saying = say("入职日期 %(hired)s 晚于入科日期 %(since)s", hired=one.hired_on, since=start)
    return Fault(one.row, "hired_on", saying, say("核对两个日期"))


def _too_early(one: Listed, step: Step) -> Fault | None:
    last = (step.known.left_on or step.known.since) if step.known else None
    if step.from_day is None or last is None or step.from_day > last:
        return None
    saying = say("登记册里此人 %(last)s 还在别处，不能从 %(day)s 起调入", last=last, day=step.from_day)
    return Fault(one.row, "since", saying, say("入科日期填更晚的日子，或上传时改生效日期"))
