"""Two at once, on both databases: nothing is counted twice, and nothing that was typed is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError

from hospital_integrity.access import Reach
from hospital_integrity.db import db, writing
from hospital_integrity.ledger.queries import entries_of_year
from hospital_integrity.rules.saying import Refused
from hospital_integrity.scoring import operations, queries
from hospital_integrity.scoring.queries import About
from tests import builders
from tests.scoring.people import as_, verbs

pytestmark = pytest.mark.both
EVERYWHERE = Reach(everything=True)


def row(times="1"):
    return {"item": "C1", "number": "", "department": "A03", "day": "2026-03-01", "times": times, "evidence": ""}


@pytest.fixture
def about(both):
    """A sheet about one department, under the default edition."""
    builders.edition()
    return About("free", builders.department("心内科", code="A03").id)


@pytest.fixture
def officer(about):
    return builders.account("OF")


def kept(officer, about, times="1"):
    with as_(officer):
        saved = operations.autosave("a" * 32, "心内科 评分表", [row(times)], about, EVERYWHERE, None, 1)
    db.session.commit()
    return saved.sheet.id


def at_once(app, deeds):
    """What becomes of deeds of (account, what) that start together: "done", or the refusal."""
    start = Barrier(len(deeds))

    def work(deed):
        account, what = deed
        with app.app_context(), writing(), as_(account):
            start.wait()
            try:
                what()
                db.session.commit()
                return "done"
            except (Refused, IntegrityError) as refused:
                db.session.rollback()
                return str(refused)[:40]

    db.session.commit()
    for account in {account for account, _ in deeds}:
        db.session.refresh(account)
        db.session.expunge(account)
    db.session.commit()
    with ThreadPoolExecutor(len(deeds)) as pool:
        outcomes = list(pool.map(work, deeds))
    db.session.rollback()
    return outcomes


def test_two_people_submit_the_same_draft_once(both, officer, about):
    id = kept(officer, about)
    deeds = [(who, lambda: operations.submit(id, 1, None, EVERYWHERE)) for who in (officer, builders.account("OF"))]
    assert at_once(both, deeds) == ["done", "done"]
    assert (len(entries_of_year(2026)), verbs()) == (1, ["sheet.submitted"])


def test_saving_and_submitting_lose_nothing(both, officer, about):
    id = kept(officer, about)
    save = (officer, lambda: operations.autosave("a" * 32, "评分表", [row("2")], about, EVERYWHERE, id, 1))
    outcomes = at_once(both, [save, (officer, lambda: operations.submit(id, 1, None, EVERYWHERE))])
    typed = {one.rows[0]["times"] for one in queries.open_sheets()}
    assert outcomes[0] == "done"
    assert typed == {"2"}  # in the draft itself where the submit came late and was refused, else in a copy
    assert len(entries_of_year(2026)) == (outcomes[1] == "done")


def test_two_windows_keep_both_versions(both, officer, about):
    id = kept(officer, about)
    deeds = [
        (officer, lambda t=t: operations.autosave(t * 32, "评分表", [row(t)], about, EVERYWHERE, id, 1))
        for t in ("2", "3")
    ]
    assert at_once(both, deeds) == ["done", "done"]
    assert {one.rows[0]["times"] for one in queries.open_sheets()} == {"2", "3"}


def test_the_first_save_sent_twice_makes_one_draft(both, officer, about):
    deeds = [
        (officer, lambda: operations.autosave("b" * 32, "评分表", [row()], about, EVERYWHERE, None, 1)) for _ in "12"
    ]
    assert "done" in at_once(both, deeds)
    assert len(queries.open_sheets()) == 1


def test_the_same_marks_twice_are_entered_once(both, officer, about):
    sheet, place = queries.mark_sheets(2026)["peer"], about.department_id
    deeds = [(officer, lambda: operations.enter_marks("c" * 32, 2026, sheet, "W-1", {place: 90})) for _ in "12"]
    assert "done" in at_once(both, deeds)
    assert queries.given(2026, sheet) == {"W-1": {place: 90}}
