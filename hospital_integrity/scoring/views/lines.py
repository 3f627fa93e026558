"""The lines of a sheet on screen: what each is about, which cells it asks for, what stands in the ledger already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hospital_integrity.clock import today
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import spoken
from hospital_integrity.rules.recording import is_personal
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Item
from hospital_integrity.rules.scoresheet import Row
from hospital_integrity.scoring import queries
from hospital_integrity.scoring.queries import About, Already
from hospital_integrity.scoring.views.blueprint import items_to_enter, own_places
from hospital_integrity.scoring.views.sums import in_words

FREE = frozenset({"item", "number", "day", "times", "points", "evidence", "attested"})
GROUPS = {
    "check": say("检查"),
    "bonus": say("加分"),
    "deduction": say("扣分"),
    "warning": say("警示"),
    "veto": say("否决"),
}
ITEM_KINDS = tuple(GROUPS)
BLANKS = {"free": 8, "items": 4}


@dataclass(frozen=True)
class Line:
    """One line; `preset` stands there beforehand, `asked` are the keys of the cells that may be filled in."""

    name: str = ""
    detail: str = ""
    group: str = ""
    asked: frozenset[str] = FREE
    preset: Mapping[str, str] = field(default_factory=dict)
    already: Already | None = None
    worth: str = ""


def lines_of(about: About) -> list[Line]:
    """The lines that a sheet has before anybody types; blank ones to choose an item in are added by `laid_out`."""
    if about.kind == "free":
        return []
    found = queries.already(about, today().year)
    if about.kind == "items":
        ordered = sorted(items_to_enter(), key=lambda item: (not item.group, item.group, ITEM_KINDS.index(item.kind)))
        return [_item_line(item, found.get(item.key)) for item in ordered]
    item = next((one for one in items_to_enter() if one.key == about.item), None)
    if item is None:
        return []  # retired, or left to others, since the draft was begun
    if about.kind == "places":
        return [
            Line(p.name, p.code, "", _asked(item), {"item": item.key, "department": p.code}, found.get(p.id))
            for p in own_places()
        ]
    return [
        Line(one.name, one.number, "", _asked(item), {"item": item.key, "number": one.number}, found.get(one.id))
        for one in departments.staff_in(about.department_id or 0, today())
    ]


def _item_line(item: Item, found: Already | None) -> Line:
    asked = _asked(item) | ({"number"} if is_personal(item) else set())
    group = item.group or spoken(GROUPS[item.kind])
    return Line(item.name, item.clause, group, asked, {"item": item.key}, found, in_words(item.worth))


def _asked(item: Item) -> frozenset[str]:
    more = {"points": item.judged is not None, "attested": bool(item.severity or item.minute)}
    return frozenset({"day", "times", "evidence", *(key for key, wanted in more.items() if wanted)})


def laid_out(about: About, rows: Sequence[Row]) -> list[tuple[Line, Row]]:
    """Every line with what its row holds: kept rows in their place, those without a place below, blank ones last."""
    waiting: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    lines = lines_of(about)
    keys = tuple(lines[0].preset) if lines else ()
    for row in rows:
        waiting[tuple(row.get(key, "") for key in keys)].append(row)
    found = []
    for line in lines:
        same = waiting[tuple(line.preset.values())]
        found.append((line, same.pop(0) if same else {**line.preset, "day": today().isoformat()}))
    stray = [(Line(), row) for left in waiting.values() for row in left]
    blank = {"day": today().isoformat(), "times": "1"}
    return [*found, *stray, *((Line(), blank) for _ in range(BLANKS.get(about.kind, 0)))]
