"""The one door for facts: what it writes, what it refuses, and that nothing behind it changes."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hospital_integrity.db import db
from hospital_integrity.ledger import operations, queries
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.saying import Refused
from tests import builders


@pytest.fixture
def edition(app: Flask):
    """The default edition, published."""
    return builders.edition()


def about(person, item="R01", **details):
    day = details.pop("happened_on", date(2026, 3, 1))
    home = person.memberships[0].department_id
    return Fact(details.pop("nonce", "n"), item, day, home, person.id, **details)


@pytest.mark.both
def test_the_same_nonce_makes_one_entry(edition):
    person = builders.member()
    first, again = (operations.record(about(person), None) for _ in range(2))
    assert first.id == again.id
    assert len(queries.entries_of_year(2026)) == 1


@pytest.mark.both
def test_recording_moves_the_revision_of_person_grid_member_and_department(edition):
    person = builders.member()
    operations.record(about(person), None)
    moved = [queries.revisions(kind, 2026) for kind in ("staff", "grid", "department")]
    assert moved == [{person.id: 1}, {person.id: 1}, {person.memberships[0].department_id: 1}]


@pytest.mark.both
def test_a_reversal_repeats_what_it_undoes_and_says_why(edition):
    entry = builders.entry(builders.member(), "R01")
    undone = operations.reverse(entry.id, "记错了人", "r", None)
    assert (undone.item, undone.counts_in, undone.reverses) == (entry.item, entry.counts_in, entry.id)
    with pytest.raises(Refused, match="已经冲销过"):
        operations.reverse(entry.id, "再来一次", "r2", None)


def test_a_reversal_needs_a_reason(edition):
    entry = builders.entry(builders.member(), "R01")
    with pytest.raises(Refused, match="理由"):
        operations.reverse(entry.id, "  ", "r", None)


@pytest.mark.both
def test_a_fact_of_a_closed_year_counts_in_the_running_one(app):
    builders.edition("form-2025")
    operations.seal(2025, "closed")
    entry = operations.record(about(builders.member(), happened_on=date(2025, 12, 20)), None)
    assert (entry.happened_on.year, entry.counts_in) == (2025, 2026)


def test_a_veto_for_a_closed_year_asks_to_open_it_again(app):
    builders.edition("form-2025")
    operations.seal(2025, "closed")
    fact = about(builders.member(), "N01", happened_on=date(2025, 12, 20), evidence="决定", attested="纪要 3 号")
    with pytest.raises(Refused, match="重新开启"):
        operations.record(fact, None)


def test_a_year_that_was_opened_again_takes_its_own_facts(app):
    builders.edition("form-2025")
    operations.seal(2025, "closed")
    operations.seal(2025, "open")
    assert operations.record(about(builders.member(), happened_on=date(2025, 12, 20)), None).counts_in == 2025


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"item": "XX"}, "没有条目"),
        ({"item": "N01"}, "已停用"),
        ({"item": "R15"}, "依据"),
        ({"item": "V3", "evidence": "举报属实"}, "情节严重"),
        ({"item": "V8", "evidence": "举报属实"}, "会议纪要"),
        ({"item": "D1", "evidence": "处分决定"}, "不填工号"),
        ({"item": "G04", "evidence": "风险点", "points": 9}, "1 到 5"),
        ({"item": "R01", "points": 3}, "不用填分数"),
        ({"item": "R01", "times": 0}, "次数"),
        ({"item": "R01", "happened_on": date(2026, 12, 31)}, "还没有到"),
    ],
)
def test_a_fact_that_the_edition_does_not_allow_is_refused_in_words(edition, details, words):
    with pytest.raises(Refused, match=words):
        operations.record(about(builders.member(), **details), None)
    assert queries.entries_of_year(2026) == []


def test_a_fact_about_somebody_who_belonged_elsewhere_is_refused(edition):
    person, elsewhere = builders.member(), builders.department("骨科")
    fact = Fact("n", "R01", date(2026, 3, 1), elsewhere.id, person.id)
    with pytest.raises(Refused, match="不属于这个科室"):
        operations.record(fact, None)


def test_an_entry_is_shown_with_where_it_counts_and_why(app, sign_in):
    builders.edition("form-2025")
    operations.seal(2025, "closed")
    entry = operations.record(about(builders.member(), happened_on=date(2025, 12, 20)), None)
    page: FlaskClient = sign_in("OF")
    assert "该年度已关闭，计入 2026 年度" in page.get(f"/ledger/{entry.id}").text


def test_an_officer_reverses_an_entry_once_however_often_the_form_is_sent(edition, sign_in):
    entry = builders.entry(builders.member(), "R01")
    client = sign_in("OF")
    form = {"reason": "记错了人", "nonce": "a" * 32}
    answers = [client.post(f"/ledger/{entry.id}/reverse", data=form).status_code for _ in range(2)]
    db.session.expire_all()
    assert answers == [303, 303]
    assert len(queries.entries_of_year(2026)) == 2
