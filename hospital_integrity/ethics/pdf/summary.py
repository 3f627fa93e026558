"""The counts of a year on A4: a sheet for each department with the names of each grade, and the hospital's report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from hospital_integrity.paper.flow import LEFT, RIGHT, Flow
from hospital_integrity.paper.fonts import Undrawable, undrawable
from hospital_integrity.rules.ethics_summary import Counted, Summary

DEPARTMENTS, REPORT = "医德考评科室汇总表", "医德考评工作报告"
WIDE = RIGHT - LEFT
NAMED_AT_MOST = 400  # a longer list stands in the departments' own summaries


def draw_departments(found: Summary, day: date) -> bytes:
    """A summary for each department, one after the other, each beginning on a page of its own."""
    flow = Flow(DEPARTMENTS, found.hospital, day, _foot(found))
    for number, one in enumerate(found.departments):
        if number:
            flow.next_page()
        flow.title(f"{found.year} 年度{DEPARTMENTS}", f"填报单位：{found.hospital}　{one.name}")
        _period(flow, found, one)
        _grades(flow, one)
        flow.signatures("填表人", "科室负责人")
    if not found.departments:
        flow.title(f"{found.year} 年度{DEPARTMENTS}", found.hospital)
        flow.paragraph("没有应参加考评的人。")
    return flow.finish()


def draw_report(found: Summary, day: date) -> bytes:
    """The report on the whole hospital."""
    flow = Flow(REPORT, found.hospital, day, _foot(found))
    flow.title(f"{found.year} 年度{REPORT}", found.hospital)
    _period(flow, found, found.total)
    flow.gap(6)
    _table(flow, "一、全院与各类人员", "类别", (found.total, *found.groups))
    _table(flow, "二、各科室", "科室", found.departments)
    _best(flow, found)
    if found.left_out:
        flow.heading("四、不参加考评的人员及原因")
        flow.heads((("姓名", 90), ("科室", 130), ("原因", WIDE - 220)))
        for row in found.left_out:
            flow.row(row)
    flow.signatures("考评办公室", "分管领导（盖章）")
    return flow.finish()


def undrawable_names(found: Summary) -> list[Undrawable]:
    """Every text that no font can draw."""
    return undrawable(dict.fromkeys(found.texts()))


def _foot(found: Summary) -> str:
    return f"依据：{found.basis}" + ("" if found.frozen else "　考评进行中，以归档结果为准")


def _period(flow: Flow, found: Summary, one: Counted) -> None:
    shares = "，".join(f"{grade.name} {grade.count} 人（{_share(grade.count, one.actual)}）" for grade in one.grades)
    flow.paragraph(f"考评期间：{found.year} 年 1 月 1 日至 12 月 31 日")
    flow.paragraph(f"应参加考评 {one.expected} 人，实参加考评 {one.actual} 人。其中{shares}。")


def _share(part: int, whole: int) -> str:
    return f"{Decimal(100 * part) / whole:.1f}%" if whole else "—"


def _grades(flow: Flow, one: Counted) -> None:
    flow.gap(6)
    flow.heads((("等次", 70), ("人数", 50), ("名单（按得分先后）", WIDE - 120)))
    for grade in one.grades:
        flow.row((grade.name, str(grade.count), "、".join(grade.people) or "无"))


def _table(flow: Flow, title: str, what: str, rows: tuple[Counted, ...]) -> None:
    flow.heading(title)
    grades = [grade.name for grade in rows[0].grades] if rows else []
    each = (WIDE - 150) / (len(grades) + 2)
    flow.heads(((what, 150), ("应参加", each), ("实参加", each), *((name, each) for name in grades)))
    for one in rows:
        flow.row((one.name, str(one.expected), str(one.actual), *(str(grade.count) for grade in one.grades)))


def _best(flow: Flow, found: Summary) -> None:
    """Who holds the best grade, by department, and who holds the last one."""
    best, *_, last = found.total.grades
    flow.heading(f"三、{best.name}和{last.name}人员名单")
    for place, grade in ((0, best), (-1, last)):
        flow.paragraph(f"{grade.name} {grade.count} 人：{'无。' if not grade.count else ''}")
        for text in _named(found, place) if grade.count <= NAMED_AT_MOST else ("名单见各科室汇总表。",):
            flow.paragraph(text, indent=21)


def _named(found: Summary, place: int) -> Iterator[str]:
    for one in found.departments:
        if one.grades[place].count:
            yield f"{one.name}：{'、'.join(one.grades[place].people)}"


def draw_nothing(hospital: str, day: date) -> bytes:
    """A sheet that says that nobody was assessed."""
    flow = Flow(REPORT, hospital, day, "")
    flow.title(REPORT, hospital)
    flow.paragraph("这一年的办法不考评个人。")
    return flow.finish()
