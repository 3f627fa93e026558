"""What waits for somebody: every source asks first whether its page is open to the asker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from flask import url_for

from hospital_integrity.access import Asker, may
from hospital_integrity.awards import queries as awards
from hospital_integrity.clock import now, today
from hospital_integrity.corrections import queries as corrections
from hospital_integrity.departments import queries as departments
from hospital_integrity.ethics import queries as ethics
from hospital_integrity.grid import queries as grid
from hospital_integrity.home.queries.assessment import branch_tasks
from hospital_integrity.home.queries.conduct import conduct_tasks
from hospital_integrity.home.queries.decision import decision_tasks
from hospital_integrity.home.queries.discipline import discipline_tasks
from hospital_integrity.home.queries.task import Task, in_order
from hospital_integrity.jobs import queries as jobs
from hospital_integrity.policy import queries as policy
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.stages import DEPARTMENT, SELF
from hospital_integrity.scoring import queries as scoring

GRID_TASKS = {
    "report": (say("廉情月报等待验收"), "report"),
    "risk": (say("风险线索等待销号"), "flag"),
    "session": (say("廉政教育等待验收"), "books"),
}


def waiting(person: Asker) -> list[Task]:
    """Everything that waits for this person, what is due first before the rest; a constant number of statements."""
    sources = (
        _sheets,
        _ratings,
        _imports,
        _drafts,
        _grid_of_mine,
        _grid,
        conduct_tasks,
        _ethics_of_mine,
        _ethics_of_department,
        branch_tasks,
        decision_tasks,
        discipline_tasks,
        _stars,
        _look_backs,
        _jobs,
    )
    return in_order((task for source in sources for task in source(person)), today())


def _sheets(person: Asker) -> Iterator[Task]:
    found = scoring.open_sheets(person.account_id) if may("scoring.index") else []
    if found:
        yield Task(say("评分表还没有提交"), found[0].title, url_for("scoring.index"), "list-check", "gold", len(found))


def _ratings(person: Asker) -> Iterator[Task]:
    found = scoring.sheets_waiting(person, today().year) if may("scoring.rate", "POST") else []
    if found:
        yield Task(say("评议表等您打分"), found[0].name, url_for("scoring.rate"), "star", "gold", len(found))


def _imports(person: Asker) -> Iterator[Task]:
    for kind, endpoint in (("departments", "departments.preview"), ("staff", "departments.staff_preview")):
        for one in departments.unfinished_imports(person.account_id, kind) if may(endpoint, "POST") else []:
            yield Task(say("导入的名册等待确认"), one.filename, url_for(endpoint, id=one.id), "file-import", "gold")


def _drafts(person: Asker) -> Iterator[Task]:
    found = policy.drafts() if may("policy.publish", "POST") or may("policy.edit_draft") else []
    if found:
        words = say("办法草案等待审核发布") if may("policy.publish", "POST") else say("办法草案还没有发布")
        yield Task(words, found[0].title, url_for("policy.list"), "book-2", "jade", len(found))


def _grid_of_mine(person: Asker) -> Iterator[Task]:
    found = grid.to_report(person.staff_id) if person.staff_id and may("grid.report") else []
    if found:
        late = any(one.cell == "missing" or one.is_back for one in found)
        words = say("最早的是 %(year)s 年 %(month)s 月", year=found[0].first.year, month=found[0].first.month)
        tone = "red" if late else "gold"
        first = url_for("grid.report", year=found[0].first.year, month=found[0].first.month)
        address = (
            url_for("grid.duties") if may("grid.duties") else first
        )  # the duty of the last month outlives the role
        yield Task(say("廉情月报等待报送"), words, address, "report", tone, len(found))


def _grid(person: Asker) -> Iterator[Task]:
    found = grid.waiting() if may("grid.accept", "POST") else {}
    for kind, (words, icon) in GRID_TASKS.items():
        if kind in found:
            yield Task(words, "", url_for("grid.records", kind=kind), icon, "gold", found[kind])


def _ethics_of_mine(person: Asker) -> Iterator[Task]:
    for year in _open_cycles():
        if person.staff_id and may("ethics.mine", "POST"):
            said = ethics.judged(year, {person.staff_id}).get(person.staff_id)
            if said is None or SELF not in said.by_stage:
                address = url_for("ethics.mine", year=year)
                words = say("%(year)s 年度医德考评：请完成自评", year=year)
                yield Task(words, "", address, "heart-handshake", "gold", due=_last_day(year, SELF))


def _ethics_of_department(person: Asker) -> Iterator[Task]:
    for year in _open_cycles() if may("ethics.department", "POST") else ():
        for place in departments.departments_by_id(person.departments).values():
            address = url_for("ethics.department", year=year, department_id=place.id)
            words, due = say("%(year)s 年度医德考评：科室评价", year=year), _last_day(year, DEPARTMENT)
            yield Task(words, place.name, address, "heart-handshake", "gold", due=due)


def _last_day(year: int, stage: str) -> date | None:
    window = ethics.windows(year).get(stage)
    return window.last if window else None


def _open_cycles() -> list[int]:
    return [cycle.year for cycle in ethics.cycles() if cycle.finished_at is None]


def _stars(person: Asker) -> Iterator[Task]:
    """Decisions about stars and files of past years that another person brought."""
    found = awards.open_proposals() if may("corrections.confirm_star", "POST") else []
    others = [one for one in found if one.proposed_by != person.account_id]
    if others:
        address = url_for("corrections.star_changes")
        yield Task(say("星级决定等待确认"), others[0].cause, address, "star", "red", len(others))
    kept = awards.undecided_imports() if may("awards.history_confirm", "POST") else []
    for one in kept:
        if one.imported_by != person.account_id:
            address = url_for("awards.history_show", import_id=one.id)
            yield Task(say("导入的历年星级等待确认"), one.filename, address, "file-import", "gold")


def _look_backs(person: Asker) -> Iterator[Task]:
    day = today()
    found = corrections.look_backs_due(day) if may("corrections.look_back", "POST") else []
    late = [one.due_on for one in found if one.days_late > 0]
    if late:
        address = url_for("corrections.look_backs", state="late")
        yield Task(say("星级回头看已逾期"), "", address, "calendar-event", "red", len(late), min(late))


def _jobs(person: Asker) -> Iterator[Task]:
    """What the asker had done at length and is over since yesterday, and what went wrong with it."""
    found = jobs.over_since(person.account_id, now() - timedelta(days=1)) if may("jobs.show") else []
    for one in found:
        failed = one.state == "failed"
        words = say("后台任务没有办成") if failed else say("后台任务已办完")
        yield Task(
            words,
            jobs.title_of(one.kind),
            url_for("jobs.show", id=one.id),
            "progress-check",
            "red" if failed else "jade",
        )
