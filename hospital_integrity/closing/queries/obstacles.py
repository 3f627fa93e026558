"""What stands in the way of closing a year, and the proposals to close it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from hospital_integrity import clock
from hospital_integrity.awards import queries as awards
from hospital_integrity.board import queries as board
from hospital_integrity.closing.models import Proposal
from hospital_integrity.db import db
from hospital_integrity.ethics import queries as ethics
from hospital_integrity.ledger.queries import sealed_years
from hospital_integrity.policy.queries import edition_row_of
from hospital_integrity.rules.period import last_day
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.scoring import queries as scoring


@dataclass(frozen=True)
class Obstacle:
    """Something a closing waits for, and the endpoint of the page where it is dealt with ("" for none)."""

    saying: Saying
    endpoint: str = ""


def obstacles(year: int) -> list[Obstacle]:
    """Why a year can't be closed yet; every draft that is still open is named."""
    try:
        edition_row_of(year)
    except Refused as refused:
        return [Obstacle(refused.saying, "policy.list")]
    return [
        *map(Obstacle, _of_time(year)),
        *(Obstacle(one, "scoring.index") for one in scoring.unfinished(year)),
        *(Obstacle(one, "board.drafts") for one in board.unfinished(year)),
        *(Obstacle(one, "ethics.index") for one in ethics.unfinished(year)),
    ]


def _of_time(year: int) -> Iterator[Saying]:
    if clock.today() <= last_day(year):
        yield say("%(year)s 年度还没有结束", year=year)
    sealed = sealed_years()
    if year in sealed:
        yield say("%(year)s 年度已经关闭", year=year)
    elif later := [one for one in sealed if one > year]:
        yield say("%(later)s 年度已经关闭，须先重新开启它，才能关闭更早的年度", later=max(later))
    for earlier in awards.reopened_years(year):
        yield say("%(earlier)s 年度重新开启后还没有关闭，须先关闭它", earlier=earlier)


def proposal_of(year: int) -> Proposal | None:
    """The proposal that can be confirmed: the newest of the round that is open."""
    current = awards.rounds_of(year) + 1
    query = select(Proposal).where(Proposal.year == year, Proposal.round == current)
    return db.session.scalar(query.order_by(Proposal.id.desc()).limit(1))


def proposal_for_change(proposal_id: int) -> Proposal | None:
    """The same by its id, locked until the transaction ends, so that two people can't both confirm it."""
    return db.session.scalar(select(Proposal).where(Proposal.id == proposal_id).with_for_update())


def proposals() -> dict[int, Proposal]:
    """The newest proposal of every year, whatever became of it."""
    return {row.year: row for row in db.session.scalars(select(Proposal).order_by(Proposal.id))}
