"""Several workers at once: what is confirmed or moved happens once, and nobody is registered twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from hospital_integrity.db import db, writing
from hospital_integrity.departments import operations, queries
from hospital_integrity.departments.models import Membership, Staff
from hospital_integrity.rules.roster import Listed
from hospital_integrity.rules.saying import Refused
from tests import builders

pytestmark = pytest.mark.both
DAY, WORKERS = date(2026, 6, 1), 6


def at_once(app: Flask, deed: Callable[[], Any]) -> Counter[str]:
    """How often each outcome came when several workers did the same together."""
    start = Barrier(WORKERS)

    def work(_number: int) -> str:
        with app.app_context(), writing():
            start.wait()
            try:
                deed()
                db.session.commit()
            except (Refused, IntegrityError) as refused:
                db.session.rollback()
                return type(refused).__name__
            return "done"

    with ThreadPoolExecutor(WORKERS) as pool:
        return Counter(pool.map(work, range(WORKERS)))


def test_a_roster_that_is_confirmed_by_several_at_once_is_applied_once(app: Flask, events) -> None:
    builders.department("内科", code="A03")
    row = Listed(2, "00123", "曾静怡", "A03", "nurse", "护师", date(2020, 1, 1), None)
    kept = operations.keep_staff([row], "名册.xlsx", DAY).id
    seen = queries.compare_staff(queries.register_import(kept, "staff")).fingerprint()
    db.session.commit()
    assert at_once(app, lambda: operations.apply_staff(kept, seen)) == {"done": WORKERS}
    assert (db.session.query(Staff).count(), events()) == (1, ["register.imported"])


def test_a_person_moves_once(app: Flask) -> None:
    person, place = builders.member().id, builders.department("急诊科").id
    db.session.commit()
    outcomes = at_once(app, lambda: operations.move_staff(person, 1, place, DAY))
    assert outcomes == {"done": 1, "Stale": WORKERS - 1}
    assert db.session.query(Membership).filter_by(to_day=None).count() == 1


def test_a_number_is_registered_once(app: Flask) -> None:
    told = {"profession": "nurse", "title": "", "department_id": builders.department().id, "hired_on": DAY}
    db.session.commit()
    outcomes = at_once(app, lambda: operations.add_staff("00123", "曾静怡", **told))
    assert outcomes["done"] == 1
    assert db.session.query(Staff).filter_by(number="00123").count() == 1


def test_a_department_has_one_leader(app: Flask) -> None:
    place = builders.department()
    people = iter([builders.member(place).id for _ in range(WORKERS)])
    told = {"tier": "department", "duty": "leader", "from_day": DAY}
    place_id = place.id
    db.session.commit()
    outcomes = at_once(app, lambda: operations.appoint(next(people), place_id, **told))
    assert outcomes == {"done": 1, "Refused": WORKERS - 1}
