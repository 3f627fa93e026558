"""Raters looked at side by side: who marks higher or lower than the others, who gives everybody the same.

Nothing here changes a mark. Few marks say nothing about a person, so below `LEAST` nothing is said.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity.rules.reading import bare_amount, is_dash, read_decimal
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Sheet

LEAST = 5
Marks = Mapping[str, Mapping[int, Decimal]]


@dataclass(frozen=True)
class Rater:
    """One rater on one sheet: how many subjects he marked, how many of them others marked too, his mean.

    `gap` is the mean, over the shared subjects, of his mark less the mean of the others' marks: above 0 he is more
    lenient than they are. None where fewer than LEAST are shared. `flat`: LEAST marks or more, and all the same.
    """

    key: str
    count: int
    shared: int
    mean: Decimal
    gap: Decimal | None
    flat: bool


@dataclass(frozen=True)
class Panel:
    """All raters of a sheet, those with the widest gap first, and the subjects that fewer than LEAST raters marked."""

    raters: tuple[Rater, ...]
    thin: tuple[int, ...]

    @property
    def too_few(self) -> bool:
        """Whether the sheet has so few raters that comparing them says nothing."""
        return len(self.raters) < LEAST


def panel(marks: Marks) -> Panel:
    """The raters of a sheet compared; `marks` holds each rater's counting mark of each subject."""
    subjects = _by_subject(marks)
    raters = (_rater(key, own, subjects) for key, own in sorted(marks.items()) if own)
    ordered = sorted(raters, key=lambda one: (one.gap is None, -abs(one.gap or Decimal(0)), one.key))
    thin = sorted(subject for subject, given in subjects.items() if len(given) < LEAST)
    return Panel(tuple(ordered), tuple(thin))


def _by_subject(marks: Marks) -> dict[int, dict[str, Decimal]]:
    found: dict[int, dict[str, Decimal]] = {}
    for key, own in marks.items():
        for subject, value in own.items():
            found.setdefault(subject, {})[key] = value
    return found


def _rater(key: str, own: Mapping[int, Decimal], subjects: Mapping[int, Mapping[str, Decimal]]) -> Rater:
    gaps = [
        value - (sum(subjects[subject].values()) - value) / (len(subjects[subject]) - 1)
        for subject, value in own.items()
        if len(subjects[subject]) > 1
    ]
    return Rater(
        key=key,
        count=len(own),
        shared=len(gaps),
        mean=sum(own.values(), Decimal(0)) / len(own),
        gap=sum(gaps, Decimal(0)) / len(gaps) if len(gaps) >= LEAST else None,
        flat=len(own) >= LEAST and len(set(own.values())) == 1,
    )


def read_mark(text: str, sheet: Sheet) -> Decimal | None:
    """A mark as it was typed, within the range of its sheet; None for a blank or a dash; raises Unreadable."""
    if not text.strip() or is_dash(text):
        return None
    return read_decimal(bare_amount(text), low=sheet.low, high=sheet.high)


def refuse_own(home: int | None, subjects: Collection[int]) -> None:
    """Nobody marks the department that he belongs to: raises Refused where it is among the subjects."""
    if home is not None and home in subjects:
        raise Refused("评分人不能给自己所在的科室打分，请去掉这一行")
