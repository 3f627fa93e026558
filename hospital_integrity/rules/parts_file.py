"""A file of published parts: a row for each subject, a column for each part, `n_` and the part for its measures.

From rows of texts to facts for the same engine that rates departments; whatever is wrong is named by row and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hospital_integrity.rules.entry import Facts, Given
from hospital_integrity.rules.reading import Unreadable, read_text
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.scheme import Scheme

MOST_ROWS = 100_000
MOST_PROBLEMS = 50
LONGEST = 200
CATEGORY = "category"
NUMBER = re.compile(r"[+-]?([0-9]{1,12}(\.[0-9]{0,30})?|\.[0-9]{1,30})([eE][+-]?[0-9]{1,2})?")
MOST = Decimal(10**12)
COUNT = re.compile(r"[0-9]{1,9}(\.0+)?")

Numbered = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class BadCell:
    """What is wrong with a cell: the row as numbered in the file (the heading is 1), the column's heading."""

    row: int
    column: str
    saying: Saying

    def __str__(self) -> str:
        return str(self.told)

    @property
    def told(self) -> Saying:
        """The sentence with its place in front; a column's heading is missing where the whole row is meant."""
        if not self.column:
            return say("第 %(row)s 行：%(wrong)s", row=self.row, wrong=self.saying)
        return say("第 %(row)s 行，%(column)s 列：%(wrong)s", row=self.row, column=self.column, wrong=self.saying)


class BadParts(Refused):
    """A file that can't be rated; `problems` are the first of them, with their places."""

    def __init__(self, problems: Sequence[BadCell]) -> None:
        self.problems = tuple(problems)
        super().__init__(problems[0].told)


@dataclass(frozen=True)
class Parts:
    """What a file says: facts for each subject (its number is the place in `subjects`), columns that mean nothing."""

    subjects: tuple[str, ...]
    facts: tuple[Facts, ...]
    ignored: tuple[str, ...]


def by_category(scheme: Scheme) -> bool:
    """Whether the scheme compares or counts anybody within a category, so that the file must name it."""
    return "category" in {scheme.pool, *(one.pool for one in scheme.quotas), *(one.pool for one in scheme.limiters)}


def columns_of(scheme: Scheme) -> tuple[str, ...]:
    """The columns that a file must have beside the first one."""
    parts = [part.key for part in scheme.parts]
    counts = [f"n_{key}" for key in parts] if scheme.measured else []
    return (*parts, *counts, *([CATEGORY] if by_category(scheme) else []))


def read_parts(scheme: Scheme, year: int, rows: Iterable[Numbered], most: int = MOST_ROWS) -> Parts:
    """The facts of a file whose first row is its heading; raises BadParts. Reads no further than `most` rows."""
    lines = iter(rows)
    row, heading = next(lines, (1, ()))
    reader = _Reader(scheme, year, [text.strip() for text in heading], most)
    reader.problems += list(reader.heading_problems(row))
    if not reader.problems:
        reader.read(lines)
    if not reader.problems and not reader.facts:
        reader.problems.append(BadCell(row, "", say("表头下面没有一行数据")))
    if reader.problems:
        raise BadParts(reader.problems)
    return Parts(tuple(reader.seen), tuple(reader.facts), tuple(reader.ignored()))


@dataclass
class _Reader:
    """The file while it is read: `seen` are the subjects with their rows."""

    scheme: Scheme
    year: int
    heading: list[str]
    most: int
    problems: list[BadCell] = field(default_factory=list)
    facts: list[Facts] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def heading_problems(self, row: int) -> Iterator[BadCell]:
        named = [text for text in self.heading[1:] if text]
        for text in sorted({text for text in named if named.count(text) > 1}):
            yield BadCell(row, text, say("表头有两列都叫“%(column)s”", column=text))
        for column in columns_of(self.scheme):
            if column not in named:
                yield BadCell(row, "", say("缺少“%(column)s”列", column=column))

    def ignored(self) -> Iterator[str]:
        counts = {f"n_{part.key}" for part in self.scheme.parts}
        for text in self.heading[1:]:
            if text and text not in counts and text not in columns_of(self.scheme):
                yield text

    def read(self, lines: Iterator[Numbered]) -> None:
        place = {text: index for index, text in enumerate(self.heading) if index and text}
        for row, cells in lines:
            if not any(map(str.strip, cells)):
                continue
            if len(self.facts) >= self.most:
                self.problems.append(BadCell(row, "", say("一次最多 %(most)s 行，请分成几个文件", most=self.most)))
                return
            if len(self.problems) >= MOST_PROBLEMS:
                return
            texts = {name: cells[index].strip() for name, index in place.items() if index < len(cells)}
            self._row(row, cells, texts)

    def _row(self, row: int, cells: Sequence[str], texts: Mapping[str, str]) -> None:
        if any(text.strip() for text in cells[len(self.heading) :]):
            self.problems.append(BadCell(row, "", say("比表头多出内容，请检查逗号和引号")))
        subject = self._subject(row, cells[0])
        given = tuple(self._given(row, part.key, texts) for part in self.scheme.parts)
        pool = texts.get(CATEGORY, "") if by_category(self.scheme) else ""
        if by_category(self.scheme) and not pool:
            self.problems.append(BadCell(row, CATEGORY, say("不能为空")))
        self.facts.append(Facts(self.scheme.kind, len(self.seen), self.year, pool, given=given))
        self.seen.setdefault(subject, row)

    def _subject(self, row: int, text: str) -> str:
        try:
            subject = read_text(text, LONGEST)
        except Unreadable as unreadable:
            self.problems.append(BadCell(row, self.heading[0], unreadable.saying))
            return text
        if subject in self.seen:
            words = say("“%(subject)s”与第 %(first)s 行重复", subject=subject, first=self.seen[subject])
            self.problems.append(BadCell(row, self.heading[0], words))
        return subject

    def _given(self, row: int, part: str, texts: Mapping[str, str]) -> Given:
        value, count = texts.get(part, ""), texts.get(f"n_{part}", "")
        number = Decimal(value) if NUMBER.fullmatch(value) else None
        if value and (number is None or abs(number) >= MOST):
            self.problems.append(BadCell(row, part, say("“%(text)s”不是数", text=value[:40])))
        if count and not COUNT.fullmatch(count):
            words = say("“%(text)s”不是指标的个数，应为 0 或正整数", text=count[:40])
            self.problems.append(BadCell(row, f"n_{part}", words))
            count = ""
        return Given(part, number, int(Decimal(count or 0)))
