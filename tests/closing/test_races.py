"""Two people at once, on both databases: one closing, one reopening, and the other is told."""

from __future__ import annotations

from threading import Event
from time import sleep

from flask import Flask
from sqlalchemy import func, select

from hospital_integrity.awards.models import Award, Closing, Reopening
from hospital_integrity.closing import operations
from hospital_integrity.corrections.operations import reopen
from hospital_integrity.db import db
from tests import builders
from tests.closing import year as years
from tests.closing.races import at_once
from tests.closing.year import DECIDED, DOCUMENT


def number(model: object) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def test_two_people_who_confirm_at_once_make_one_closing(both: Flask) -> None:
    year = years.over(both)
    people = [year.publisher.id, builders.account("RV", year.nurse, year.place).id]
    proposal = years.announced(year)
    deeds = [(one, lambda: operations.confirm(2026, proposal, DOCUMENT, DECIDED)) for one in people]
    assert at_once(both, deeds) == ["done", "这份关闭提案已经不是最新的，请刷新后重试"]
    assert (number(Closing), number(Award)) == (1, 11)


def test_two_people_who_reopen_at_once_make_one_reopening(both: Flask) -> None:
    year = years.over(both)
    years.close(year)
    people = [builders.account("PB", year.nurse).id, builders.account("PB", year.doctor).id]
    deeds = [(one, lambda: reopen(2026, DOCUMENT, "举报查实，需重新评定")) for one in people]
    assert at_once(both, deeds) == ["done", "2026 年度没有关闭"]
    assert number(Reopening) == 1


def test_a_fact_that_is_being_recorded_is_waited_for(both: Flask) -> None:
    year = years.over(both)
    proposal = years.announced(year)
    nurse, writing_now = year.nurse, Event()

    def record() -> None:
        builders.entry(nurse, "R09")
        writing_now.set()
        sleep(0.3)

    def confirm() -> None:
        operations.confirm(2026, proposal, DOCUMENT, DECIDED)

    deeds = [(year.officer.id, record), (year.publisher.id, lambda: writing_now.wait(5) and confirm())]
    db.session.expunge_all()
    assert at_once(both, deeds) == ["done", "提案之后数据有变动，请重新提出关闭提案"]
