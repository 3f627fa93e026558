"""The demo closes its years as a hospital does: checked, announced, objected to, met about, confirmed; with plaques."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from hospital_integrity import clock
from hospital_integrity.access import Asker, acting
from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Closing
from hospital_integrity.closing import operations as closing
from hospital_integrity.closing import queries
from hospital_integrity.closing.operations import Invitation, Occasion
from hospital_integrity.demo.operations.moments import at
from hospital_integrity.hospital import operations as hospital
from hospital_integrity.hospital.queries import calendar
from hospital_integrity.policy.queries import SHIPPED

People = Mapping[str, Asker]
LEADERS = ("江书林", "方正廉", "陆怀清", "贺明德", "秦守正", "苏文洁", "顾知行")
OFFICE, LEADER = "纪委书记 方正廉", "院党委书记 江书林"
SAID = "本科室六月的一次医疗质控扣分已于当月整改并复查合格，请核对后重新计算。"
ANSWERED = "经核对质控科记录：扣分事实成立，整改合格不影响当次扣分，原结果不变。"
DEPARTED = "该科室年内发生的投诉虽已办结，但整改回头看尚未完成，经集体研究调低一级。"
FIXED_HOLIDAYS = ((1, 1, "元旦"), (5, 1, "劳动节"), (10, 1, "国庆节"), (10, 2, "国庆节"), (10, 3, "国庆节"))


def with_notice(name: str) -> str:
    """The text of a shipped edition in which every kind's results are announced for five working days."""
    text = (SHIPPED / f"{name}.toml").read_text("utf-8")
    headed = re.compile(r"^(\[schemes\.\w+\])$", re.MULTILINE)
    return text if re.search("^notice =", text, re.MULTILINE) else headed.sub(r"\1\nnotice = 5", text)


def close(year: int, people: People, *, departs: bool) -> Closing:
    """The whole way of a year's decision from now on; in the year that `departs` one star is lowered, else somebody
    objects and is answered."""
    know_holidays(clock.today().year)
    proposal = _proposed(year, people)
    if departs and _departed(year, people):
        proposal = _proposed(year, people)
    with acting(people["RV"]):
        closing.check(year, proposal, "passed", "已核对台账与评分表，同意公示。")
    with acting(people["OF"]):
        notice = closing.announce(year, proposal, "masked")
    if not departs:
        _objected(year, people)
    day = notice.last_day + timedelta(days=1)
    with at(datetime(day.year, day.month, day.day, 2)):
        _met(year, people, day)
        with acting(people["PB"]):
            return closing.confirm(year, proposal, f"江一医纪〔{year + 1}〕1号", day)


def hand_over(year: int, people: People) -> None:
    """The plaques of a closed year's departments change hands on one occasion."""
    day = clock.today()
    rows = queries.plaques("department")
    due, old = ([one.award.id for one in rows if one.state == state] for state in ("due", "outdated"))
    with acting(people["OF"]):
        if old:
            closing.take_plaques(old, Occasion(day, OFFICE, "行风办", "换发新牌"))
        if due:
            closing.grant_plaques(due, Occasion(day, LEADER, "各科室负责人", f"{year} 年度清廉医院建设总结会"))


def know_holidays(year: int) -> None:
    """Deadlines need the holidays of every year they reach into."""
    if calendar().missing(year):  # a demo made in a year to come: the days that never move, and said to be a demo's
        days = [(date(year, month, day), "holiday", name) for month, day, name in FIXED_HOLIDAYS]
        hospital.enter_year(year, days, "演示数据，请以当年通知为准")


def _proposed(year: int, people: People) -> int:
    with acting(people["OF"]):
        return closing.propose(year).id


def _departed(year: int, people: People) -> bool:
    found = queries.results_of(queries.proposal_of(year).id, {"department"})  # type: ignore[union-attr]
    chosen = next((one for one in reversed(found) if one.stars == 3), None)
    if chosen is None:
        return False
    with acting(people["OF"]):
        departure = closing.depart(year, "department", chosen.subject_id, "2", DEPARTED)
    with acting(people["PB"]):
        closing.agree(departure.id)
    return True


def _objected(year: int, people: People) -> None:
    (place,) = people["DH"].home
    notice = queries.newest_notice(year)
    if notice is None or queries.result(notice.proposal_id, "department", place) is None:
        return
    with acting(people["DH"]):
        objection = closing.object_to(notice, "department", place, SAID, "质控整改单 6-03")
    uninvolved = next(people[role] for role in ("AH", "EO", "HR") if place not in people[role].home)
    with acting(uninvolved):
        closing.answer(objection.id, "rejected", ANSWERED)


def _met(year: int, people: People, day: date) -> None:
    title = f"{year} 年度星级清廉科室评定审议会"
    with acting(people["OF"]):
        meeting = closing.call_meeting(
            year, Invitation(title, day, "行政楼三楼会议室", LEADERS[0], LEADERS, "行风办、质控科、人事科负责人")
        )
        closing.take_roll(meeting.id, LEADERS[:6])
        departments = (one for one in queries.agenda(meeting).items if one.subject_kind == "department")
        for number, one in enumerate(departments):
            closing.vote(meeting.id, one.subject_kind, one.subject_id, (6 - number % 2, 0, number % 2), "")
        closing.vote(meeting.id, "rest", 0, (6, 0, 0), "")


def held_kinds(closed: Closing) -> list[str]:
    """The kinds that a closing has awards of."""
    return sorted({kind for kind, _ in awards.levels_of(closed.id)})
