"""Case 14 on whole hospitals: grades of 2,045 and of 5,000 invented people add up to the arithmetic of the quota."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask

from hospital_integrity import clock
from hospital_integrity.awards.queries import closing_of
from hospital_integrity.closing.queries import audit, outcome
from hospital_integrity.db import db, writing
from hospital_integrity.demo import operations as demonstration
from hospital_integrity.departments.queries import home_department
from hospital_integrity.ledger.operations import record_all
from hospital_integrity.rules.quota import places
from hospital_integrity.rules.recording import Fact
from tests.conftest import build_app, make_tables


@pytest.fixture(params=[(2045, 45), (5000, 115)], ids=["2045 staff", "5000 staff"])
def hospital(request: pytest.FixtureRequest, tmp_path: Path) -> Flask:
    """The demo hospital with so many staff in so many departments."""
    address = f"sqlite:///{tmp_path / 'demo.sqlite'}"
    make_tables(address, tmp_path)
    app = build_app(address, tmp_path)
    with app.app_context(), writing():
        demonstration.make(*request.param)
        db.session.commit()
        yield app
        db.session.remove()
        db.engine.dispose()


def praise(share: int, year: int) -> None:
    """Every so-many-th person earns 优秀, with scores that differ."""
    homes = home_department(None, date(year, 3, 2))
    chosen = [person for person in sorted(homes) if person % share == 0]
    facts = [Fact(f"deep {p}", "R14", date(year, 3, 2), homes[p], p, times=1 + n % 60) for n, p in enumerate(chosen)]
    record_all(facts, None)


def test_grades_add_up_to_the_quota_and_the_proof_holds(hospital: Flask) -> None:
    year = clock.today().year
    praise(3, year)
    found = outcome(year)
    staff = [one for (kind, _), one in found.ratings.items() if kind == "staff"]
    (place,) = found.proofs["staff"].places
    assert place.wanted > place.allowed == len(staff) * 15 // 100 == places(Decimal(15), len(staff))
    assert place.held == sum(one.level_name == "优秀" for one in staff) <= place.allowed
    assert place.wanted - place.held == sum("名额" in str(one.lines[-1].saying) for one in staff)
    assert all(proof.holds for proof in found.proofs.values())


def test_a_closed_year_is_proved_again(hospital: Flask) -> None:
    assert [*audit(closing_of(clock.today().year - 1))] == []
