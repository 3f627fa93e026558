"""Something that waits for somebody, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from hospital_integrity.rules.saying import Saying

TONES = ("red", "gold", "coal", "jade")


@dataclass(frozen=True)
class Task:
    """Something to do: words, where to do it, how much of it, and the last day of the first of it, where it has one."""

    text: Saying
    detail: Saying | str
    address: str
    icon: str
    tone: str = "jade"
    count: int = 0
    due: date | None = None
    late: bool = False


def in_order(tasks: Iterable[Task], today: date) -> list[Task]:
    """What is due first stands first; what has no day comes after, the urgent before the rest. Late things are red."""
    told = [replace(one, late=True, tone="red") if one.due and one.due < today else one for one in tasks]
    return sorted(told, key=lambda one: (one.due or date.max, TONES.index(one.tone)))
