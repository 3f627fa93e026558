"""What stands in the ledger already under the lines of a sheet, so that nobody enters it a second time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hospital_integrity.ledger import queries as ledger
from hospital_integrity.rules.recording import Fact
from hospital_integrity.scoring.queries.sheets import About

MOST = 5_000


@dataclass
class Already:
    """How often something was recorded this year under one line of a sheet, and when last."""

    times: int = 0
    last: date | None = None


def already(about: About, year: int) -> dict[object, Already]:
    """By item key (one department), by department id (one item everywhere) or by staff id (one item's people)."""
    places = None if about.department_id is None else [about.department_id]
    rows, _ = ledger.page_of(ledger.listed(year, department_ids=places, item=about.item), 1, MOST)
    found: dict[object, Already] = defaultdict(Already)
    for entry, undone in rows:
        if undone is None:
            key = {"places": entry.department_id, "people": entry.staff_id}.get(about.kind, entry.item)
            line = found[key]
            line.times, line.last = line.times + entry.times, line.last or entry.happened_on
    return found


def alike(facts: Sequence[Fact]) -> set[str]:
    """The nonces of facts whose item, day and subject stand in the ledger already: the same facts, most likely."""
    known = ledger.standing_among({fact.item for fact in facts}, {fact.happened_on for fact in facts})
    return {fact.nonce for fact in facts if (fact.item, fact.happened_on, fact.department_id, fact.staff_id) in known}
