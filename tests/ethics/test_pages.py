"""The pages of the assessment: one department on one page, one person, the cycle, and what they refuse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event

from hospital_integrity.access import Asker, acting
from hospital_integrity.db import db
from hospital_integrity.departments.operations import move_staff
from hospital_integrity.ethics import queries
from hospital_integrity.journal.queries import Filters, exported
from hospital_integrity.policy.operations import new_draft, publish
from hospital_integrity.policy.queries import SHIPPED
from hospital_integrity.rules.edition import BadEdition
from tests import builders
from tests.ethics.test_stages import YEAR, grade, judge, person, said

__all__ = ["person"]


@pytest.fixture
def place(person):
    return person.memberships[0].department


@pytest.fixture
def head(place, sign_in):
    return sign_in("DH", place=place)


def address(place, at="departments"):
    return f"/ethics/{YEAR}/{at}/{place.id}"


def row(person, value, comment="", number=0, was='["", ""]'):
    cells = {"person": person.id, "value": value, "comment": comment, "was": was}
    return {f"rows-{number}-{key}": str(text) for key, text in cells.items()}


def send(client, place, *rows, version=0, at="departments", **more):
    cells = {key: text for one in rows for key, text in one.items()}
    return client.post(address(place, at), data={"nonce": "a" * 32, "version": str(version), **cells, **more})


def events(verb):
    return sum(one.verb == verb for one in exported(Filters()))


@contextmanager
def statements() -> Iterator[list[str]]:
    found: list[str] = []

    def note(*told):
        found.append(told[2])

    event.listen(db.engine, "before_cursor_execute", note)
    yield found
    event.remove(db.engine, "before_cursor_execute", note)


def test_a_head_judges_the_department_on_one_page_with_one_event(person, place, head):
    assert send(head, place, row(person, "2", "带教认真")).status_code == 303
    assert str(grade(person).score) == "82.00"
    assert events("ethics.judged") == 1


def test_full_width_digits_and_a_plus_are_read(person, place, head):
    send(head, place, row(person, "＋１．５", "带教认真"))
    assert said(person)["department"].value == Decimal("1.5")


@pytest.mark.parametrize(
    ("value", "comment", "words"), [("NaN", "", "NaN"), ("6", "好", "不能超过 5 分"), ("1", "", "理由")]
)
def test_a_bad_row_keeps_what_was_typed_and_saves_nothing(person, place, head, value, comment, words):
    other = builders.member(place, "李四")
    answer = send(head, place, row(other, "0"), row(person, value, comment, 1))
    assert (answer.status_code, words in answer.text) == (422, True)
    assert queries.judged(YEAR) == {}


def test_an_empty_row_is_left_for_later(person, place, head):
    assert send(head, place, row(person, "")).status_code == 303
    assert queries.judged(YEAR) == {}


def test_the_rest_is_judged_as_computed_with_one_button(person, place, head):
    other = builders.member(place, "李四")
    send(head, place, row(person, "2", "带教认真"), row(other, "", number=1), rest="1")
    assert (said(person)["department"].value, said(other)["department"].value) == (2, 0)


@pytest.mark.both
def test_of_two_heads_on_the_same_page_the_second_is_told(person, place, head):
    send(head, place, row(person, "2", "带教认真"))
    answer = send(head, place, row(person, "1", "另一位的意见"))
    assert (answer.status_code, "刚才由别人保存过" in answer.text, "另一位的意见" in answer.text) == (409, True, True)
    assert said(person)["department"].value == 2


def test_what_the_second_left_alone_shows_what_the_first_said(person, place, head):
    send(head, place, row(person, "2", "带教认真"))
    assert 'value="带教认真"' in send(head, place, row(person, "")).text


def test_what_is_typed_is_kept_without_being_said(person, place, head):
    cells = {"nonce": "a" * 32, "version": "0", **row(person, "2", "带教")}
    answer = head.post(f"/ethics/{YEAR}/department/{place.id}/typed", data=cells)
    assert answer.json["version"] == 1
    assert (queries.judged(YEAR), events("ethics.judged")) == ({}, 0)
    assert 'value="带教"' in head.get(address(place)).text


def test_typing_over_somebody_elses_save_is_told(person, place, head):
    send(head, place, row(person, "2", "带教认真"))
    cells = {"nonce": "a" * 32, "version": "0", **row(person, "1", "别的")}
    assert head.post(f"/ethics/{YEAR}/department/{place.id}/typed", data=cells).status_code == 409


def test_somebody_who_moved_away_is_named_with_the_new_department(person, place, head):
    move_staff(person.id, person.version, builders.department("骨科").id, date(2026, 11, 1))
    answer = send(head, place, row(person, "1", "好"))
    assert (answer.status_code, "已于 2026-11-01 调到骨科" in answer.text) == (422, True)


def test_a_head_has_no_box_for_the_own_row(person, place, head):
    own = queries.people_in(place.id, YEAR)
    text = head.get(address(place)).text
    assert text.count('class="form-control" enterkeyhint') <= len(own) - 1
    assert "不能给自己评分" in text


def test_another_department_is_not_there_for_a_head(place, head):
    assert head.get(address(builders.department("骨科"))).status_code == 404


def test_a_branch_is_judged_by_its_head_only(person, place, sign_in):
    assert sign_in("ST").get(address(place, "branch")).status_code == 404


def test_a_page_of_many_people_takes_as_many_statements_as_one_of_few(person, place, head):
    page = address(place)
    head.get(page)
    with statements() as few:
        head.get(page)
    for number in range(12):
        builders.member(place, f"职工{number}")
    db.session.commit()
    with statements() as many:
        head.get(page)
    assert len(many) == len(few)


def test_the_office_judges_one_person_under_the_headings(person, sign_in):
    judge("department", person)
    cells = {"rows-0-key": "integrity", "rows-0-value": "1.5", "rows-1-key": "team", "rows-1-value": "-0.5"}
    page = f"/ethics/{YEAR}/office/people/{person.id}"
    answer = sign_in("EO").post(page, data={"nonce": "b" * 32, **cells, "value": "", "comment": "综合评议"})
    assert answer.status_code == 303
    assert said(person)["office"].headings == {"integrity": Decimal("1.5"), "team": Decimal("-0.5")}


def test_the_office_gives_somebody_back_from_the_page(person, sign_in):
    judge("department", person)
    page, client = f"/ethics/{YEAR}/office/people/{person.id}", sign_in("EO")
    answer = client.post(f"{page}/return", data={"nonce": "b" * 32, "reason": "请补充事由"})
    assert (answer.status_code, said(person), events("ethics.returned")) == (303, {}, 1)
    assert "请补充事由" in client.get(page).text


def test_everybody_who_is_left_is_judged_by_the_office_at_once(person, sign_in):
    judge("department", person)
    assert sign_in("EO").post(f"/ethics/{YEAR}/office/rest", data={"nonce": "b" * 32}).status_code == 303
    assert said(person)["office"].value == 0


def test_the_own_assessment_takes_words_and_headings(place, sign_in):
    client = sign_in("ST", place=place)
    cells = {"rows-0-key": "care", "rows-0-value": "2", "value": "", "comment": "全年无投诉"}
    assert client.post(f"/ethics/{YEAR}/mine", data={"nonce": "c" * 32, **cells}).status_code == 303
    assert "全年无投诉" in client.get(f"/ethics/{YEAR}/mine").text


def test_a_year_begins_with_days_that_may_be_changed(app, sign_in):
    builders.edition()
    client = sign_in("EO")
    assert 'value="2026-12-24"' in client.get(f"/ethics/{YEAR}/open").text
    rows = {"rows-0-stage": "self", "rows-0-first": "2026-11-01", "rows-0-last": "2026-12-24"}
    assert client.post(f"/ethics/{YEAR}/open", data={"nonce": "d" * 32, **rows}).status_code == 303
    assert list(queries.windows(YEAR)) == ["self"]


def test_half_a_window_is_refused_and_nothing_is_opened(app, sign_in):
    builders.edition()
    rows = {"rows-0-stage": "self", "rows-0-first": "2026-11-01", "rows-0-last": ""}
    answer = sign_in("EO").post(f"/ethics/{YEAR}/open", data={"nonce": "d" * 32, **rows})
    assert (answer.status_code, queries.cycle(YEAR)) == (422, None)


def test_a_window_is_moved_on_its_page(person, sign_in):
    cells = {"stage": "self", "first": "2026-11-01", "last": "2026-12-24", "reason": "提前"}
    assert sign_in("EO").post(f"/ethics/{YEAR}/windows", data={"nonce": "e" * 32, **cells}).status_code == 303
    assert queries.windows(YEAR)["self"].last == date(2026, 12, 24)


def test_who_is_missing_and_who_is_not_assessed_stand_on_pages(person, place, sign_in):
    builders.member(place, "新人甲", hired_on=date(2026, 3, 1))
    client = sign_in("EO")
    assert "张晓明" in client.get(f"/ethics/{YEAR}/missing").text
    assert "当年入职" in client.get(f"/ethics/{YEAR}/people").text


def test_a_finish_with_gaps_says_who(person, sign_in):
    answer = sign_in("EO").post("/ethics/finish", data={"nonce": "f" * 32, "year": str(YEAR)})
    assert (answer.status_code, "张晓明" in answer.text) == (422, True)


def test_an_edition_is_not_published_for_a_year_whose_cycle_runs(person):
    """A cycle needs no copy of its edition: what rules a year is fixed before the year begins."""
    with acting(Asker(builders.account("OF").id, None, "", frozenset({"OF"}))):
        draft = new_draft((SHIPPED / "default-2026.toml").read_text("utf-8").replace('staff = "2"', 'staff = "3"'))
    with acting(Asker(builders.account("PB").id, None, "", frozenset({"PB"}))), pytest.raises(BadEdition) as refused:
        publish(draft.id, draft.version)
    assert any("2026" in str(one.saying) for one in refused.value.problems)
