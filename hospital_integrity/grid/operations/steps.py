"""What every step does: take the row as it was looked at, see that the year is open, write the step down."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy.exc import IntegrityError

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.attachments.operations import keep
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import Upload
from hospital_integrity.grid import queries
from hospital_integrity.grid.models import GridFile, GridMeeting, GridRecord, GridStep
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.rules.saying import Refused, Saying, Stale, say

HAPPENED: dict[str, Saying] = {
    "draft": say("这件履职记录还是草稿，请刷新后再看"),
    "open": say("这件风险还在处置中，请刷新后再看"),
    "submitted": say("这件履职记录已经报送，等待验收"),
    "closing": say("这件风险已经申请销号，等待行风办办理"),
    "returned": say("这件履职记录刚才已退回本人"),
    "accepted": say("这件履职记录刚才已验收"),
    "closed": say("这件风险刚才已销号"),
    "rejected": say("这件履职记录刚才已办结，不予认定"),
}
SAID = ("kind", "state", "title", "text", "zero", "level", "people", "measures", "evidence", "late", "entry_id")
TOLD = ("place", "topics", "minutes", "version")


def taken(seen: Mapping[int, int], *states: str) -> list[GridRecord]:
    """The locked rows, each in one of these states and at the version that was looked at; Stale says what happened."""
    rows = queries.records_for_change(seen)
    for id, version in seen.items():
        if id not in rows:
            raise Refused("找不到第 %(id)s 号履职记录", id=id)
        if rows[id].state not in states or rows[id].version != version:
            raise Stale(HAPPENED[rows[id].state])
    return [rows[id] for id in seen]


def check_open(years: Collection[int]) -> None:
    """Refuse work for a closed year; whoever closes one waits until this transaction has ended."""
    ledger.take_pen(alone=False)
    for year in sorted(ledger.sealed_years().intersection(years)):
        raise Refused("%(year)s 年度已关闭，不能再登记或验收履职", year=year)


def check_homes_by_day(asked: Collection[tuple[int, date]]) -> dict[tuple[int, date], int]:
    """The department that each (person, day) belongs to; Refused for who belongs to none. One statement a day."""
    homes: dict[tuple[int, date], int] = {}
    for day in {day for _, day in asked}:
        found = departments.home_department({person for person, one in asked if one == day}, day)
        homes |= {(person, day): home for person, home in found.items()}
    for person, day in asked:
        if (person, day) not in homes:
            name = departments.staff_members([person])[person].name
            raise Refused("%(name)s在 %(day)s 不属于任何科室（已离院或还没有分科），不能登记履职", name=name, day=day)
    return homes


def added(rows: Sequence[GridRecord | GridMeeting]) -> None:
    """Add new rows; Stale when somebody has just added the same."""
    try:
        with db.session.begin_nested():
            db.session.add_all(rows)
    except IntegrityError:
        raise Stale("刚才有人登记了相同的内容，请刷新后核对") from None


def stepped(rows: Sequence[GridRecord], verb: str, words: str = "", uploads: Sequence[Upload] = ()) -> None:
    """Write down one step of rows that have an id, with the one journal event of the decision.

    Files belong to the only row of their step.
    """
    person, moment = asker().account_id, clock.now()
    db.session.add_all(
        GridStep(
            record_id=row.id,
            verb=verb,
            actor_id=person,
            at=moment,
            words=words,
            content=_content(row),
        )
        for row in rows
    )
    db.session.flush()
    files = [("attachments", one) for row in rows[:1] for one in _attached(row.id, uploads)]
    written = [*(("grid_records", row.id) for row in rows), *files]
    note(f"grid.{verb}", written, kinds=sorted({row.kind for row in rows}))


def _attached(record_id: int, uploads: Sequence[Upload]) -> list[int]:
    kept = keep(uploads, already=len(queries.record_files(record_id))) if uploads else []
    db.session.add_all(GridFile(record_id=record_id, attachment_id=one.id) for one in kept)
    db.session.flush()
    return [one.id for one in kept]


def _content(row: GridRecord) -> dict[str, object]:
    points = None if row.points is None else str(row.points)
    return {name: getattr(row, name) for name in SAID} | {"version": row.version, "points": points}


def met(row: GridMeeting, verb: str, words: str = "", **details: object) -> None:
    """Write down one step of a meeting that has an id, with its journal event."""
    said = {name: getattr(row, name) for name in TOLD} | {"held_on": row.held_on.isoformat()} | details
    step = GridStep(
        meeting_id=row.id, verb=verb, actor_id=asker().account_id, at=clock.now(), words=words, content=said
    )
    db.session.add(step)
    db.session.flush()
    note(f"grid.{verb}", [("grid_meetings", row.id)], version=row.version, **details)


def said(words: str) -> str:
    """A reason that was given; Refused when it wasn't."""
    if not words.strip():
        raise Refused("请写明理由")
    return words.strip()
