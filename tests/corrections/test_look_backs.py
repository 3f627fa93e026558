"""Look-backs: what is due when, what follows from a problem, the list on screen and as a spreadsheet."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from hospital_integrity.awards.operations import NewLookBack
from hospital_integrity.awards.queries import look_backs, open_proposals, stars_now
from hospital_integrity.corrections.operations import Follow, look_back
from hospital_integrity.corrections.queries import look_backs_due
from hospital_integrity.db import db
from hospital_integrity.departments.models import Department
from hospital_integrity.rules.saying import Refused
from tests import builders
from tests.closing.races import at_once
from tests.house.world import verbs

TODAY = date(2026, 11, 20)


@pytest.fixture
def place(both: Flask) -> Department:
    """A department that has had four stars since January 2026."""
    builders.edition()
    found = builders.department("心内科")
    builders.past_stars(found, {2024: 3, 2025: 4})
    return found


def made(place: Department, follow: Follow | None = None, **details: object) -> None:
    new = NewLookBack("nonce", place.id, 2025, "half", TODAY, "held", "抽查台账，未发现问题")
    look_back(NewLookBack(**{**vars(new), **details}), follow or Follow())


def test_overdue_look_backs_stand_first_with_how_late_they_are(place: Department) -> None:
    late, full = look_backs_due(TODAY)
    assert (late.kind, late.due_on, late.days_late) == ("half", date(2026, 7, 12), 131)
    assert (full.kind, full.due_on, full.days_late) == ("full", date(2027, 12, 31), 0)


def test_a_look_back_that_held_is_made_and_stands_last(place: Department) -> None:
    made(place)
    assert [one.kind for one in look_backs_due(TODAY)] == ["full", "half"]
    assert verbs()[-1] == "look_back.recorded"


def test_a_problem_opens_an_indicator_in_the_same_decision(place: Department) -> None:
    made(place, Follow(item="W1"), result="problem")
    (row,) = look_backs()
    assert (row.entry_id is not None, verbs().count("indicator.opened")) == (True, 0)
    assert stars_now("department", [place.id], TODAY)[place.id].stars == 3


def test_a_problem_proposes_a_suspension_that_another_confirms(place: Department) -> None:
    made(place, Follow(document_no="江一医纪〔2026〕9号"), result="problem")
    (proposal,) = open_proposals()
    assert (proposal.transition, look_backs()[0].proposal_id) == ("suspended", proposal.id)


@pytest.mark.parametrize(
    ("follow", "details", "words"),
    [
        (Follow(), {"result": "problem"}, "选择登记一项指标或提出暂停"),
        (Follow("W1"), {}, "没有问题时都不填"),
        (Follow("W1", "1号"), {"result": "problem"}, "其中一种"),
        (Follow(), {"findings": " "}, "请写明"),
        (Follow(), {"looked_on": date(2025, 12, 31)}, "日期应在"),
        (Follow(), {"year": 2024}, "没有这项回头看"),
        (Follow("C1"), {"result": "problem"}, "不是科室的警示或否决指标"),
    ],
    ids=["nothing follows", "something follows", "both follow", "no findings", "too early", "another year", "no item"],
)
def test_what_does_not_fit_is_refused(place: Department, follow: Follow, details: dict, words: str) -> None:
    with pytest.raises(Refused, match=words):
        made(place, follow, **details)


def test_a_look_back_is_made_once(place: Department) -> None:
    made(place)
    made(place)
    with pytest.raises(Refused, match="已经记录过了"):
        made(place, nonce="again")


def test_two_people_at_once_make_one(both: Flask, place: Department) -> None:
    people = [builders.account("OF").id, builders.account("RV").id]
    new = NewLookBack("nonce", place.id, 2025, "half", TODAY, "held", "抽查台账")
    deeds = [(one, lambda one=one: look_back(replace(new, nonce=f"of {one}"), Follow())) for one in people]
    with suppress(IntegrityError):  # the screen answers 409 then
        at_once(both, deeds)
    db.session.rollback()
    assert len(look_backs()) == 1


def test_a_department_without_stars_is_not_looked_back_at(app: Flask) -> None:
    builders.edition()
    builders.past_stars(builders.department("心内科"), {2025: 0})
    assert look_backs_due(TODAY) == []


TYPED = {"nonce": "a" * 32, "day": "2026-11-20", "result": "held", "findings": "抽查台账，未发现问题"}


def test_an_officer_records_one_on_screen(place: Department, sign_in) -> None:
    answer = sign_in("OF").post(f"/stars/look-backs/{place.id}/half", data=TYPED, follow_redirects=True)
    assert "已完成 1" in answer.text


def test_a_bad_day_is_refused_and_what_was_typed_is_kept(place: Department, sign_in) -> None:
    answer = sign_in("OF").post(f"/stars/look-backs/{place.id}/half", data={**TYPED, "day": "2099-01-01"})
    assert (answer.status_code, TYPED["findings"] in answer.text) == (422, True)


def test_the_list_is_taken_away_as_a_workbook_and_one_event(place: Department, sign_in) -> None:
    answer = sign_in("PB").post("/stars/look-backs/export")
    rows = list(openpyxl.load_workbook(BytesIO(answer.data)).active.values)
    assert [row[0] for row in rows if row[0] == "心内科"] == ["心内科"] * 2
    assert verbs()[-1] == "look_backs.exported"
