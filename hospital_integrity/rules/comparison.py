"""A list beside the register: the steps it comes to and the faults that forbid them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256
from typing import Any, Generic, Protocol, TypeVar

from hospital_integrity.rules.saying import Saying, say


@dataclass(frozen=True)
class Fault:
    """Why a cell can't be taken over, and what to do about it; `column` is the column's key."""

    row: int
    column: str
    saying: Saying
    remedy: Saying


class HasKind(Protocol):
    """What every step has: the kind of change it stands for."""

    @property
    def kind(self) -> str: ...


StepT = TypeVar("StepT", bound=HasKind)


@dataclass(frozen=True)
class Comparison(Generic[StepT]):
    """Every step, in the order of the sheet with the missing last, and every fault in that order too."""

    steps: tuple[StepT, ...]
    faults: tuple[Fault, ...]

    def of(self, *kinds: str) -> list[StepT]:
        """The steps of these kinds."""
        return [step for step in self.steps if step.kind in kinds]

    def counts(self) -> dict[str, int]:
        """How many steps there are of each kind."""
        return dict(Counter(step.kind for step in self.steps))

    def fingerprint(self) -> str:
        """A hash that changes when the comparison would do anything else than the one that was looked at."""
        return sha256(repr(self.steps).encode()).hexdigest()


def repeated(cells: Iterable[tuple[int, str, str]]) -> list[Fault]:
    """A fault for every later row that repeats a value which must stand once; cells are (row, column, value)."""
    first: dict[str, int] = {}
    faults = []
    for row, column, value in cells:
        if first.setdefault(value, row) != row:
            saying = say("“%(value)s”与第 %(row)s 行重复", value=value, row=first[value])
            faults.append(Fault(row, column, saying, say("只保留一行，删去另一行")))
    return faults


def plain(row: Any) -> dict[str, object]:
    """A listed row (a dataclass) as JSON can keep it."""
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def digest(rows: Iterable[Mapping[str, object]]) -> str:
    """A hash of plain rows, the same for the same rows whatever file they came in."""
    text = json.dumps(list(rows), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
