"""A list of departments beside the register: which are new, changed, missing, and what can't be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hospital_integrity.rules.comparison import Comparison, Fault, repeated
from hospital_integrity.rules.saying import say


@dataclass(frozen=True)
class Listed:
    """A row of the list; no opening day means the day from which the import holds."""

    row: int
    code: str
    name: str
    category: str
    campus: str
    opened_on: date | None


@dataclass(frozen=True)
class Known:
    """A department as registered; `changed_on` is the day of its latest recorded change."""

    id: int
    code: str
    name: str
    category: str
    campus: str
    closed_on: date | None
    changed_on: date


@dataclass(frozen=True)
class Step:
    """What one row comes to: new, changed, unchanged, or missing from the list."""

    kind: str
    listed: Listed | None
    known: Known | None = None
    changed: tuple[str, ...] = ()


def compare(listed: Sequence[Listed], known: Mapping[str, Known], day: date) -> Comparison[Step]:
    """Match rows to departments by code; a name may change, and then counts as renamed on `day`."""
    faults = repeated((one.row, "code", one.code) for one in listed)
    faults += repeated((one.row, "name", f"{one.name}（{one.campus}）") for one in listed)
    codes = {one.code for one in listed}
    missing = [one for one in known.values() if one.closed_on is None and one.code not in codes]
    steps = [_step(one, known.get(one.code)) for one in listed]
    for step in steps:
        faults += _faults(step, missing, day)
    steps += [Step("missing", None, one) for one in missing]
    return Comparison(tuple(steps), tuple(sorted(faults, key=lambda fault: fault.row)))


def listed(values: Mapping[str, Any]) -> Listed:
    """A listed row from what `plain` made of it."""
    opened = values["opened_on"]
    return Listed(**{**values, "opened_on": opened and date.fromisoformat(opened)})


def _step(one: Listed, known: Known | None) -> Step:
    if known is None:
        return Step("new", one)
    changed = tuple(name for name in ("name", "category", "campus") if getattr(one, name) != getattr(known, name))
    return Step("changed" if changed else "unchanged", one, known, changed)


def _faults(step: Step, missing: Sequence[Known], day: date) -> list[Fault]:
    one, known = step.listed, step.known
    if one is None:
        return []
    twin = next((other for other in missing if (other.name, other.campus) == (one.name, one.campus)), None)
    if twin is not None:
        saying = say("%(campus)s已有科室“%(name)s”，代码是 %(code)s", campus=one.campus, name=one.name, code=twin.code)
        return [Fault(one.row, "name", saying, say("改用登记的代码，或换一个名称"))]
    if known is not None and known.closed_on is not None:
        saying = say("代码 %(code)s 的科室已于 %(day)s 撤销", code=one.code, day=known.closed_on)
        return [Fault(one.row, "code", saying, say("换一个新代码；撤销的代码不再使用"))]
    if known is None and one.opened_on is not None and one.opened_on > day:
        saying = say("设立日期 %(opened)s 晚于生效日期 %(day)s", opened=one.opened_on, day=day)
        return [Fault(one.row, "opened_on", saying, say("改为生效日期或更早的日子"))]
    if step.changed and known is not None and known.changed_on > day:
        saying = say("该科室在 %(day)s 已有变更登记，晚于生效日期", day=known.changed_on)
        return [Fault(one.row, "name", saying, say("上传时改用更晚的生效日期"))]
    return []
