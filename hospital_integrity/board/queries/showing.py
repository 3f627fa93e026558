"""The board as readers see it: which entries are shown in a stretch of time, as cards under their public name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select

from hospital_integrity import clock
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.board.queries.rows import not_reversed, on_display, page_of
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.paging import Page
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules import board as rules
from hospital_integrity.rules.board import COLOURS
from hospital_integrity.rules.board_period import Stretch
from hospital_integrity.rules.saying import Saying
from hospital_integrity.rules.scheme import Item


@dataclass(frozen=True, slots=True)
class Card:
    """An entry as it is shown; `subject` is a name, masked unless it may be said, or a department."""

    id: int
    colour: str
    subject: str
    department: str
    tag: Saying
    title: str
    summary: str
    clause: str
    points: Decimal | None
    day: date
    shown_from: date | None
    shown_to: date | None
    over: bool


def _shown(stretch: Stretch, *, archive: bool) -> Select[tuple[BoardEntry]]:
    # What was withdrawn, or whose fact was reversed, is neither on the board nor in its archive.
    seen = (*not_reversed(), BoardEntry.state == "published") if archive else on_display(clock.today())
    query = select(BoardEntry).where(*seen, *_within(stretch))
    return query.order_by(BoardEntry.shown_from.desc(), BoardEntry.id.desc())


def board_page(stretch: Stretch, page: int, size: int, *, archive: bool) -> Page[BoardEntry]:
    """One page of both colours side by side, `size` of each; its rows are the red ones, then the black ones."""
    columns = [page_of(_shown(stretch, archive=archive).where(BoardEntry.colour == one), page, size) for one in COLOURS]
    return Page([row for rows, _ in columns for row in rows], page, max(total for _, total in columns), size)


def _within(stretch: Stretch) -> tuple[Any, ...]:
    return BoardEntry.shown_from <= stretch.last, BoardEntry.shown_to >= stretch.first


def kinds_of(stretch: Stretch) -> dict[tuple[str, str], int]:
    """How many entries each (colour, kind) had in a stretch, those no longer shown included."""
    query = select(BoardEntry.colour, BoardEntry.kind, func.count()).where(
        *not_reversed(), BoardEntry.state == "published", *_within(stretch)
    )
    rows = db.session.execute(query.group_by(BoardEntry.colour, BoardEntry.kind))
    return {(colour, kind): number for colour, kind, number in rows}


def own(staff_id: int, limit: int = 20) -> list[BoardEntry]:
    """What was ever published about a person, the newest first."""
    query = select(BoardEntry).where(BoardEntry.staff_id == staff_id, BoardEntry.shown_from.is_not(None))
    return list(db.session.scalars(query.order_by(BoardEntry.id.desc()).limit(limit)))


def cards(rows: Sequence[BoardEntry], *, by_name: Callable[[BoardEntry], bool] = lambda row: False) -> list[Card]:
    """Entries as cards; `by_name` says for which of them this reader may know the name."""
    people = departments.staff_members({row.staff_id for row in rows if row.staff_id})
    places = departments.departments_by_id({row.department_id for row in rows})
    items = {year: edition_of(year).items for year in {row.happened_on.year for row in rows}}
    return [
        _card(
            row,
            rules.shown_name(people[row.staff_id].name, row.full_name or by_name(row)) if row.staff_id else "",
            places[row.department_id].name,
            items[row.happened_on.year][row.item],
        )
        for row in rows
    ]


def _card(row: BoardEntry, name: str, place: str, item: Item) -> Card:
    return Card(
        id=row.id,
        colour=row.colour,
        subject=name or place,
        department=place if name else "",
        tag=rules.KINDS[row.colour][row.kind],
        title=row.title,
        summary=row.text,
        clause=item.clause,
        points=rules.worth(item, bool(name), row.times, row.points),
        day=row.happened_on,
        shown_from=row.shown_from,
        shown_to=row.shown_to,
        over=row.shown_to is not None and (row.state != "published" or row.shown_to < clock.today()),
    )
