"""What waits in the decision on a year: the next step for who may take it, the notice for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from hospital_integrity.access import Asker, may
from hospital_integrity.awards import queries as awards
from hospital_integrity.clock import today
from hospital_integrity.closing import queries as closing
from hospital_integrity.home.queries.task import Task
from hospital_integrity.hospital.queries import calendar
from hospital_integrity.policy import queries as policy
from hospital_integrity.rules import procedure
from hospital_integrity.rules.saying import say

ANNOUNCED_IN = 11  # the State Council names next year's holidays in November
NEXT = {
    procedure.CHECK: ("closing.check", say("%(year)s 年度结算提案等待审核")),
    procedure.ANNOUNCE: ("closing.announce", say("%(year)s 年度结果等待公示")),
    procedure.RETURNED: ("closing.propose", say("%(year)s 年度结算提案被退回")),
    procedure.RENEW: ("closing.propose", say("%(year)s 年度有异议成立，等待重新提出")),
    procedure.CONFIRM: ("closing.confirm", say("%(year)s 年度结算等待确认")),
}


def decision_tasks(person: Asker) -> Iterator[Task]:
    """The tasks of this person in closing years, and the calendar that deadlines need."""
    yield from _notices()
    yield from _year_to_close(person)
    yield from _self_ratings(person)
    yield from _objections()
    yield from _departures(person)
    yield from _holidays()


def _notices() -> Iterator[Task]:
    for one in closing.running_notices(today()) if may("closing.notice") else []:
        words = say("%(year)s 年度评定结果公示中", year=one.year)
        until = say("有异议的请在 %(day)s 结束前提出", day=one.last_day.isoformat())
        yield Task(words, until, url_for("closing.notice", year=one.year), "flag", "gold", due=one.last_day)


def _year_to_close(person: Asker) -> Iterator[Task]:
    last = today().year - 1
    ruled = may("closing.index") and any(edition.year <= last for edition in policy.editions())
    if not ruled or awards.closing_of(last) is not None:
        return
    address, proposal = url_for("closing.show", year=last), closing.proposal_of(last)
    if proposal is None:
        yield Task(say("%(year)s 年度还没有结算", year=last), "", address, "gavel", "red")
        return
    step = closing.waits_for(last)
    if step not in NEXT:
        return
    endpoint, words = NEXT[step]
    involved = any(person.account_id in people for people in closing.parts_of(proposal).values())
    if may(endpoint, "POST") and (endpoint == "closing.propose" or not involved):
        yield Task(say(words.text, year=last), "", address, "gavel", "red")


def _self_ratings(person: Asker) -> Iterator[Task]:
    last = today().year - 1
    wanted = person.departments and may("closing.self_rating", "POST") and closing.asks_for_self_rating(last)
    if not wanted or awards.closing_of(last) is not None or closing.proposal_of(last) is not None:
        return
    for one in closing.self_ratings(last, person.departments).values():
        if not one.complete:
            address = url_for("closing.self_rating", year=last, id=one.department_id)
            yield Task(say("%(year)s 年度科室自评还没有填写", year=last), "", address, "edit", "gold")


def _objections() -> Iterator[Task]:
    found = closing.open_objections() if may("closing.answer", "POST") else []
    if found:
        words, address = say("评定结果的异议等待答复"), url_for("closing.objections")
        yield Task(words, "", address, "message-report", "gold", len(found), found[0].due_on)


def _departures(person: Asker) -> Iterator[Task]:
    last = today().year - 1
    if not may("closing.agree", "POST") or awards.closing_of(last) is not None:
        return
    for one in closing.waiting_departures(last):
        if one.proposed_by is None or one.proposed_by != person.account_id:
            yield Task(say("评定结果的调整等待附议"), one.name, url_for("closing.show", year=last), "scale", "gold")


def _holidays() -> Iterator[Task]:
    coming = today().year + 1
    missing = today().month >= ANNOUNCED_IN and may("hospital.calendar_year", "POST") and calendar().missing(coming)
    if missing:
        words = say("%(year)s 年的放假安排还没有录入", year=coming)
        detail = say("没有它，跨年的期限无法计算")
        yield Task(words, detail, url_for("hospital.calendar", year=coming), "calendar-event", "gold")
