"""The papers of a year as spreadsheets: a row for each person, and the counts by department or for the hospital."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hospital_integrity.rules.ethics_summary import Counted, Summary
from hospital_integrity.rules.registration import AtStage, Deed, Registration
from hospital_integrity.rules.saying import Saying
from hospital_integrity.spreadsheet import table_workbook

MARK = "导出标记"


def registrations_workbook(forms: Sequence[Registration], mark: Saying) -> bytes:
    """Everything that stands on the forms, one person a row."""
    labels = [str(label) for label, _ in forms[0].facts] if forms else []
    stages = [said.name for said in forms[0].stages] if forms else []
    headers = ["年度", *labels, "加分", "加分合计", "扣分", "扣分合计", "一票否决"]
    headers += [f"{name}{what}" for name in stages for what in ("得分", "等次", "评语")]
    headers += ["考评得分", "考评等次", "说明", "依据", MARK]
    return table_workbook("医务人员医德考评表", headers, (_row(form, labels, mark) for form in forms))


def _row(form: Registration, labels: Sequence[str], mark: Saying) -> list[object]:
    known = {str(label): value for label, value in form.facts}
    row: list[object] = [form.year, *(known.get(label, "") for label in labels)]
    for side in (form.bonus, form.deductions):
        row += ["；".join(map(_deed, side)), sum((one.points for one in side), Decimal(0))]
    row.append("；".join(form.vetoes))
    row += [value for said in form.stages for value in _at(said)]
    return [*row, form.score, form.level, "；".join(form.why), form.basis, str(mark)]


def _deed(one: Deed) -> str:
    return f"{one.clause} {one.words} ×{one.count} {one.points:+f}"


def _at(said: AtStage) -> tuple[object, ...]:
    return said.score, said.level, said.comment


def summary_workbook(found: Summary, mark: Saying, *, names: bool) -> bytes:
    """A row for each department (or, without names, also for the hospital and each kind) with the counts of grades."""
    grades = [grade.name for grade in found.total.grades]
    headers = ["年度", "科室" if names else "单位", "应参加", "实参加", *(f"{name}人数" for name in grades)]
    headers += [f"{name}名单" for name in grades] if names else []
    rows = found.departments if names else (found.total, *found.groups, *found.departments)
    title = "医德考评科室汇总表" if names else "医德考评工作报告"
    return table_workbook(title, [*headers, MARK], _counted(found, rows, mark, names))


def _counted(found: Summary, rows: Sequence[Counted], mark: Saying, names: bool) -> Iterator[list[object]]:
    for one in rows:
        lists = ["、".join(grade.people) for grade in one.grades] if names else []
        yield [
            found.year,
            one.name,
            one.expected,
            one.actual,
            *(grade.count for grade in one.grades),
            *lists,
            str(mark),
        ]
