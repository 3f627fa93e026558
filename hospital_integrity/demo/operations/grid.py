"""The demo's grid members at work: reports, risks, sessions and meetings, each done on its own days, month by month.

A year that is over is done to the end; of the running one the last month still waits for the office in part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hospital_integrity import clock
from hospital_integrity.access import Asker, acting
from hospital_integrity.demo.operations.conduct import Year
from hospital_integrity.demo.operations.moments import at
from hospital_integrity.departments import queries as departments
from hospital_integrity.grid import operations as grid
from hospital_integrity.grid import queries
from hospital_integrity.grid.operations import Call, Handling, Report, Risk, Session
from hospital_integrity.rules.period import months_after

NEWS = (
    "本月收到患者锦旗一面，未发现不正之风苗头。",
    "科务会通报典型案例一次，谈心谈话三人次。",
    "有家属到医生办公室送水果，已当场谢绝并登记。",
    "医药代表在门诊走廊停留两次，已劝离并报保卫科。",
    "群众反映候诊秩序不佳，已增设导诊一名。",
)
RISKS = (
    ("耗材领用登记不全", "抽查当月领用单，有三张缺第二人签字。", "已改为双人核对、当日复核", "科室制度修订第 3 号"),
    ("高值耗材备货集中", "同一品规连续两月备货超出用量。", "重新核定基数，多余退库", "设备科退库单第 12 号"),
    ("门诊加号无登记", "加号未登记去向，容易形成人情号。", "启用加号登记本，每周公示", "公示照片存科室档案"),
    ("外送检查未告知", "两份外送检查缺患者知情同意。", "补签并培训，护士长每日抽查", "培训签到表第 7 号"),
    ("代表院内拜访未备案", "发现代表直接进入病区。", "门禁和预约接待制度落实", "接待登记第 21 号"),
    ("统方权限过宽", "两名轮转人员仍有药品用量查询权限。", "收回权限，建立离岗清单", "信息科工单第 88 号"),
)
TOPICS = ("九项准则学习", "身边案例警示教育", "拒收红包承诺", "新入职廉洁第一课", "医保合规培训", "节前廉洁提醒")
PLACE, AGENDA = "行政楼第一会议室", "一、传达文件；二、典型案例剖析；三、各网格交流问题；四、廉洁风险排查培训。"
MINUTES = "传达上级通报，剖析案例两起；各网格交流风险点九条，明确整改时限；下季度重点排查高值耗材和外送检查。"
DILIGENCE = (0.6, 0.85, 0.95, 1.0)
RISKS_A_MONTH, SESSIONS_A_MONTH, ZERO_SHARE = 0.3, 0.25, 0.6
IDLE_SHARE = 0.03  # members who do nothing at all: their departments are silent


Records = list[Any]


@dataclass(frozen=True)
class Member:
    """A member, the department watched over, and how much of what is owed is done."""

    id: int
    place: int
    diligence: float


def work(random: Random, year: Year, officer: Asker) -> None:
    """Do a year of the grid's work, up to this moment."""
    members = _members(random, year)
    for number in range(1, 13):
        first = date(year.first.year, number, 1)
        if number % 3 == 0:
            _meeting(random, first.replace(day=15), members, officer)
        if first <= year.last:
            _month(random, first, members, officer)
    if year.last == clock.today():
        _unsettled(random, year.last, members)


def _members(random: Random, year: Year) -> list[Member]:
    serving = {one.staff_id: one.department_id for one in departments.grid_members(year.last)}
    return [
        Member(id, serving[id], 0.0 if random.random() < IDLE_SHARE else random.choice(DILIGENCE))
        for id in sorted(year.grid)
        if id in serving
    ]


def _month(random: Random, first: date, members: Sequence[Member], officer: Asker) -> None:
    following = months_after(first, 1)
    asked, held = _findings(random, first, members)
    reports = _reports(random, first, members)
    over = months_after(following, 1) <= clock.today() or following.year > first.year
    with _on(following.replace(day=8)) as come, acting(officer):
        if come:
            _decide(random, asked, [*held, *reports], 1.0 if over else 0.85)


