"""Defects of neighbouring systems that need a database to show: returns, running totals, freezing, names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from hospital_integrity.awards.queries import awards_of, closing_of
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.certificates import pdf
from hospital_integrity.certificates.operations import issue_all
from hospital_integrity.db import db
from hospital_integrity.departments.queries import staff_ids
from hospital_integrity.ethics import operations, queries
from hospital_integrity.ethics.operations import Judgement
from hospital_integrity.ledger.models import LedgerEntry, Mark
from hospital_integrity.ledger.operations import reverse
from hospital_integrity.rules.saying import Refused
from tests import builders
from tests.closing import year as years
from tests.ethics.test_stages import YEAR, grade, judge, person

__all__ = ["person"]


@pytest.mark.parametrize("state", ["draft", "returned", "checked", "served", "withdrawn"])
def test_ydda_what_was_returned_or_not_published_never_scores(person, state: str) -> None:
    values = {"nonce": f"b {state}", "colour": "red", "kind": "media", "title": "雪天", "text": "通报", "basis": "1 号"}
    people = {"drafted_by": builders.account("OF").id, "drafted_at": years.LATER, "staff_id": person.id}
    place = person.memberships[0].department_id
    builders.kept(
        BoardEntry(**values, **people, department_id=place, item="R08", happened_on=date(2026, 3, 1), state=state)
    )
    assert str(grade(person).score) == "80.00"


def test_ydda_a_reversed_fact_never_scores_and_both_stay_on_record(person) -> None:
    fact = builders.entry(person, "R15", evidence="通报")
    reverse(fact.id, "查无此事", "undone", None)
    assert str(grade(person).score) == "80.00"
    assert db.session.scalar(select(func.count()).select_from(LedgerEntry)) == 2


def test_ciro_giving_back_appends_and_erases_nothing(person) -> None:
    judge("department", person, Judgement(Decimal(1), "带教认真"))
    before = db.session.scalar(select(func.count()).select_from(Mark))
    operations.give_back(YEAR, "office", person.id, "back", "请补充事由")
    assert db.session.scalar(select(func.count()).select_from(Mark)) > before
    assert "带教认真" in {word.comment for word in queries.words_of(YEAR, person.id)}


def test_horilla_saving_again_adds_nothing(person) -> None:
    for _ in range(3):
        builders.entry(person, "R10", nonce="once")
        judge("department", person, Judgement(Decimal(1), "带教认真"))
    assert str(grade(person).score) == "83.00"


@contextmanager
def statements() -> Iterator[list[str]]:
    found: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: found.append(told[2]))
    yield found


def test_frappe_the_page_of_a_department_asks_as_often_for_twelve_as_for_one(person) -> None:
    place = person.memberships[0].department
    counts = []
    for more in (0, 12):
        for _ in range(more):
            builders.entry(builders.member(place), "R10")
        db.session.expire_all()
        with statements() as found:
            queries.people_in(place.id, YEAR)
        counts.append(len(found))
    assert counts[1] <= counts[0] + 2


def test_iyundao_namesakes_are_never_taken_for_each_other(person) -> None:
    other = builders.member(person.memberships[0].department, person.name)
    builders.entry(other, "R08")
    assert (str(grade(person).score), str(grade(other).score)) == ("80.00", "85.00")
    assert staff_ids({person.name}) == {}


def test_ydda_what_is_typed_never_becomes_a_statement(person, sign_in) -> None:
    answer = sign_in("OF").get("/ratings/staff?q=' OR 1=1 --")
    assert (answer.status_code, person.number in answer.text) == (200, False)


def test_ctfd_a_frozen_result_does_not_move_when_facts_come_later(app: Flask) -> None:
    year = years.over(app)
    years.close(year)
    with pytest.raises(Refused, match="已关闭"):
        builders.entry(year.doctor, "V2", evidence="核查报告")
    builders.entry(year.doctor, "R15", evidence="通报")
    (award,) = (one for one in awards_of(closing_of(2026).id, "staff") if one.subject_id == year.doctor.id)
    assert award.level == "excellent"


def test_customcert_a_paper_does_not_change_when_a_name_does(app: Flask) -> None:
    year = years.over(app)
    years.close(year)
    (paper,) = issue_all(closing_of(2026).id, "staff", pdf.check)
    year.doctor.name = "张大明"
    db.session.flush()
    db.session.expire_all()
    assert (paper.holder, paper.snapshot["words"]["holder"]) == ("张晓明", "张晓明")
