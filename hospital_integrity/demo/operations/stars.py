"""The demo's stars over the years: five years from papers, and what was decided between two awards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from random import Random

from hospital_integrity import clock
from hospital_integrity.access import Asker, acting
from hospital_integrity.awards import operations as awards
from hospital_integrity.awards import queries
from hospital_integrity.awards.operations import NewLookBack
from hospital_integrity.corrections import operations as corrections
from hospital_integrity.corrections.operations import Decision, Follow
from hospital_integrity.corrections.queries import look_backs_due
from hospital_integrity.demo.operations.moments import at
from hospital_integrity.departments import queries as departments
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.ledger.queries import indicators_of
from hospital_integrity.rules.lookback import HALF
from hospital_integrity.rules.past_stars import PastResult
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.transition import REMOVED, RESUMED, SUSPENDED

IMPORTED = 6
YEARS = 5
PATHS = ((1, 2, 2, 3, 3), (2, 3, 3, 2, 3), (0, 1, 2, 3, 4), (2, 2, 3, 3, 3), (3, 2, 1, 2, 3), (1, 1, 2, 2, 3))
People = Mapping[str, Asker]


def bring_past_years(first: int, people: People) -> None:
    """The five years before `first` for a handful of departments, from a binder of papers."""
    places = departments.departments_on(clock.today())[:IMPORTED]
    rows = [
        (place, first - YEARS + number, stars)
        for place, path in zip(places, PATHS, strict=False)
        for number, stars in enumerate(path)
    ]
    listed = [
        PastResult(
            row=line,
            subject_kind="department",
            subject_id=place.id,
            name=place.name,
            year=year,
            stars=stars,
            document_no=f"江一医纪〔{year + 1}〕3号",
            decided_on=date(year + 1, 1, 12),
            source=f"纪检监察室档案柜 {year} 年卷",
        )
        for line, (place, year, stars) in enumerate(rows, 7)
    ]
    with acting(people["OF"]):
        kept = awards.keep_history(listed, "历年星级（2014 年以来纸质档案）.xlsx", "demo-history")
    with acting(people["PB"]):
        awards.confirm_history(kept.id)


def move_between_awards(random: Random, year: int, people: People) -> None:
    """One star suspended and resumed, one removed, a warning open and one closed, and half of the look-backs made."""
    places = [place.id for place in departments.departments_on(date(year, 1, 31))]
    now = queries.stars_now("department", places, date(year, 1, 31))
    starred = [one for one in places if one in now and now[one].stars >= 3 and not _seen(one, people)]
    random.shuffle(starred)
    _close_old(year, people)
    steps = (_suspend, _remove, _warn, _warn_and_close)
    for step, place in zip(steps, starred, strict=False):
        step(year, place, people)
    _look_back(year, starred[: len(steps)], people)


def _seen(place: int, people: People) -> bool:
    return any(place in person.home for person in people.values())


def _suspend(year: int, place: int, people: People) -> None:
    cause = "专项督查发现廉政风险点台账缺失，限期整改期间暂停星级"
    _decide(datetime(year, 3, 16, 2), place, SUSPENDED, cause, f"江一医纪〔{year}〕6号", people)
    cause = "整改完成并通过复核，恢复星级"
    _decide(datetime(year, 5, 25, 2), place, RESUMED, cause, f"江一医纪〔{year}〕11号", people)


def _remove(year: int, place: int, people: People) -> None:
    day = date(year, 6, 10)
    if day <= clock.today():
        entry = _open(place, "D2", day, "专项核查报告第 4 号：查实收受红包", people)
        cause = "查实收受红包，按办法当日摘星，十二个月内不得再评"
        _decide(datetime(year, 6, 12, 2), place, REMOVED, cause, f"江一医纪〔{year}〕13号", people, entry)


def _warn(year: int, place: int, people: People) -> None:
    _open(place, "W1", date(year, 9, 30), "三季度廉政谈话完成 6 人，应完成 9 人", people)


def _warn_and_close(year: int, place: int, people: People) -> None:
    entry = _open(place, "W2", date(year, 4, 8), "监控月报：高值耗材用量上升 41%，未作说明", people)
    if entry and date(year, 7, 20) <= clock.today():
        with at(datetime(year, 7, 20, 2)), acting(people["OF"]):
            ledger.close_indicator(entry, date(year, 7, 20), "已提交书面说明，药剂科与医保办复核通过")


def _close_old(year: int, people: People) -> None:
    """What was warned of in former years was dealt with by February."""
    moment = datetime(year, 2, 10, 2)
    if moment > clock.now():
        return
    with at(moment), acting(people["OF"]):
        for found in indicators_of().values():
            for one in found:
                if one.is_open and one.item.kind == "warning" and one.entry.happened_on.year < year:
                    ledger.close_indicator(one.entry.id, clock.today(), "投诉复盘完成，回访满意，复核通过")


def _open(place: int, item: str, day: date, evidence: str, people: People) -> int:
    if day > clock.today():
        return 0
    with at(datetime(day.year, day.month, day.day, 2)), acting(people["OF"]):
        return ledger.open_indicator(Fact(f"demo-{item}-{place}-{day}", item, day, place, evidence=evidence)).id


def _decide(
    moment: datetime, place: int, verb: str, cause: str, number: str, people: People, entry: int | None = None
) -> None:
    if moment > clock.now():
        return
    with at(moment):
        with acting(people["OF"]):
            wanted = Decision(f"demo-{verb}-{place}", "department", place, verb, cause, number, entry)
            proposal = corrections.propose_change(wanted)
        with acting(people["PB"]):
            corrections.confirm_change(proposal.id)


def _look_back(year: int, but: list[int], people: People) -> None:
    """Every second of those due is made, and one of them found something."""
    moment = datetime(year, 7, 6, 2)
    if moment > clock.now():
        return
    with at(moment), acting(people["OF"]):
        due = [one for one in look_backs_due(clock.today()) if one.kind == HALF and one.department_id not in but][::2]
        for number, one in enumerate(due):
            found = number == 1
            words = "抽查谈话记录和风险点清单，一项谈话记录缺失" if found else "抽查台账、访谈患者 5 人，未发现问题"
            row = NewLookBack(
                f"demo-look-{one.department_id}",
                one.department_id,
                one.year,
                HALF,
                clock.today(),
                "problem" if found else "held",
                words,
            )
            corrections.look_back(row, Follow("W1" if found else ""))
