"""The board as readers see it: which entries are shown in a stretch of time, as cards under their public name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select

from hospital_integrity import clock
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.board.queries.remedies import amended, replies
from hospital_integrity.board.queries.rows import not_reversed, on_display
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules import board as rules
from hospital_integrity.rules.board import COLOURS
from hospital_integrity.rules.board_period import Stretch
from hospital_integrity.rules.saying import Saying
from hospital_integrity.rules.scheme import Item

# Only what a card needs: a thousand whole entries cost several times as much.
SHOWN = tuple(
    getattr(BoardEntry, name)
    for name in (
        "id colour kind staff_id department_id item happened_on times points title text full_name state"
        " shown_from shown_to"
    ).split()
)


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
    amended: bool = False
    replied: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks at: a stretch of time, perhaps one kind or one pool of departments, or the archive too."""

    stretch: Stretch
    kind: str = ""
    pool: str = ""
    archive: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from every other one."""
        return self.stretch.value, self.kind, self.pool, self.archive


@dataclass(frozen=True, slots=True)
class Board:
    """One page of both colours side by side; `total` is that of the longer one, for the pager."""

    red: list[Card]
    black: list[Card]
    page: int
    total: int
    size: int

    @property
    def items(self) -> list[Card]:
        """Both colours, the red ones first."""
        return [*self.red, *self.black]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(-(-self.total // self.size), 1)


def board_page(wanted: Wanted, page: int, size: int) -> Board:
    """Page number `page` (from 1), `size` entries of each colour; a constant number of statements."""
    query = _shown(wanted)
    counted = _counted(query)
    found = cards([row for colour in COLOURS for row in _cut(query, colour, page, size)])
    red, black = ([card for card in found if card.colour == colour] for colour in COLOURS)
    return Board(red, black, page, max(counted.values(), default=0), size)


def all_cards(wanted: Wanted, most: int) -> list[Card]:
    """Everything that is shown, the newest first, `most` at most."""
    return cards(db.session.execute(_shown(wanted).limit(most)).all())


def kinds_of(wanted: Wanted) -> dict[tuple[str, str], int]:
    """How many entries each (colour, kind) had, those no longer shown included."""
    query = _shown(replace(wanted, kind="", archive=True)).order_by(None)
    query = query.with_only_columns(BoardEntry.colour, BoardEntry.kind, func.count())
    rows = db.session.execute(query.group_by(BoardEntry.colour, BoardEntry.kind))
    return {(colour, kind): number for colour, kind, number in rows}


def own(staff_id: int, limit: int = 20) -> list[BoardEntry]:
    """What was ever published about a person, the newest first."""
    query = select(BoardEntry).where(BoardEntry.staff_id == staff_id, BoardEntry.shown_from.is_not(None))
    return list(db.session.scalars(query.order_by(BoardEntry.id.desc()).limit(limit)))


def cards(rows: Sequence[Any], *, by_name: Callable[[Any], bool] = lambda row: False) -> list[Card]:
    """Entries as cards; `by_name` says for which of them this reader may know the name."""
    if not rows:
        return []
    people = departments.staff_members({row.staff_id for row in rows if row.staff_id})
    places = departments.departments_by_id({row.department_id for row in rows})
    items = {year: edition_of(year).items for year in {row.happened_on.year for row in rows}}
    ids = {row.id for row in rows if row.shown_from}
    worded, answered = amended(ids), replies(ids)
    return [
        replace(
            _card(
                row,
                rules.shown_name(people[row.staff_id].name, row.full_name or by_name(row)) if row.staff_id else "",
                places[row.department_id].name,
                items[row.happened_on.year][row.item],
                worded.get(row.id, row),
            ),
            amended=row.id in worded,
            replied=row.id in answered,
        )
        for row in rows
    ]


def _shown(wanted: Wanted) -> Select[Any]:
    # What was withdrawn, or whose fact was reversed, is neither on the board nor in its archive.
    seen = (*not_reversed(), BoardEntry.state == "published") if wanted.archive else on_display(clock.today())
    stretch = wanted.stretch
    query = select(*SHOWN).where(*seen, BoardEntry.shown_from <= stretch.last, BoardEntry.shown_to >= stretch.first)
    if wanted.kind:
        query = query.where(BoardEntry.kind == wanted.kind)
    if wanted.pool:
        query = query.where(BoardEntry.department_id.in_(departments.ids_in_pool(wanted.pool)))
    return query.order_by(BoardEntry.shown_from.desc(), BoardEntry.id.desc())


def _counted(query: Select[Any]) -> dict[str, int]:
    found = query.order_by(None).with_only_columns(BoardEntry.colour, func.count()).group_by(BoardEntry.colour)
    return {colour: number for colour, number in db.session.execute(found)}


def _cut(query: Select[Any], colour: str, page: int, size: int) -> Sequence[Any]:
    return db.session.execute(query.where(BoardEntry.colour == colour).limit(size).offset((page - 1) * size)).all()


def _card(row: Any, name: str, place: str, item: Item, said: Any) -> Card:
    return Card(
        id=row.id,
        colour=row.colour,
        subject=name or place,
        department=place if name else "",
        tag=rules.KINDS[row.colour][row.kind],
        title=said.title,
        summary=said.text,
        clause=item.clause,
        points=rules.worth(item, bool(name), row.times, row.points),
        day=row.happened_on,
        shown_from=row.shown_from,
        shown_to=row.shown_to,
        over=row.shown_to is not None and (row.state != "published" or row.shown_to < clock.today()),
    )
