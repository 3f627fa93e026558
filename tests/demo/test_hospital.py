"""The demo hospital is alive: praise beside breaches, stars that move, quotas that hold, awards that verify."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from hospital_integrity.app import create_app
from hospital_integrity.awards.models import Award, Closing
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.certificates.models import Certificate
from hospital_integrity.cli import main
from hospital_integrity.db import db, writing
from hospital_integrity.demo import operations as demonstration
from hospital_integrity.departments.models import Staff
from hospital_integrity.ledger.models import LedgerEntry
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.operations import refresh
from hospital_integrity.ratings.queries import spread
from hospital_integrity.rules.roles import ROLE_NAMES
from tests.conftest import make_demo

RARE = (Path(__file__).parents[1] / "data" / "rare_characters_276.txt").read_text("utf-8").split()[1::2]


@pytest.fixture
def levels(demo: Flask) -> Counter[str]:
    """How many departments held each level at the end of last year."""
    rows = select(Award.level, func.count()).where(Award.subject_kind == "department", Award.year == 2025)
    return Counter(dict(db.session.execute(rows.group_by(Award.level)).all()))


@pytest.fixture
def transitions(demo: Flask) -> set[str]:
    rows = select(Award.transition).where(Award.subject_kind == "department", Award.year == 2025)
    return set(db.session.scalars(rows))


@pytest.mark.parametrize("year", [2025, 2026])
def test_there_are_about_thirteen_praises_to_a_breach(demo: Flask, year: int) -> None:
    kinds = Counter(
        edition_of(year).items[item].kind
        for item in db.session.scalars(select(LedgerEntry.item).where(LedgerEntry.counts_in == year))
        if item.startswith("R")
    )
    assert 7 <= kinds["bonus"] / kinds["deduction"] <= 20  # of 200 people; 13 to 15 of 5,000


def test_stars_are_spread(levels: Counter[str]) -> None:
    assert {"2", "3", "4", "5", "none"} <= levels.keys()


def test_stars_move(transitions: set[str]) -> None:
    assert {"gained", "raised", "kept", "lowered", "removed"} <= transitions


def test_the_quota_of_excellent_holds(demo: Flask) -> None:
    refresh("staff", 2026)
    found = spread("staff", 2026)
    assert 0 < found["excellent"] <= 0.15 * sum(found.values())


def test_some_names_have_rare_characters(demo: Flask) -> None:
    names = "".join(db.session.scalars(select(Staff.name)))
    assert any(character in names for character in RARE)


def test_the_closed_years_verify(demo: Flask) -> None:
    done = demo.test_cli_runner().invoke(main.commands["verify-awards"], [])
    assert (done.exit_code, done.output.split("：")[-1].strip()) == (0, "0 处不符，0 处台账已有变化。")


SUBJECTS = ("department", "grid", "staff")  # honours, letters and 优秀网格员 rest on more than a level


def test_every_award_that_bears_a_certificate_has_one(demo: Flask) -> None:
    bearing = select(func.count()).where(Award.year == 2025, Award.level.in_(["3", "4", "5", "excellent"]))
    papers = select(func.count()).where(Certificate.year == 2025, Certificate.kind.in_(SUBJECTS))
    assert db.session.scalar(bearing) == db.session.scalar(papers) > 20


def test_the_board_shows_both_colours_today(demo: Flask) -> None:
    today = demo.config["CLOCK"]().date()
    shown = select(BoardEntry.colour).where(BoardEntry.state == "published", BoardEntry.shown_to >= today)
    assert set(db.session.scalars(shown)) == {"red", "black"}


def test_the_board_has_entries_at_every_stage(demo: Flask) -> None:
    states = select(BoardEntry.state, BoardEntry.contested).where(BoardEntry.flow == "full")
    found = {state for state, _ in db.session.execute(states)}
    assert found == {"draft", "returned", "checked", "served", "published", "withdrawn"}
    assert True in {contested for _, contested in db.session.execute(states)}
    today = demo.config["CLOCK"]().date()
    assert db.session.scalar(select(func.count()).where(BoardEntry.state == "published", BoardEntry.shown_to < today))


def test_there_is_a_sign_in_for_every_role_and_its_code_is_new_each_time(demo: Flask) -> None:
    first, second = demonstration.sign_ins(), demonstration.sign_ins()
    roles = {str(role) for one in first for role in one.roles}
    assert roles == {str(name) for code, name in ROLE_NAMES.items() if code not in ("AN", "system")}
    assert not {one.code for one in first} & {one.code for one in second}


def test_the_command_tells_who_can_sign_in(demo: Flask) -> None:
    done = demo.test_cli_runner().invoke(main.commands["demo"], ["sign-ins"])
    assert len(re.findall(r"^  \d{6}  \w{4}-\w{4}-\w{4}  .+（.+）$", done.output, re.M)) == len(demonstration.SIGN_INS)


@pytest.mark.both
def test_a_small_demo_stands_on_either_database(app: Flask) -> None:
    demonstration.make(60, 8)
    assert db.session.scalar(select(func.count()).select_from(Closing)) == 2


def test_the_command_refuses_a_database_with_a_hospital_in_it(demo: Flask) -> None:
    done = demo.test_cli_runner().invoke(main.commands["demo"], ["make"])
    assert done.exit_code == 1 and "nothing was changed" in done.output


def test_the_same_seed_makes_the_same_hospital(demo: Flask, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    make_demo(tmp_path / "again")
    again = create_app({**demo.config, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'again' / 'demo.sqlite'}"})
    hashes = select(Closing.sha256).order_by(Closing.id)
    first = list(db.session.scalars(hashes))
    with again.app_context(), writing():
        assert list(db.session.scalars(hashes)) == first
