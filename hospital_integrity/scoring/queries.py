"""Reading score sheets, and gathering what their rows are checked against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from hospital_integrity import clock
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.scoresheet import Known, Row, days, number_of
from hospital_integrity.scoring.models import ScoreSheet


def sheet(sheet_id: int) -> ScoreSheet | None:
    """One sheet."""
    return db.session.get(ScoreSheet, sheet_id)


def sheet_for_change(sheet_id: int) -> ScoreSheet | None:
    """The same, freshly read and locked until the transaction ends."""
    query = select(ScoreSheet).where(ScoreSheet.id == sheet_id).with_for_update()
    return db.session.scalar(query, execution_options={"populate_existing": True})


def sheet_by_nonce(nonce: str) -> ScoreSheet | None:
    """The sheet that was first saved under this nonce."""
    return db.session.scalar(select(ScoreSheet).where(ScoreSheet.nonce == nonce))


def open_sheets(author_id: int | None = None) -> list[ScoreSheet]:
    """Drafts, of one author or of everybody, the last touched first."""
    query = select(ScoreSheet).where(ScoreSheet.state == "open").order_by(ScoreSheet.updated_at.desc())
    if author_id is not None:
        query = query.where(ScoreSheet.author_id == author_id)
    return list(db.session.scalars(query))


def unfinished(year: int) -> list[Saying]:
    """The open drafts that hold a row of this year; a closing waits for them."""
    return [
        say("评分表“%(title)s”（第 %(id)s 号）还没有提交", title=sheet.title, id=sheet.id)
        for sheet in open_sheets()
        if any(day.year == year for day in days(sheet.rows))
    ]


def known_for(rows: Sequence[Row]) -> Known:
    """What these rows are checked against; one statement for each day on which somebody's home is looked up."""
    people = departments.staff_by_numbers({number_of(row) for row in rows} - {""})
    ids = {number: person.id for number, person in people.items()}
    return Known(ids, _departments(), _homes(rows, ids), _editions(days(rows)), clock.today())


def _homes(rows: Sequence[Row], ids: Mapping[str, int]) -> dict[tuple[int, date], int]:
    asked: dict[date, set[int]] = defaultdict(set)
    for row in rows:
        if (person := ids.get(number_of(row))) is not None:
            for day in days([row]):
                asked[day].add(person)
    return {
        (person, day): home
        for day, found in asked.items()
        for person, home in departments.home_department(found, day).items()
    }


def _departments() -> dict[str, int]:
    places = departments.departments_on(clock.today())
    named = Counter(place.name for place in places)
    by_name = {place.name: place.id for place in places if named[place.name] == 1}
    return by_name | {place.code: place.id for place in places}


def _editions(found: set[date]) -> dict[int, Edition]:
    editions = {}
    for year in {day.year for day in found}:
        try:
            editions[year] = edition_of(year)
        except Refused:
            continue
    return editions
