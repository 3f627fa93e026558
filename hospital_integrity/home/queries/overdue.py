"""What is late in the whole hospital, whoever's turn it is: the list that the office works down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask import url_for

from hospital_integrity.access import may
from hospital_integrity.board import queries as board
from hospital_integrity.clock import today
from hospital_integrity.closing import queries as closing
from hospital_integrity.corrections import queries as corrections
from hospital_integrity.departments import queries as departments
from hospital_integrity.home.queries.task import Task
from hospital_integrity.intake import queries as intake
from hospital_integrity.rules.saying import say

SOON = 3  # days ahead that the list shows as well


def overdue() -> list[Task]:
    """Every term that has run out or ends in the next days, the oldest first; cases only where the asker may know."""
    sources = (_steps, _appeals, _clarifications, _cases, _objections, _look_backs)
    found = [one for source in sources for one in source() if one.due and (one.due - today()).days <= SOON]
    return sorted(found, key=lambda one: (one.due or date.max, one.address))


def _steps() -> Iterator[Task]:
    for one in board.open_steps():
        yield Task(one.words, one.title, url_for("board.show", id=one.id), "award", due=one.due_on)


def _appeals() -> Iterator[Task]:
    for one in board.open_appeals():
        words = say("红黑榜第 %(id)s 号的申诉等待复核决定", id=one.board_entry_id)
        yield Task(words, "", url_for("board.show", id=one.board_entry_id), "scale", due=one.due_on)


def _clarifications() -> Iterator[Task]:
    for id, due_on in board.open_clarifications().items():
        yield Task(
            say("第 %(id)s 号澄清等待办理", id=id), "", url_for("board.clarifications"), "shield-check", due=due_on
        )


def _cases() -> Iterator[Task]:
    if may("intake.index"):
        for one in intake.open_clocks():
            yield Task(say("来件等待办理"), "", url_for("intake.index"), "inbox", due=one.due)


def _objections() -> Iterator[Task]:
    for one in closing.open_objections():
        yield Task(say("评定结果的异议等待答复"), "", url_for("closing.objections"), "message-report", due=one.due_on)


def _look_backs() -> Iterator[Task]:
    late = [one for one in corrections.look_backs_due(today()) if one.made is None]
    names = departments.departments_by_id({one.department_id for one in late})
    for one in late:
        address = url_for("corrections.look_backs", state="late")
        yield Task(say("星级回头看"), names[one.department_id].name, address, "calendar-event", due=one.due_on)
