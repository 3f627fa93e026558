"""The rows behind a year of the board in figures; a constant number of statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, extract, select

from hospital_integrity.board.models import (
    BoardAnswer,
    BoardAppeal,
    BoardEntry,
    BoardFinding,
    BoardNotice,
    BoardVerdict,
)
from hospital_integrity.board.queries.rows import not_reversed
from hospital_integrity.clock import day_of, start_of, today
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.rules import board_figures as rules
from hospital_integrity.rules.board_figures import Done, Published, Span
from hospital_integrity.rules.saying import Saying, say

DRAFTED, NOTICED = say("起草 → 发布"), say("告知 → 本人答复")
OBJECTED, APPEALED = say("提出异议 → 答复"), say("申诉 → 复核决定")


@dataclass(frozen=True, slots=True)
class Figures:
    """A year of the board: what was published, how many of it were withdrawn, and how long the steps took."""

    year: int
    rows: list[Published]
    names: dict[int, str]
    spans: list[Span]

    def stands(self, colour: str) -> int:
        """How many of this colour were published in the year and stand."""
        return sum(row.stands and row.colour == colour for row in self.rows)

    @property
    def withdrawn(self) -> int:
        """How many were published in the year and don't stand any more."""
        return sum(not row.stands for row in self.rows)


def figures(year: int) -> Figures:
    """The figures of what was published, answered and decided in a year; six statements."""
    found = list(db.session.execute(_published(year)))
    places = departments.departments_by_id({row.department_id for row in found})
    rows = [
        Published(
            row.colour,
            row.kind,
            row.department_id,
            places[row.department_id].category,
            day_of(row.drafted_at),
            row.shown_from,
            row.stands,
        )
        for row in found
    ]
    return Figures(year, rows, {place.id: place.name for place in places.values()}, list(_spans(year, rows)))


def board_years() -> list[int]:
    """The years in which something was published, and this one; the newest first."""
    years = db.session.scalars(select(extract("year", BoardEntry.shown_from)).distinct())
    return sorted({int(year) for year in years if year} | {today().year}, reverse=True)


def _published(year: int) -> Select[Any]:
    stands = (BoardEntry.state == "published") & not_reversed()[0]
    columns = (BoardEntry.colour, BoardEntry.kind, BoardEntry.department_id, BoardEntry.drafted_at)
    query = select(*columns, BoardEntry.shown_from, stands.label("stands"))
    return query.where(*_in(year, BoardEntry.shown_from)).order_by(BoardEntry.id)


def _spans(year: int, rows: Iterable[Published]) -> Iterable[Span]:
    yield rules.span(DRAFTED, (Done(row.drafted, row.published) for row in rows))
    answered = select(BoardNotice.sent_at, BoardAnswer.entered_at, BoardNotice.due_on).join(BoardNotice.answer)
    yield _span(NOTICED, year, answered, BoardAnswer.entered_at)
    objected = select(BoardAnswer.entered_at, BoardFinding.made_at, BoardAnswer.due_on).join(BoardAnswer.finding)
    yield _span(OBJECTED, year, objected, BoardFinding.made_at)
    appealed = select(BoardAppeal.made_at, BoardVerdict.decided_at, BoardAppeal.due_on).join(BoardAppeal.verdict)
    yield _span(APPEALED, year, appealed, BoardVerdict.decided_at)


def _span(name: Saying, year: int, query: Select[Any], ended: Any) -> Span:
    rows = db.session.execute(query.where(ended >= start_of(date(year, 1, 1)), ended < start_of(date(year + 1, 1, 1))))
    return rules.span(name, (Done(day_of(begun), day_of(done), due) for begun, done, due in rows))


def _in(year: int, column: Any) -> tuple[Any, ...]:
    return column >= date(year, 1, 1), column <= date(year, 12, 31)
