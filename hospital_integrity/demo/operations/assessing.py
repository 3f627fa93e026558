"""The demo's assessments: last year through every stage, with one return; this year open, some of it judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from hospital_integrity import clock
from hospital_integrity.access import Asker, acting
from hospital_integrity.demo.operations import conduct
from hospital_integrity.demo.operations.moments import at
from hospital_integrity.departments import operations as register
from hospital_integrity.departments import queries as departments
from hospital_integrity.departments.operations import Away
from hospital_integrity.ethics import operations as ethics
from hospital_integrity.ethics import queries
from hospital_integrity.ethics.operations import Judgement
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.ratings.queries import subjects
from hospital_integrity.rules.windows import Window

People = Mapping[str, Asker]
REASON = "带教和会诊认真，患者评价好"
WORDS = "全年遵守诊疗规范，没有投诉；带教两名规培医师，参加义诊三次。"
SPLIT = {"integrity": Decimal(1), "team": Decimal("0.5")}


def last_year(year: conduct.Year, people: People) -> None:
    """Everybody is judged at each stage in its window; one person is given back and judged again."""
    number = year.first.year
    with at(datetime(number, 12, 1, 2)):
        _long_ill(number, people)
        with acting(people["EO"]):
            ethics.open_cycle(number, _windows(number, date(number, 12, 1)))
    with at(datetime(number, 12, 20, 2)):
        judged = [one for one in subjects("staff", number) if one not in queries.spared(number)]
        marks = conduct.stage_marks(year, judged)
        ledger.mark_all([mark for mark in marks if mark.sheet == "stage.department"], None)
        _praise(number, people)
    with at(datetime(number + 1, 1, 5, 2)), acting(people["EO"]):
        _give_back(number, people)
        _finish(number, year)


def this_year(today: date, people: People) -> None:
    """A cycle whose windows hold today, somebody who came, somebody who moved, and a department half judged."""
    with acting(people["EO"]):
        ethics.open_cycle(today.year, _windows_now(today))
    with acting(people["OF"]):
        _newcomer(today, people)
        _rotating(today, people)
    if _windows_now(today) is not None and today <= date(today.year, 12, 24):
        _self_assessments(today.year, people)
        _praise(today.year, people)


def _windows(year: int, first: date) -> dict[str, Window]:
    return {
        "events": Window(date(year, 1, 1), date(year, 12, 31)),
        "self": Window(first, date(year, 12, 24)),
        "department": Window(first, date(year, 12, 31)),
        "office": Window(date(year + 1, 1, 1), date(year + 1, 1, 31)),
    }


def _windows_now(today: date) -> dict[str, Window] | None:
    first = min(date(today.year, 12, 1), today - timedelta(days=7))
    return None if first < date(today.year, 2, 1) else _windows(today.year, first)


def _colleagues(head: Asker, year: int) -> list[int]:
    (home,) = head.home
    others = [one.subject.id for one in queries.people_in(home, year)]
    return [one for one in others if one not in queries.spared(year)]


def _long_ill(year: int, people: People) -> None:
    ill = _colleagues(people["DH"], year)[-1:]
    first, last = date(year, 2, 10), date(year, 11, 30)
    with acting(people["OF"]):
        register.record_absences([Away(one, "sick", first, last, "病假证明已存档") for one in ill])


def _praise(year: int, people: People) -> None:
    known = {one.key for one in queries.scheme_of(year).contents}
    split = SPLIT if set(SPLIT) <= known else {}
    value = sum(split.values(), Decimal(0)) or Decimal(1)
    for number, person in enumerate(_colleagues(people["DH"], year)[:3]):
        judgement = Judgement(value, REASON, split) if number == 1 else Judgement(Decimal(0), "同计算分")
        with acting(people["DH"]):
            ethics.judge(year, "department", f"demo-praise-{year}-{number}", {person: judgement})


def _give_back(year: int, people: People) -> None:
    for person in _colleagues(people["DH"], year)[1:2]:
        ethics.give_back(year, "office", person, f"demo-back-{year}", "加分的事由请写具体，附上带教名单")
        with acting(people["DH"]):
            judgement = Judgement(Decimal("0.5"), f"{REASON}；名单见附件")
            ethics.judge(year, "department", f"demo-again-{year}", {person: judgement})


def _finish(year: int, days: conduct.Year) -> None:
    """The office agrees with the departments; heads are judged by it as computed."""
    ethics.agree_rest(year, "office", f"demo-office-{year}")
    own = [gap.missing for gap in queries.gaps(year)]
    ledger.mark_all(_as_computed(year, (one.id for people in own for one in people)), None)
    ethics.finish(year)


def _as_computed(year: int, people: Iterable[int]) -> list[ledger.NewMark]:
    # The office's own member is judged by a colleague without a sign-in.
    return [
        ledger.NewMark(f"demo-colleague-{year}-{one}", "staff", one, year, "stage.office", Decimal(0)) for one in people
    ]


def _self_assessments(year: int, people: People) -> None:
    for number, person in enumerate(_colleagues(people["DH"], year)[:5]):
        with acting(Asker(None, person, "", frozenset({"ST"}))):
            ethics.self_assess(year, f"demo-self-{year}-{number}", Judgement(Decimal(0), WORDS, {}))


def _newcomer(today: date, people: People) -> None:
    (home,) = people["DH"].home
    day = today - timedelta(days=20)
    details = {"profession": "doctor", "title": "住院医师", "department_id": home, "hired_on": day}
    register.add_staff(f"{today.year}001", "林晓", **details)


def _rotating(today: date, people: People) -> None:
    (home,) = people["DH"].home
    (away,) = people["ST"].home
    movers = _colleagues(people["DH"], today.year)[-1:] if home != away else []
    for person in departments.staff_members(movers).values():
        register.move_staff(person.id, person.version, away, clock.today())
