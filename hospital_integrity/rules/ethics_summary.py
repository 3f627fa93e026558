"""Who was assessed in a year and to what grade, counted by department and for the hospital: plain words for papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Assessed:
    """One person's result: `judged` is whether the assessment has come to its end, `group` the department's kind."""

    name: str
    number: str
    department: str
    group: str
    level: str
    score: Decimal
    judged: bool = True


@dataclass(frozen=True)
class Grade:
    """A grade with whom it went to, best first."""

    name: str
    people: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many hold it."""
        return len(self.people)


@dataclass(frozen=True)
class Counted:
    """A department or the whole hospital: how many should and did take part, and each grade, the best first."""

    name: str
    expected: int
    actual: int
    grades: tuple[Grade, ...]

    def texts(self) -> Iterable[str]:
        """Every text that must be drawn."""
        return (self.name, *(name for grade in self.grades for name in grade.people))


@dataclass(frozen=True)
class Summary:
    """A year of the hospital. `left_out` are people who aren't assessed, with the reason."""

    hospital: str
    year: int
    departments: tuple[Counted, ...]
    groups: tuple[Counted, ...]
    total: Counted
    left_out: tuple[tuple[str, str, str], ...]
    basis: str
    frozen: bool

    def texts(self) -> Iterable[str]:
        """Every text that must be drawn."""
        yield from (self.hospital, self.basis)
        for counted in self.departments:
            yield from counted.texts()
        yield from (text for one in self.left_out for text in one)


def summary(
    hospital: str,
    year: int,
    people: Iterable[Assessed],
    levels: Sequence[tuple[str, str]],
    left_out: Iterable[tuple[str, str, str]] = (),
    *,
    basis: str = "",
    frozen: bool = False,
) -> Summary:
    """Count people; `levels` are (key, name) best first. Namesakes of one department are told apart by their number."""
    everybody = list(people)
    named = _names(everybody)
    return Summary(
        hospital=hospital,
        year=year,
        departments=tuple(_by(everybody, levels, named, lambda one: one.department)),
        groups=tuple(_by(everybody, levels, named, lambda one: one.group)),
        total=_counted("全院", everybody, levels, named),
        left_out=tuple(left_out),
        basis=basis,
        frozen=frozen,
    )


def _names(people: Iterable[Assessed]) -> Mapping[str, str]:
    shared: dict[tuple[str, str], list[str]] = {}
    for one in people:
        shared.setdefault((one.department, one.name), []).append(one.number)
    return {
        number: name if len(numbers) == 1 else f"{name}（{number}）"
        for (_, name), numbers in shared.items()
        for number in numbers
    }


def _by(
    people: Iterable[Assessed],
    levels: Sequence[tuple[str, str]],
    named: Mapping[str, str],
    key: Callable[[Assessed], str],
) -> list[Counted]:
    groups: dict[str, list[Assessed]] = {}
    for one in people:
        groups.setdefault(key(one), []).append(one)
    return [_counted(name, own, levels, named) for name, own in groups.items()]


def _counted(
    name: str, people: Sequence[Assessed], levels: Sequence[tuple[str, str]], named: Mapping[str, str]
) -> Counted:
    best = sorted((one for one in people if one.judged), key=lambda one: (-one.score, one.number))
    grades = tuple(
        Grade(title, tuple(named[one.number] for one in best if one.level == level)) for level, title in levels
    )
    return Counted(name, len(people), len(best), grades)
