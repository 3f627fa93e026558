"""What the check of a public text has to know: whom it is about, whose names must stay out, who is still recognised."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hospital_integrity import clock
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.board.queries.remedies import guarded_of, wording_now
from hospital_integrity.departments import queries as departments
from hospital_integrity.rules.board_text import Finding, Guarded, Person, doubtful
from hospital_integrity.rules.masking import surname
from hospital_integrity.rules.saying import Saying, say


def about(row: BoardEntry) -> Person | None:
    """Whom an entry is about, with the title that nobody else of the department has; None for a department."""
    person = departments.staff_member(row.staff_id) if row.staff_id else None
    if person is None:
        return None
    others = {one.title for one in _colleagues(row) if one.id != person.id}
    return Person(person.name, person.number, row.full_name, "" if person.title in others else person.title)


def guarded(row: BoardEntry) -> Guarded:
    """Whose names the texts of an entry must not give."""
    return guarded_of(row)


def doubts_about(row: BoardEntry) -> list[Finding]:
    """What in the public texts of an entry needs a second look before it is published."""
    title, text = wording_now(row)
    return doubtful({"title": title, "text": text}, about(row))


def recognised_by(row: BoardEntry) -> Saying | None:
    """Why the mask of an entry may still show who it is, where the person isn't alone in the department anyway."""
    person = departments.staff_member(row.staff_id) if row.staff_id and not row.full_name else None
    if person is None:
        return None
    names = Counter(surname(one.name) for one in _colleagues(row))
    if len(names) > 1 and names[surname(person.name)] <= 1:
        return say("该科室只有一人姓%(surname)s，写“%(surname)s某”本科室的人能认出是谁", surname=surname(person.name))
    return None


def _colleagues(row: BoardEntry) -> list[Any]:
    return departments.staff_in(row.department_id, clock.today())
