"""Marks of departments: sheets of the edition, several raters, nobody marks his own department, raters compared."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask

from hospital_integrity.ledger import queries as ledger
from hospital_integrity.scoring import queries
from tests import builders
from tests.scoring.people import verbs


@pytest.fixture
def places(app: Flask):
    """Six departments under the default edition."""
    builders.edition()
    return [builders.department(f"第{n}科", code=f"A{n:02}") for n in range(6)]


def fill(client, address, values, nonce="e", **more):
    rows = {f"rows-{n}-subject": str(place.id) for n, place in enumerate(values)}
    rows |= {f"rows-{n}-value": value for n, value in enumerate(values.values())}
    return client.post(address, data={"nonce": nonce * 32, "version": "1", **rows, **more})


def given(sheet="peer"):
    return queries.given(2026, queries.mark_sheets(2026)[sheet])


def test_the_sheets_are_those_of_the_edition(places, sign_in):
    page = sign_in("OF").get("/scoring/marks").text
    assert all(name in page for name in ("患者满意度", "同行评议", "专家评议"))
    assert sign_in("OF").get("/scoring/marks?sheet=nothing").status_code == 404


def test_a_head_marks_the_other_departments(places, sign_in):
    client = sign_in("DH", place=places[0])
    assert fill(client, "/scoring/rate?sheet=peer", {places[1]: "91.5"}).status_code == 303
    assert list(given().values()) == [{places[1].id: Decimal("91.5")}]


def test_nobody_marks_the_own_department(places, sign_in):
    client = sign_in("DH", place=places[0])
    page = client.get("/scoring/rate?sheet=peer").text
    answer = fill(client, "/scoring/rate?sheet=peer", {places[0]: "100", places[1]: "90"})
    assert "第1科" in page and "第0科" not in page
    assert (answer.status_code, given()) == (422, {})
    assert "不能给自己所在的科室打分" in answer.text


def test_the_office_enters_a_paper_and_notes_whose_it_is(places, sign_in):
    rater = builders.member(places[0], "赵明", number="000777")
    fill(sign_in("OF"), "/scoring/marks?sheet=peer&rater=000777", {places[1]: "88"})
    assert given() == {"000777": {places[1].id: Decimal(88)}}
    assert "赵明" in sign_in("OF").get(f"/scoring/marks?sheet=peer&rater={rater.number}").text


def test_a_paper_doesn_t_mark_the_rater_s_own_department_either(places, sign_in):
    builders.member(places[0], "赵明", number="000777")
    assert fill(sign_in("OF"), "/scoring/marks?sheet=peer&rater=000777", {places[0]: "88"}).status_code == 422


def test_paper_and_screen_of_one_rater_are_one_rater(places, sign_in):
    client = sign_in("DH", place=places[0])
    fill(client, "/scoring/rate?sheet=peer", {places[1]: "90"})
    fill(sign_in("OF"), f"/scoring/marks?sheet=peer&rater={client.account.number}", {places[1]: "80"}, "f")
    assert list(given().values()) == [{places[1].id: Decimal(80)}]


def test_each_questionnaire_counts(places, sign_in):
    client = sign_in("OF")
    for number, value in (("W-1", "90"), ("W-2", "80")):
        fill(client, f"/scoring/marks?sheet=satisfaction&rater={number}", {places[1]: value}, number[-1])
    assert [marks[places[1].id] for marks in given("satisfaction").values()] == [90, 80]


def test_an_emptied_mark_is_withdrawn(places, sign_in):
    client = sign_in("OF")
    for n, value in enumerate(("90", "")):
        fill(client, "/scoring/marks?sheet=peer&rater=W-1", {places[1]: value}, str(n))
    assert given() == {}
    assert len(ledger.marks_of_year("department", 2026)[places[1].id]) == 2


@pytest.mark.parametrize("value", ["101", "-1", "9.555", "优", "1e2", "=1+1", "NaN", "９０.１２３"])
def test_a_bad_mark_is_named_and_nothing_is_kept(places, sign_in, value):
    answer = fill(sign_in("OF"), "/scoring/marks?sheet=peer", {places[1]: value, places[2]: "90"})
    assert (answer.status_code, given()) == (422, {})
    assert "0 到 100" in answer.text


@pytest.mark.parametrize("value", ["９５", "95 分", " 95 "])
def test_a_mark_is_read_as_offices_write_it(places, sign_in, value):
    fill(sign_in("OF"), "/scoring/marks?sheet=peer&rater=W-1", {places[1]: value})
    assert given() == {"W-1": {places[1].id: Decimal(95)}}


def test_who_has_no_sheet_to_fill_is_told_so(places, sign_in):
    assert "没有要您打分的评分表" in sign_in("ST").get("/scoring/rate").text
    assert sign_in("DH").get("/scoring/rate?sheet=satisfaction").status_code == 404


def test_typed_marks_keep_themselves_and_block_the_year(places, sign_in):
    client = sign_in("DH", place=places[0])
    saved = fill(client, "/scoring/marks/autosave?page=scoring.rate&sheet=peer", {places[1]: "77"})
    assert (saved.status_code, given(), verbs()) == (200, {}, [])
    assert "77" in client.get("/scoring/rate?sheet=peer").text
    assert len(queries.unfinished(2026)) == 1


def test_saving_marks_ends_their_draft(places, sign_in):
    client = sign_in("DH", place=places[0])
    fill(client, "/scoring/marks/autosave?page=scoring.rate&sheet=peer", {places[1]: "77"})
    fill(client, "/scoring/rate?sheet=peer", {places[1]: "78"}, "f")
    assert (queries.unfinished(2026), verbs()) == ([], ["marks.entered"])


def test_two_windows_of_marks_leave_nothing_behind(places, sign_in):
    client = sign_in("DH", place=places[0])
    for nonce, value in (("1", "70"), ("2", "71")):
        fill(client, "/scoring/marks/autosave?page=scoring.rate&sheet=peer", {places[1]: value}, nonce)
    assert len(queries.open_sheets()) == 2
    fill(client, "/scoring/rate?sheet=peer", {places[1]: "72"}, "f")
    assert queries.open_sheets() == []


def test_the_office_may_drop_a_rater_s_draft_but_not_read_it(places, sign_in):
    rater = sign_in("DH", place=places[0])
    fill(rater, "/scoring/marks/autosave?page=scoring.rate&sheet=peer", {places[1]: "61.25"})
    officer, draft = sign_in("OF"), queries.open_sheets()[0]
    page = officer.get("/scoring").text
    assert f"/scoring/sheets/{draft.id}/drop" in page and "61.25" not in page
    officer.post(f"/scoring/sheets/{draft.id}/drop", data={"nonce": "d" * 32, "version": "1"})
    assert queries.unfinished(2026) == []


# Raters compared


@pytest.fixture
def raters(places, sign_in):
    """Two raters of all departments: a lenient one, and one who gives everybody the same."""
    client = sign_in("OF")
    builders.staff("钱宽", number="000801")
    for number, base in (("000801", 90), ("W-2", 80)):
        values = {place: str(base + (n if base == 90 else 0)) for n, place in enumerate(places)}
        fill(client, f"/scoring/marks?sheet=peer&rater={number}", values, number[-1])
    return client


def test_the_office_sees_who_is_lenient_and_who_gives_everybody_the_same(raters):
    page = raters.get("/scoring/raters?sheet=peer").text
    assert "钱宽" in page and "+12.5" in page and "−12.5" in page
    assert page.count("给每个科室都是同一个分") == 1


def test_others_see_numbers_instead_of_names(raters, sign_in):
    page = sign_in("AU").get("/scoring/raters?sheet=peer").text
    assert "评分人 1" in page and "+12.5" in page
    assert "钱宽" not in page and "000801" not in page


def test_comparing_changes_no_mark(raters):
    before = ledger.marks_of_year("department", 2026)
    raters.get("/scoring/raters?sheet=peer")
    assert ledger.marks_of_year("department", 2026) == before
