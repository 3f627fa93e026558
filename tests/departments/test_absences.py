"""Absences and branches: dated, never two at once, corrected by appending; who was away too long isn't assessed."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from hospital_integrity.departments import operations, queries
from hospital_integrity.departments.operations import Away
from hospital_integrity.ratings.queries import subjects, who_is_rated
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders

MARCH, MAY, OCTOBER = date(2026, 3, 1), date(2026, 5, 31), date(2026, 10, 31)


@pytest.fixture
def person(app):
    builders.edition()
    return builders.member(builders.department("心内科"))


def away(person, first=MARCH, last=None, kind="sick"):
    return operations.record_absences([Away(person.id, kind, first, last)])


@pytest.mark.both
def test_who_is_away_for_more_than_half_of_the_year_is_not_assessed_and_told_why(person):
    away(person)
    rated, unrated = who_is_rated("staff", 2026)
    assert (rated, "全年离岗 306 天" in str(unrated[0].reason)) == ({}, True)


def test_who_came_back_early_is_assessed_again(person):
    (row,) = away(person)
    operations.end_absence(row.id, MAY)
    assert list(subjects("staff", 2026)) == [person.id]


def test_a_mistake_counts_for_nothing_and_stays_to_be_read(person):
    (row,) = away(person)
    operations.withdraw_absence(row.id, "登记错人")
    assert (queries.absences_in(2026), queries.absences_listed(2026)[0].reason) == ({}, "登记错人")


def test_the_same_absence_again_writes_nothing(person):
    away(person)
    assert away(person) == []


@pytest.mark.parametrize(
    ("first", "last", "words"), [(MAY, OCTOBER, "重叠"), (date(2025, 3, 1), date(2025, 2, 1), "早于")]
)
def test_absences_that_cannot_be_are_refused(person, first, last, words):
    away(person)
    with pytest.raises(Refused, match=words):
        away(person, first, last)


def file_of(*rows):
    book = Workbook()
    book.active.append(("工号", "姓名", "离岗原因", "第一天", "最后一天", "说明"))
    for row in rows:
        book.active.append(row)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def upload(client, data):
    return client.post("/staff/absences/upload", data={"nonce": "a" * 32, "file": (BytesIO(data), "离岗.xlsx")})


def test_a_file_is_recorded_by_number_all_or_none(person, sign_in):
    client = sign_in("OF")
    good = (person.number, person.name, "病假", MARCH, OCTOBER, "")
    bad = upload(client, file_of(good, (person.number, "同名的人", "病假", date(2025, 1, 1), None, "")))
    assert (bad.status_code, "登记的姓名不是这个" in bad.text, queries.absences_in(2026)) == (422, True, {})
    assert upload(client, file_of(good)).status_code == 303
    assert len(queries.absences_in(2026)[person.id]) == 1


def test_an_absence_is_typed_in_and_ended_on_pages(person, sign_in):
    client = sign_in("EO")
    cells = {"number": person.number, "kind": "maternity", "first": "2026-03-01", "last": "", "note": ""}
    assert client.post("/staff/absences", data={"nonce": "b" * 32, **cells}).status_code == 303
    (row,) = queries.absences_of([person.id])
    assert (
        client.post(f"/staff/absences/{row.row.id}", data={"nonce": "c" * 32, "last": "2026-05-31"}).status_code == 303
    )
    assert queries.absences_of([person.id])[0].last == MAY


def test_departments_form_a_branch_from_a_day_on(person):
    home = person.memberships[0].department_id
    old = operations.add_branch("内科大科", None, [home], MARCH)
    operations.add_branch("外科大科", person.id, [home], OCTOBER)
    assert queries.branch_of(MAY)[home].id == old.id
    assert queries.branch_of(OCTOBER)[home].head_id == person.id


def test_a_branch_changed_from_an_old_page_is_stale(person):
    row = operations.add_branch("内科大科", None, [], MARCH)
    operations.change_branch(row.id, 1, "大内科", None, [], MARCH)
    with pytest.raises(Stale):
        operations.change_branch(row.id, 1, "内科", None, [], MARCH)
