"""A roster of more rows than a request should wait for: read by one job, applied by another.

Reading writes nothing until the last piece, which keeps the preview; applying is a single piece. So a long roster is
applied whole or not at all, as a short one is.
"""

from __future__ import annotations

from datetime import date

from hospital_integrity.departments import operations, sheet
from hospital_integrity.jobs.operations import Step, Verb, Work, returned
from hospital_integrity.rules import roster
from hospital_integrity.rules.comparison import plain
from hospital_integrity.rules.saying import Refused, say
from hospital_integrity.spreadsheet import JOB, SheetRefused

LONG = 5_000


def _read(work: Work) -> Step:
    given, day = work.given, date.fromisoformat(work.args["day"])
    if given is None or not given.body:
        raise Refused("上传的文件已经清除，请重新上传")
    if work.done:
        return _preview(work, given.name, day)
    work.reached(0, 2)
    try:
        listed, hidden = sheet.read_staff(given.body, given.name, day, JOB)
    except SheetRefused as refused:
        return returned(given, refused)
    work.kept = {"rows": [plain(one) for one in listed], "hidden": hidden}
    return Step(1, 2, say("已读取 %(count)s 行", count=len(listed)))


def _preview(work: Work, name: str, day: date) -> Step:
    kept = operations.keep_staff([roster.listed(row) for row in work.kept["rows"]], name, day)
    words = say(
        "已读取 %(count)s 行，请核对变动后确认；隐藏的 %(hidden)s 行没有读取",
        count=len(kept.rows),
        hidden=work.kept["hidden"],
    )
    return Step(2, 2, words, ("departments.staff_preview", {"id": kept.id}))


def _apply(work: Work) -> Step:
    leave_on = work.args["leave_on"] and date.fromisoformat(work.args["leave_on"])
    id = work.args["import"]
    kept = operations.apply_staff(id, work.args["seen"], leaving=work.args["leaving"], leave_on=leave_on)
    words = say("已导入，变动都按日期登记")
    return Step(work.total or 1, work.total or 1, words, ("departments.staff_preview", {"id": kept.id}))


VERBS = {
    "departments.staff_read": Verb(
        say("读取人员名册"), "departments.staff_upload", _read, writes=lambda work: work.done > 0
    ),
    "departments.staff_apply": Verb(say("写入人员名册"), "departments.staff_preview", _apply),
}
