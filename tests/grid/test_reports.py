"""Monthly reports: on time or late, once a month, back and forth, and one entry in the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hospital_integrity.departments import operations as departments
from hospital_integrity.grid import operations, queries
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.ledger.queries import entries_of_year
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.gridwork import ITEM_OF, item_for
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.grid.conftest import OCTOBER, as_, on, said
from tests.house import world


def accepted(house, row):
    with as_(house.officer):
        return operations.accept({row.id: row.version})[0]


@pytest.mark.parametrize(("day", "item"), [(5, "G01"), (6, "G02")])
def test_the_fifth_of_the_next_month_is_the_last_day_on_time(house, report, day, item):
    accepted(house, report(date(2026, 11, day)))
    (entry,) = entries_of_year(2026)
    assert (entry.item, entry.happened_on, entry.staff_id) == (item, date(2026, 10, 31), house.person.id)


def test_a_report_of_december_counts_in_its_own_year(app, house):
    with on(app, date(2027, 1, 4)):
        with as_(house.member):
            row = operations.hand_in(date(2026, 12, 1), said(house))
        accepted(house, row)
    assert [one.happened_on for one in entries_of_year(2026)] == [date(2026, 12, 31)]


def test_a_double_hand_in_is_one_report_and_one_event(house, report):
    first, second = report(), report()
    assert (first.id, world.verbs().count("grid.submitted")) == (second.id, 1)


def test_a_second_report_of_a_month_is_refused(house, report):
    report()
    with pytest.raises(Stale, match="已经报送"):
        report(nonce="b" * 32)


def test_an_accepted_report_is_accepted_once(house, report):
    row = report()
    seen = {row.id: row.version}
    with as_(house.officer):
        operations.accept(seen)
        with pytest.raises(Stale, match="刚才已验收"):
            operations.accept(seen)
    assert len(entries_of_year(2026)) == 1


def test_what_was_sent_back_stays_on_time_and_keeps_both_texts(app, house, report):
    row = report(zero=False, text="无")
    with as_(house.officer):
        operations.send_back(row.id, 1, "请写明情况")
    with on(app, date(2026, 11, 18)), as_(house.member):
        operations.hand_in(OCTOBER, said(house, nonce="c" * 32, zero=False, text="收到两面锦旗", version=2))
    accepted(house, queries.record(row.id))
    told = [step.content["text"] for step in queries.steps_of(record_id=row.id)]
    assert (told, entries_of_year(2026)[0].item) == (["无", "无", "收到两面锦旗", "收到两面锦旗"], "G01")


def test_a_draft_is_kept_changed_and_handed_in(house, app):
    with on(app, date(2026, 11, 2)), as_(house.member):
        draft = operations.keep(OCTOBER, said(house, zero=False, text="初稿"))
        row = operations.hand_in(OCTOBER, said(house, nonce="d" * 32, zero=False, text="定稿", version=1))
    assert (draft.id, row.state, row.text, world.verbs()[-2:]) == (
        row.id,
        "submitted",
        "定稿",
        ["grid.kept", "grid.submitted"],
    )


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (date(2026, 12, 1), "还没有到"),
        (date(2026, 11, 1), "从 2026-11-25 起报送"),
        (date(2019, 12, 1), "没有网格员任命"),
    ],
)
def test_a_month_that_is_not_owed_is_refused(house, first, words):
    with as_(house.member), pytest.raises(Refused, match=words):
        operations.hand_in(first, said(house))


def test_the_running_month_may_be_reported_from_the_25th(house, report, app):
    row = report(date(2026, 11, 26), date(2026, 11, 1))
    with on(app, date(2026, 11, 27)):
        accepted(house, row)
    assert entries_of_year(2026)[0].happened_on == date(2026, 11, 26)


def test_a_report_without_words_must_be_a_zero_report(house):
    with as_(house.member), pytest.raises(Refused, match="零报告"):
        operations.hand_in(OCTOBER, said(house, zero=False, text="  "))


def test_who_left_hands_in_nothing(house):
    departments.leave(house.person.id, house.person.version, date(2026, 10, 10))
    with as_(house.member), pytest.raises(Refused, match=r"没有网格员任命|不属于任何科室"):
        operations.hand_in(date(2026, 11, 1), said(house))


def test_whose_appointment_ended_within_the_month_reports_for_the_last_day_served(app, house):
    (one,) = queries.appointments([house.person.id])[house.person.id]
    departments.end_appointment(one.id, date(2026, 10, 10))
    with as_(house.member):
        row = operations.hand_in(OCTOBER, said(house))
    assert row.happened_on == date(2026, 10, 10)


def test_a_closed_year_takes_no_report(app, house):
    ledger.seal(2026, "closed")
    with as_(house.member), pytest.raises(Refused, match="2026 年度已关闭"):
        operations.hand_in(OCTOBER, said(house))


def test_nobody_accepts_the_own_report(house, report):
    row = report()
    with as_(house.member), pytest.raises(Refused, match="由另一人"):
        operations.accept({row.id: 1})


def test_a_month_of_reports_is_accepted_all_or_none(house, report):
    first, second = report(), report(date(2026, 9, 30), date(2026, 9, 1))
    with as_(house.officer), pytest.raises(Stale):
        operations.accept({first.id: 1, second.id: 9})
    assert entries_of_year(2026) == []


def test_an_edition_without_the_item_is_named(house):
    poor = replace(edition_of(2026), items={})
    with pytest.raises(Refused, match="没有在用的网格员条目 G04"):
        item_for(poor, "risk")


@pytest.mark.parametrize("name", ["default-2026", "form-2025"])
def test_every_shipped_edition_knows_every_duty(app, name):
    edition = builders.edition(name)
    assert {item_for(edition_of(edition.year), duty).kind for duty in ITEM_OF} == {"bonus"}


def test_a_closing_waits_for_what_nobody_accepted(house, report):
    row = report()
    assert [str(one) for one in queries.unfinished(2026)] == ["还有 1 份廉情月报没有验收"]
    accepted(house, row)
    assert queries.unfinished(2026) == queries.unfinished(2025) == []


def test_twelve_months_on_time_are_worth_thirty_six(app, house):
    for month in range(1, 13):
        first = date(2026, month, 1)
        with on(app, date(2027, 1, 3) if month == 12 else date(2026, month + 1, 3)):
            with as_(house.member):
                row = operations.hand_in(first, said(house, nonce=f"{month:032x}"))
            accepted(house, row)
    worth = edition_of(2026).items["G01"].worth["grid"]
    assert worth * len(entries_of_year(2026)) == Decimal(36)
