"""The demo's sanctions, running, ending, joined, lifted and waiting; and one reported veto that nobody has decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from hospital_integrity.access import Asker, acting
from hospital_integrity.departments import queries as departments
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.ledger.operations import NewSuspicion
from hospital_integrity.sanctions import operations
from hospital_integrity.sanctions.operations import NewEnding, NewSanction

People = Mapping[str, Asker]
# Which person, which kind, how many days ago it took effect, and for what.
ROWS = (
    (0, "unit.demerit", 345, "违规外出行医，未经批准在外院坐诊"),
    (1, "unit.warning", 130, "病历书写造假，经质控核实"),
    (1, "unit.warning", 61, "再次违反病历管理规定"),
    (2, "unit.lowered", 420, "违规接受企业资助出境参加学术会议"),
    (3, "party.warning", 150, "违反中央八项规定精神，接受供应商宴请"),
    (4, "talk.admonition", 88, "科室管理责任落实不到位"),
    (5, "unit.warning", 270, "未按规定上交患者所送礼品"),
    (6, "unit.demerit", 240, "违规开具检查单"),
    (7, "public.warning", 12, "违反财经纪律"),
)
LIFTED, WAITING, MOST = 6, 7, 9


def put_down(random: Random, today: date, people: People) -> None:
    """Sanctions on a handful of people, confirmed by a second person; and a report that waits for a finding."""
    chosen = _nobody_in_particular(random, today, people)
    if len(chosen) < MOST:
        return  # too small a hospital for so much
    for number, (place, kind, days, facts) in enumerate(ROWS, 1):
        day = today - timedelta(days=days)
        new = NewSanction(
            nonce=f"demo-sanction-{number}",
            staff_id=chosen[place],
            kind=kind,
            document_no=f"江一院纪〔{day.year}〕{10 + number}号",
            decided_by="医院纪委" if kind.startswith("party") else "医院党委",
            decided_on=day - timedelta(days=3),
            effective_on=day,
            facts=facts,
        )
        _entered(new, people, confirmed=place != WAITING, lifted_on=today if place == LIFTED else None)
    _report(chosen[-1], today, people)


def _nobody_in_particular(random: Random, today: date, people: People) -> list[int]:
    """People who were here for two years and have no sign-in of the demo."""
    known = {person.staff_id for person in people.values()}
    before, now = (departments.home_department(None, day) for day in (today - timedelta(days=430), today))
    found = sorted(set(before) & set(now) - known)
    return random.sample(found, min(MOST, len(found)))


def _entered(new: NewSanction, people: People, *, confirmed: bool, lifted_on: date | None) -> None:
    with acting(people["OF"]):
        row = operations.enter(new)
    if not confirmed:
        return
    with acting(people["RV"]):
        operations.answer(row.id, "confirmed", "")
    if lifted_on is not None:
        day, words = lifted_on - timedelta(days=20), "处分期内表现突出，经研究提前解除"
        with acting(people["OF"]):
            ended = operations.end(
                NewEnding(f"{new.nonce}-end", row.id, "lifted", day, f"江一院纪〔{day.year}〕31号", words)
            )
        with acting(people["PB"]):
            operations.answer_ending(ended.id, "confirmed", "")


def _report(staff_id: int, today: date, people: People) -> None:
    day = max(date(today.year, 1, 1), today - timedelta(days=20))
    if staff_id in departments.home_department([staff_id], day):
        with acting(people["OF"]):
            source = f"线索登记〔{day.year}〕第 18 号，正在核查收费记录"
            ledger.open_suspicion(NewSuspicion("demo-suspicion", "V3", day, source, staff_id))
