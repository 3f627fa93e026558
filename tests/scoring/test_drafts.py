"""What is typed keeps itself: quietly, never over what somebody else typed, and counting only when submitted."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from hospital_integrity.ledger import queries as ledger
from hospital_integrity.scoring import queries
from tests import builders
from tests.scoring.people import verbs
from tests.scoring.test_sheets import sheet_form


@pytest.fixture
def place(app: Flask):
    """A department with a doctor, under the default edition."""
    builders.edition()
    place = builders.department("心内科", code="A03")
    builders.member(place, number="000123")
    return place


@pytest.fixture
def officer(place, sign_in):
    return sign_in("OF")


def typed(version=1, **row):
    form = sheet_form(**{"number": "000123", **row})
    del form["submit"]
    return {**form, "version": str(version)}


def autosave(client, place, form, sheet_id=""):
    return client.post(f"/scoring/autosave?department={place.id}&sheet_id={sheet_id}", data=form)


def test_what_is_typed_becomes_a_draft_without_an_event(officer, place):
    answer = autosave(officer, place, typed())
    draft = queries.open_sheets()[0]
    assert answer.json["words"] == "已自动保存 12:00"
    assert (draft.id, draft.rows[0]["item"], verbs()) == (answer.json["sheet"], "R01", [])


def test_nothing_typed_makes_no_draft(officer, place):
    assert autosave(officer, place, typed(item="", number="")).json["words"] == ""
    assert queries.open_sheets() == []


def test_the_answer_says_what_the_rows_come_to(officer, place):
    told = autosave(officer, place, typed(item="R15", evidence="记录")).json
    assert told["total"].startswith("科室\u00a0−") and "个人\u00a0−" in told["total"]
    assert (told["count"], told["lines"]["rows-0"]["bad"]) == (1, {})


def test_a_bad_cell_is_named_while_it_is_typed_and_a_blank_one_is_not(officer, place):
    told = autosave(officer, place, typed(item="G04", points="9", evidence="x")).json
    assert "1 到 5" in told["lines"]["rows-0"]["bad"]["points"]
    assert autosave(officer, place, typed(item="R15")).json["lines"]["rows-0"]["bad"] == {}


def test_saving_goes_on_in_the_same_draft(officer, place):
    first = autosave(officer, place, typed()).json
    second = autosave(officer, place, typed(first["version"], times="2"), first["sheet"]).json
    assert (second["sheet"], second["version"]) == (first["sheet"], first["version"] + 1)
    assert [sheet.rows[0]["times"] for sheet in queries.open_sheets()] == ["2"]


def test_two_windows_don_t_overwrite_each_other(officer, place):
    first = autosave(officer, place, typed()).json
    autosave(officer, place, typed(1, times="2"), first["sheet"])
    stale = autosave(officer, place, typed(1, times="3"), first["sheet"])
    assert stale.status_code == 409
    assert "另存为" in stale.json["words"]
    assert {sheet.rows[0]["times"] for sheet in queries.open_sheets()} == {"2", "3"}


def test_the_window_that_was_overtaken_goes_on_in_its_copy(officer, place):
    first = autosave(officer, place, typed()).json
    autosave(officer, place, typed(1, times="2"), first["sheet"])
    copy = autosave(officer, place, typed(1, times="3"), first["sheet"]).json
    again = autosave(officer, place, typed(copy["version"], times="4"), copy["sheet"])
    assert (again.status_code, again.json["sheet"]) == (200, copy["sheet"])
    assert queries.sheet(copy["sheet"]).copy_of == first["sheet"]


def test_the_same_rows_from_an_older_window_are_no_conflict(officer, place):
    first = autosave(officer, place, typed()).json
    autosave(officer, place, typed(1, times="2"), first["sheet"])
    assert autosave(officer, place, typed(1, times="2"), first["sheet"]).status_code == 200


def test_two_officers_have_drafts_of_their_own(officer, place, sign_in):
    one, two = (
        autosave(officer, place, typed()).json,
        autosave(sign_in("OF"), place, typed() | {"nonce": "e" * 32}).json,
    )
    assert one["sheet"] != two["sheet"]


def test_a_second_sheet_about_the_same_is_said(officer, place):
    autosave(officer, place, typed())
    answer = autosave(officer, place, typed() | {"nonce": "f" * 32})
    assert answer.status_code == 409
    assert "您还有一份同样的草稿" in answer.json["words"]


def test_a_head_saves_into_nobody_else_s_draft(officer, place, sign_in):
    first = autosave(officer, place, typed()).json
    answer = autosave(sign_in("DH", place=place), place, typed(1, times="9"), first["sheet"])
    assert answer.status_code == 404
    assert queries.sheet(first["sheet"]).rows[0]["times"] == "1"


def test_a_head_saves_nothing_for_another_department(place, sign_in):
    assert autosave(sign_in("DH"), place, typed()).status_code == 404


def test_opening_the_sheet_again_goes_on_with_the_draft(officer, place):
    first = autosave(officer, place, typed(evidence="红头文件")).json
    page = officer.get(f"/scoring/sheets/new?department={place.id}", follow_redirects=True)
    assert page.request.path == first["address"]
    assert "红头文件" in page.text


def test_a_draft_kept_by_itself_is_submitted_as_one_decision(officer, place):
    first = autosave(officer, place, typed()).json
    answer = officer.post(first["address"], data=typed(first["version"]) | {"submit": "1"})
    assert answer.status_code == 303
    assert (len(ledger.entries_of_year(2026)), verbs()) == (1, ["sheet.submitted"])


def test_without_script_the_first_page_still_submits_what_was_kept(officer, place):
    form = typed()
    autosave(officer, place, form)
    officer.post(f"/scoring/sheets/new?department={place.id}", data={**form, "submit": "1"})
    assert [sheet.state for sheet in queries.open_sheets()] == []
    assert len(ledger.entries_of_year(2026)) == 1


def test_typing_after_the_submit_is_kept_apart(officer, place):
    first = autosave(officer, place, typed()).json
    officer.post(f"{first['address']}/submit", data={"nonce": "d" * 32, "version": "1"})
    late = autosave(officer, place, typed(1, times="5"), first["sheet"])
    assert (late.status_code, "已经提交" in late.json["words"]) == (409, True)
    assert queries.open_sheets()[0].rows[0]["times"] == "5"


def test_the_last_save_of_a_submitted_sheet_leaves_no_draft_behind(officer, place):
    first = autosave(officer, place, typed()).json
    officer.post(first["address"], data=typed(first["version"]) | {"submit": "1"})
    assert autosave(officer, place, typed(1), first["sheet"]).status_code == 200
    assert queries.unfinished(2026) == []


def test_a_colleague_finds_and_drops_what_was_left_over(officer, place, sign_in):
    first, colleague = autosave(officer, place, typed()).json, sign_in("OF")
    assert "同事的草稿" in colleague.get("/scoring").text
    colleague.post(f"{first['address']}/drop", data={"nonce": "d" * 32, "version": "1"})
    assert queries.unfinished(2026) == []


def test_too_long_a_cell_is_cut_and_too_many_rows_are_refused(officer, place):
    many = {f"rows-{n}-item": "R01" for n in range(500)}
    assert autosave(officer, place, {**typed(), **many}).status_code == 422
    assert autosave(officer, place, typed(evidence="长" * 9999)).status_code == 200
    assert len(queries.open_sheets()[0].rows[0]["evidence"]) == 500


def test_the_review_says_what_the_ledger_holds_already(officer, place):
    person = queries.known_for([{"number": "000123"}]).people["000123"]
    builders.entry(None, "C1", place, happened_on=date(2026, 3, 1))
    saved = autosave(officer, place, typed(item="C1", number="")).json
    page = officer.get(f"{saved['address']}/review").text
    assert person and "台账里已有同一天" in page