def _unsettled(random: Random, today: date, members: Sequence[Member]) -> None:
    """What is open today: a few risks found this month, half of them said to be dealt with."""
    first = today.replace(day=1)
    found = random.sample(members, max(2, len(members) // 25)) if today.day > 6 and len(members) > 1 else []
    risks = grid.register_all([replace(_risk(random, one, first), day=today) for one in found])
    grid.ask_closing_all(dict(_handled(risks[::2])))


def _findings(random: Random, first: date, members: Sequence[Member]) -> tuple[Records, Records]:
    """The risks that wait to be closed, and the sessions that were held."""
    found = [one for one in members if random.random() < RISKS_A_MONTH * one.diligence]
    taught = [one for one in members if random.random() < SESSIONS_A_MONTH * one.diligence]
    risks: Records = []
    asked: Records = []
    with _on(first.replace(day=25)) as come:
        if come:
            risks = grid.register_all([_risk(random, one, first) for one in found])
    with _on(first.replace(day=27)) as come:
        if come and risks:
            asked = grid.ask_closing_all(dict(_handled(risks)))
    with _on(first.replace(day=28)) as come:
        return asked, grid.hold_all([_session(random, one, first) for one in taught]) if come else []


def _reports(random: Random, first: date, members: Sequence[Member]) -> Records:
    following, handed = months_after(first, 1), list[Any]()
    prompt = [one for one in members if random.random() < one.diligence]
    tardy = [one for one in members if one not in prompt and random.random() < one.diligence]
    for day, those in ((3, prompt), (7, tardy)):
        with _on(following.replace(day=day)) as come:
            if come:
                handed += grid.hand_in_all(first, [_report(random, one, first) for one in those])
    return handed


def _decide(random: Random, asked: Records, handed: Records, share: float) -> None:
    accepted = {row.id: row.version for row in handed if random.random() < share}
    closed = {row.id: row.version for row in asked if random.random() < share}
    if accepted:
        grid.accept(accepted)
    if closed:
        grid.close_all(closed, {id: Decimal(random.choice(("2", "3", "5"))) for id in closed})


def _meeting(random: Random, day: date, members: Sequence[Member], officer: Asker) -> None:
    diligence = {one.id: one.diligence for one in members}
    with _on(day - timedelta(25)) as come, acting(officer):
        called = grid.call(f"demo-met-{day}", Call(day, PLACE, AGENDA)) if come else None
    with _on(day + timedelta(1)) as come, acting(officer):
        if called is not None and come:
            marks = {one: _mark(random, diligence.get(one, 0.9)) for one in queries.expected(day)}
            grid.attend(called.id, called.version, marks)
            grid.change(called.id, called.version, Call(day, PLACE, AGENDA), MINUTES)


def _mark(random: Random, diligence: float) -> str:
    return "present" if random.random() < diligence else random.choice(("excused", "absent"))


def _report(random: Random, one: Member, first: date) -> Report:
    zero = random.random() < ZERO_SHARE
    return Report(f"demo-{first}-{one.id}", one.id, zero, "" if zero else random.choice(NEWS))


def _risk(random: Random, one: Member, first: date) -> Risk:
    title, text, _, _ = random.choice(RISKS)
    day, level = first.replace(day=random.randrange(6, 25)), random.choice(("low", "low", "medium", "high"))
    return Risk(f"demo-risk-{first}-{one.id}", one.id, one.place, day, title, text, level)


def _handled(risks: Records) -> Iterator[tuple[int, Handling]]:
    cures = {title: (measures, evidence) for title, _, measures, evidence in RISKS}
    return ((row.id, Handling(row.version, *cures[row.title])) for row in risks)


def _session(random: Random, one: Member, first: date) -> Session:
    day, people = first.replace(day=random.randrange(6, 28)), random.randrange(8, 60)
    evidence = "签到表、照片和课件存科室廉政档案"
    return Session(f"demo-session-{first}-{one.id}", one.id, one.place, day, random.choice(TOPICS), people, evidence)


@contextmanager
def _on(day: date) -> Iterator[bool]:
    """Inside it is nine o'clock of this day; gives whether the day has come."""
    moment = datetime(day.year, day.month, day.day, 1)
    come = moment <= clock.now()
    with at(min(moment, clock.now())):
        yield come
