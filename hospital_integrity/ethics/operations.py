"""Open a cycle, judge at a stage, finish the cycle. Each is one decision with one journal event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.ethics import queries
from hospital_integrity.ethics.models import EthicsCycle
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.rules.ethics import check_departure, sheet_of
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Scheme, Stage
from hospital_integrity.rules.stages import SELF, check_turn, stage_named


@dataclass(frozen=True)
class Judgement:
    """By how many points a stage departs from the computed score (0: as computed), and why."""

    value: Decimal
    comment: str = ""


def open_cycle(year: int) -> EthicsCycle:
    """Open the assessment of a year; refused where it was opened before, or before the year has begun."""
    queries.scheme_of(year)
    if year > clock.today().year:
        raise Refused("%(year)s 年还没有到", year=year)
    if queries.cycle(year) is not None:
        raise Refused("%(year)s 年度医德考评已经开始过了", year=year)
    cycle = EthicsCycle(year=year, opened_by=asker().account_id, opened_at=clock.now())
    db.session.add(cycle)
    db.session.flush()
    note("ethics.opened", [("ethics_cycles", cycle.id)], year=year)
    return cycle


def judge(year: int, stage_key: str, nonce: str, said: Mapping[int, Judgement]) -> int:
    """Judge some people at a stage, all or none; only what differs from what the stage said before is written.

    Returns how many marks were written. Raises Refused naming the first person's reason.
    """
    _open(year)
    scheme = queries.scheme_of(year)
    stage = stage_named(scheme, stage_key)
    before = queries.judged(year, said)
    fresh = {}
    for person, judgement in said.items():
        _check(scheme, stage, before.get(person, queries.NOTHING), person, judgement)
        if _differs(stage, before.get(person, queries.NOTHING), judgement):
            fresh[person] = judgement
    rows = ledger.mark_all([_mark(year, stage, nonce, *one) for one in fresh.items()], asker().account_id)
    if rows:
        note("ethics.judged", [("marks", row.id) for row in rows], year=year, stage=stage.key)
    return len(rows)


def _open(year: int) -> EthicsCycle:
    cycle = queries.cycle_for_change(year)
    if cycle is None or cycle.finished_at is not None:
        raise Refused("%(year)s 年度医德考评不在进行中", year=year)
    return cycle


def _check(scheme: Scheme, stage: Stage, before: queries.Done, person: int, judgement: Judgement) -> None:
    check_turn(scheme, stage, before, own=person == asker().staff_id)
    check_departure(stage, judgement.value, judgement.comment)


def _differs(stage: Stage, before: queries.Done, judgement: Judgement) -> bool:
    mark = before.by_stage.get(stage.key)
    return mark is None or (mark.value, mark.comment) != (judgement.value, judgement.comment)


def _mark(year: int, stage: Stage, nonce: str, person: int, judgement: Judgement) -> ledger.NewMark:
    return ledger.NewMark(
        f"{nonce}-{person}", "staff", person, year, sheet_of(stage), judgement.value, comment=judgement.comment
    )


def self_assess(year: int, nonce: str, judgement: Judgement) -> int:
    """The asker's own assessment."""
    staff_id = asker().staff_id
    if staff_id is None or queries.person(staff_id, year) is None:
        raise Refused("您不在 %(year)s 年度的考评范围内", year=year)
    return judge(year, SELF, nonce, {staff_id: judgement})


def finish(year: int) -> EthicsCycle:
    """Finish the assessment; refused while a department has not judged all of its people."""
    cycle = _open(year)
    for row in queries.missing(year):
        raise Refused("%(department)s还有人没有评完，不能结束考评", department=row.name)
    cycle.finished_at, cycle.finished_by = clock.now(), asker().account_id
    note("ethics.finished", [("ethics_cycles", cycle.id)], year=year)
    return cycle
