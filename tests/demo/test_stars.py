"""The demo's stars move in every way there is, each with its cause."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from hospital_integrity.awards.models import Award, ImportedAward, LookBack, StarChange
from hospital_integrity.db import db
from hospital_integrity.ledger.queries import indicators_of


def test_one_was_suspended_and_resumed_and_one_removed(demo: Flask) -> None:
    moved = db.session.execute(select(StarChange.transition, StarChange.subject_id).order_by(StarChange.id)).all()
    assert sorted(verb for verb, _ in moved) == ["removed", "resumed", "suspended"]
    assert len({place for _, place in moved}) == 2


def test_every_star_that_was_awarded_says_why(demo: Flask) -> None:
    kinds = Award.subject_kind.in_(("department", "grid"))
    assert not db.session.scalars(select(Award.id).where(kinds, Award.cause.is_(None))).all()


def test_indicators_are_open_and_closed(demo: Flask) -> None:
    found = [one for of_one in indicators_of().values() for one in of_one]
    assert {one.is_open for one in found} == {True, False}


def test_five_years_stand_on_paper(demo: Flask) -> None:
    years = select(ImportedAward.year).distinct().order_by(ImportedAward.year)
    assert db.session.scalars(years).all() == [2019, 2020, 2021, 2022, 2023]


def test_some_were_looked_back_at_and_one_had_a_problem(demo: Flask) -> None:
    results = db.session.scalars(select(LookBack.result)).all()
    assert results.count("problem") == 1 and "held" in results
