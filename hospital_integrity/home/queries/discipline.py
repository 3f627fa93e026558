"""What waits for somebody among sanctions and reported vetoes: for those who may see them."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from hospital_integrity.access import Asker, may
from hospital_integrity.clock import today
from hospital_integrity.home.queries.task import Task
from hospital_integrity.ledger.queries import suspicions
from hospital_integrity.rules.saying import say
from hospital_integrity.sanctions.queries import asked_of


def discipline_tasks(person: Asker) -> Iterator[Task]:
    """Sanctions to confirm and those that end soon; reported vetoes on which another person must find."""
    if may("sanctions.list"):
        yield from _sanctions(person)
    if may("ledger.decide_suspicion", "POST"):
        found = [one for one in suspicions() if one.finding is None and _is_for(person, one.opened_by, one.staff_id)]
        if found:
            words = say("有举报的否决事项等待作出结论")
            yield Task(words, found[0].source, url_for("ledger.suspicions"), "hourglass", "red", len(found))


def _sanctions(person: Asker) -> Iterator[Task]:
    waiting, ending = asked_of(person.account_id, person.staff_id, today())
    if waiting and may("sanctions.answer", "POST"):
        address = url_for("sanctions.list", state="waiting")
        yield Task(say("处分登记等待对照文件确认"), "", address, "shield-check", "gold", waiting)
    if ending:
        address = url_for("sanctions.list", state="ending")
        yield Task(say("处分三十天内期满"), say("请安排期满前的回访"), address, "calendar-event", "jade", ending)


def _is_for(person: Asker, opened_by: int | None, about: int | None) -> bool:
    return opened_by != person.account_id and (about is None or about != person.staff_id)
