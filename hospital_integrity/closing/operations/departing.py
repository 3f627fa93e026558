"""Departures from the proposal: one person gives another level and the reason, a second person agrees or drops it.

What limits a result (evidence, ceilings, ladder, quota) limits a departure too: the rules see to that.
"""

from __future__ import annotations

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.awards import queries as awards
from hospital_integrity.closing import queries
from hospital_integrity.closing.models import Departure, DepartureAnswer, ProposedResult
from hospital_integrity.closing.queries import AGREED
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger.queries import take_pen
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.saying import Refused, Stale

LEAST_REASON = 10


def depart(year: int, kind: str, subject_id: int, level: str | None, reason: str) -> Departure:
    """Propose another level for one subject, with the reason; `level` None goes back to what it earned."""
    about = _about(year, kind, subject_id)
    _check_level(year, about, level)
    if len(reason.strip()) < LEAST_REASON:
        raise Refused("请写明调整的理由（至少 %(least)s 个字）", least=LEAST_REASON)
    row = Departure(
        year=year,
        round=awards.rounds_of(year) + 1,
        subject_kind=kind,
        subject_id=subject_id,
        name=about.name,
        department_id=about.department_id,
        level=level,
        reason=reason.strip(),
        proposed_by=asker().account_id,
        proposed_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    note("departure.proposed", [("closing_departures", row.id)], year=year, level=level or "")
    return row


def _about(year: int, kind: str, subject_id: int) -> ProposedResult:
    if awards.closing_of(year):
        raise Refused("%(year)s 年度已经关闭", year=year)
    proposal = queries.proposal_of(year)
    about = queries.result(proposal.id, kind, subject_id) if proposal else None
    if about is None:
        raise Refused("提案里没有这个对象，请先提出提案")
    for one in queries.waiting_departures(year):
        if (one.subject_kind, one.subject_id) == (kind, subject_id):
            raise Refused("对这个对象已有一条调整建议等待第二人表态")
    return about


def _check_level(year: int, about: ProposedResult, level: str | None) -> None:
    in_force = queries.departures_in_force(year).get((about.subject_kind, about.subject_id))
    if level is None and in_force is None:
        raise Refused("这个对象没有调整过，不用撤回")
    if level is not None and level not in edition_of(year).schemes[about.subject_kind].level_by_key:
        raise Refused("没有这个等次")
    if level is not None and level == (in_force.level if in_force else about.level):
        raise Refused("和现在的结果一样，不用调整")


def agree(departure_id: int) -> DepartureAnswer:
    """Agree to a departure: never by who proposed it. From now on it is part of the year's facts."""
    departure = _waiting(departure_id)
    if departure.proposed_by is not None and departure.proposed_by == asker().account_id:
        raise Refused("调整由您提出，须由另一人附议")
    return _answer(departure, AGREED)


def drop(departure_id: int) -> DepartureAnswer:
    """Drop a departure that nobody has agreed to yet."""
    return _answer(_waiting(departure_id), queries.DROPPED)


def _waiting(departure_id: int) -> Departure:
    take_pen(alone=False)
    departure = queries.departure_for_change(departure_id)
    if departure is None:
        raise Refused("找不到这条调整建议")
    if departure.answer is not None:
        raise Stale("这条调整建议刚才已经有人表态了，请刷新后查看")
    if awards.closing_of(departure.year) or awards.rounds_of(departure.year) + 1 != departure.round:
        raise Refused("%(year)s 年度已经关闭", year=departure.year)
    return departure


def _answer(departure: Departure, verdict: str) -> DepartureAnswer:
    row = DepartureAnswer(
        departure=departure,
        proposed_by=departure.proposed_by,
        verdict=verdict,
        answered_by=asker().account_id,
        answered_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    verb = "departure.agreed" if verdict == AGREED else "departure.dropped"
    note(verb, [("closing_departure_answers", row.id), ("closing_departures", departure.id)], year=departure.year)
    return row
