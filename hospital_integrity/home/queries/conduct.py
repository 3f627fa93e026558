"""What waits around the board: steps to publication, notices, appeals, repairs, clarifications, cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from flask import url_for

from hospital_integrity.access import Asker, may
from hospital_integrity.board import queries as board
from hospital_integrity.board.queries import Due
from hospital_integrity.corrections import queries as corrections
from hospital_integrity.home.queries.task import Task
from hospital_integrity.intake import queries as intake
from hospital_integrity.rules import board_flow as flow
from hospital_integrity.rules.saying import say

STEPS = {
    flow.CHECKER: ("board.check", say("红黑榜记录等待核查证据"), "clipboard-list"),
    flow.SERVER: ("board.serve", say("红黑榜记录等待告知本人"), "flag"),
    flow.ANSWERER: ("board.find", say("当事人的意见等待答复"), "message-report"),
    flow.DECIDER: ("board.publish", say("红黑榜记录等待审定"), "gavel"),
}


def conduct_tasks(person: Asker) -> Iterator[Task]:
    """The tasks of this person around the board; a constant number of statements."""
    yield from _steps(person)
    yield from _returned(person)
    yield from _notices(person)
    yield from _remedies()
    yield from _clarifications()
    yield from _cases()
    yield from _corrections()


def _steps(person: Asker) -> Iterator[Task]:
    open_to_me = [part for part, (endpoint, _, _) in STEPS.items() if may(endpoint, "POST")]
    found = board.waits_for(person, open_to_me) if open_to_me else []
    for part in open_to_me:
        mine = [one for one in found if one.part == part]
        if mine:
            _, words, icon = STEPS[part]
            due = _first(one.due_on for one in mine)
            yield Task(words, _title(mine), _address(mine), icon, "gold", len(mine), due)


def _title(found: list[Due]) -> str:
    return found[0].row.title if len(found) == 1 else ""


def _address(found: list[Due]) -> str:
    if len(found) == 1 or not may("board.drafts"):
        return url_for("board.show", id=found[0].row.id)
    return url_for("board.drafts", state=found[0].row.state)


def _returned(person: Asker) -> Iterator[Task]:
    number = board.waiting(person.account_id).get(flow.RETURNED, 0) if may("board.edit", "POST") else 0
    if number:
        address = url_for("board.drafts", state=flow.RETURNED)
        yield Task(say("红黑榜草稿被退回"), "", address, "award", "red", number)


def _notices(person: Asker) -> Iterator[Task]:
    found = board.open_for_me(person.staff_id, person.departments) if person.staff_id and may("board.notices") else []
    for one in found:
        address = url_for("board.notice", id=one.id)
        yield Task(say("一份红黑榜告知等您核对"), one.content["title"], address, "flag", "red", due=one.due_on)


def _remedies() -> Iterator[Task]:
    if may("corrections.decide_appeal", "POST"):
        found = board.open_appeals()
        if found:
            due = _first(one.due_on for one in found)
            words, address = say("红黑榜申诉等待复核决定"), url_for("board.remedy_list")
            yield Task(words, "", address, "scale", "gold", len(found), due)
    if may("board.repair_show", "POST"):
        number = board.waiting_remedies()["repairs"]
        if number:
            words, address = say("整改申请等待认定"), url_for("board.remedy_list", kind="repairs")
            yield Task(words, "", address, "circle-check", "gold", number)


def _clarifications() -> Iterator[Task]:
    found = board.open_clarifications() if may("board.prepare", "POST") or may("board.approve", "POST") else []
    if found:
        due = _first(found.values())
        yield Task(say("澄清等待办理"), "", url_for("board.clarifications"), "shield-check", "gold", len(found), due)


def _cases() -> Iterator[Task]:
    found = intake.open_clocks() if may("intake.step", "POST") else []
    if found:
        due = _first(one.due for one in found)
        yield Task(say("来件等待办理"), "", url_for("intake.index"), "inbox", "gold", len(found), due)


def _corrections() -> Iterator[Task]:
    number = corrections.waiting_corrections() if may("corrections.decide_award", "POST") else 0
    if number:
        words = say("更正牵动的评定结果等待决定")
        yield Task(words, "", url_for("corrections.corrections"), "history", "red", number)


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)
