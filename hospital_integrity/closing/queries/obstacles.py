"""What stands in the way of closing a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hospital_integrity import clock
from hospital_integrity.awards import queries as awards
from hospital_integrity.board import queries as board
from hospital_integrity.closing.queries.departures import waiting_departures
from hospital_integrity.ethics import queries as ethics
from hospital_integrity.grid import queries as grid
from hospital_integrity.ledger.queries import open_suspicions, sealed_years
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
        *(Obstacle(one, "grid.records") for one in grid.unfinished(year)),
        *(Obstacle(one, "grid.meetings") for one in grid.unattended(year)),
        *_of_departures(year),
        *_of_suspicions(year),
    ]


def _of_departures(year: int) -> Iterator[Obstacle]:
    for one in waiting_departures(year):
        yield Obstacle(say("对“%(name)s”的调整建议还没有第二人表态", name=one.name))


def _of_suspicions(year: int) -> Iterator[Obstacle]:
    if count := len(open_suspicions(year)):
        words = say("有 %(count)s 件否决事项已有举报、尚未查实，有关对象的结果待定", count=count)
        yield Obstacle(words, "ledger.suspicions")


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
