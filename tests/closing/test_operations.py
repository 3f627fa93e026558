"""Closing a year: two people, nothing open, nothing moved in between; what is frozen stays."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from hospital_integrity.awards.models import Closing
from hospital_integrity.awards.queries import awards_of, closing_of
from hospital_integrity.closing import operations, queries
from hospital_integrity.db import db
from hospital_integrity.ledger.queries import sealed_years
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.closing import year as years
from tests.closing.year import DECIDED, DOCUMENT, Year
from tests.house.world import verbs
from tests.ratings import register


@pytest.fixture
def year(both: Flask) -> Year:
    """A year that is over, on both databases."""
    return years.over(both)


def test_closing_freezes_every_subject_of_every_kind(year: Year) -> None:
    closing = years.close(year)
    found = {(one.subject_kind, one.name): (one.level, one.stars) for one in awards_of(closing.id)}
    assert len(found) == 11
    assert found["staff", "张晓明"] == ("excellent", 0)
    assert found["department", "心内科"] == found["grid", "欧阳娜"] == ("3", 3)


def test_a_closing_seals_the_year_and_each_of_its_decisions_writes_one_event(year: Year) -> None:
    years.close(year)
    assert sealed_years() == {2026}
    assert verbs()[-4:] == ["closing.proposed", "closing.checked", "closing.announced", "year.closed"]


def test_who_proposed_cannot_confirm(year: Year) -> None:
    with years.acting_as(year.officer):
        proposal = operations.propose(2026)
        with pytest.raises(Refused, match="不能自己确认"):
            operations.confirm(2026, proposal.id, DOCUMENT, DECIDED)


def test_the_database_itself_refuses_one_person_in_both_roles(year: Year) -> None:
    closing = years.close(year)
    same = {"proposed_by": year.officer.id, "confirmed_by": year.officer.id}
    copied = {name: getattr(closing, name) for name in ("edition_id", "document_no", "decided_on", "confirmed_at")}
    db.session.add(Closing(year=2025, round=1, sha256="", **copied, **same))
    with pytest.raises(IntegrityError, match="two_people"):
        db.session.flush()


def test_a_fact_after_the_proposal_makes_it_stale(year: Year) -> None:
    proposal = years.announced(year)
    builders.entry(year.nurse, "R09")
    with years.acting_as(year.publisher), pytest.raises(Stale, match="数据有变动"):
        operations.confirm(2026, proposal, DOCUMENT, DECIDED)


def test_a_new_proposal_replaces_the_one_before(year: Year) -> None:
    with years.acting_as(year.officer):
        first, _ = operations.propose(2026), operations.propose(2026)
    with years.acting_as(year.publisher), pytest.raises(Stale, match="不是最新"):
        operations.confirm(2026, first.id, DOCUMENT, DECIDED)


def test_a_closed_year_cannot_be_closed_again(year: Year) -> None:
    closing = years.close(year)
    with pytest.raises(Refused, match="2026 年度已经关闭"):
        operations.propose(2026)
    assert closing_of(2026) is closing


def test_a_year_that_still_runs_cannot_be_closed(year: Year) -> None:
    with pytest.raises(Refused, match="2027 年度还没有结束"):
        operations.propose(2027)


def test_an_earlier_year_is_not_closed_behind_a_closed_one(year: Year) -> None:
    years.close(year)
    register.publish("form-2025")
    assert "2026 年度已经关闭，须先重新开启它" in str(queries.obstacles(2025)[0].saying)


@pytest.mark.parametrize(
    ("document_no", "day", "words"),
    [
        ("  ", DECIDED, "文件号"),
        ("文" * 61, DECIDED, "最多 40"),
        (DOCUMENT, date(2026, 12, 31), "年度结束之后"),
        (DOCUMENT, date(2027, 1, 21), "不晚于今天"),
    ],
)
def test_the_decision_has_a_number_and_a_day_between_the_year_and_today(
    year: Year, document_no: str, day: date, words: str
) -> None:
    proposal = years.announced(year)
    with pytest.raises(Refused, match=words):
        operations.confirm(2026, proposal, document_no, day)


def test_closing_takes_a_constant_number_of_statements(year: Year) -> None:
    seen: list[str] = []
    for _ in range(40):
        builders.member(year.place, "王芳")
    event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    years.close(year)
    assert len(seen) < 220
