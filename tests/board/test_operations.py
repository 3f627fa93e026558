"""A draft and what becomes of it: two people, one fact, one score, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from hospital_integrity.access import Reach
from hospital_integrity.board import operations, queries
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.db import db
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.ledger import queries as facts
from hospital_integrity.rules.board_period import read_stretch
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.board.conftest import EVERYWHERE, as_, heard, published, wording
from tests.house import world

pytestmark = pytest.mark.both
DAY = date(2026, 11, 20)
QUARTER = read_stretch("2026-Q4")


def new_fact(house, item="R10", **more):
    return Fact("a" * 32, item, date(2026, 11, 2), house.place.id, house.person.id, evidence="登记表第 12 号", **more)


def on_board():
    return [row.id for row in queries.board_page(queries.Wanted(QUARTER), 1, 50).items]


def test_a_draft_is_seen_by_nobody_until_a_second_person_publishes_it(house, draft):
    row = draft()
    before = on_board()
    published(house, row)
    assert (before, on_board()) == ([], [row.id])


def test_publishing_what_the_ledger_has_scores_nothing_more(house, draft):
    row = draft()
    published(house, row)
    assert [entry.id for entry in facts.entries_of_year(2026)] == [row.entry_id]


def test_a_new_fact_is_recorded_when_it_is_published_and_once(house):
    with as_(house.author):
        row = operations.draft_fact(new_fact(house), wording(), EVERYWHERE)
    assert facts.entries_of_year(2026) == []
    published(house, row)
    assert [(entry.id, entry.evidence) for entry in facts.entries_of_year(2026)] == [(row.entry_id, "登记表第 12 号")]


def test_the_same_form_sent_twice_is_one_draft(house):
    with as_(house.author):
        rows = [operations.draft_fact(new_fact(house), wording(), EVERYWHERE) for _ in range(2)]
    assert (rows[0] is rows[1], world.verbs()[1:]) == (True, ["board.drafted"])


def test_a_fact_goes_on_the_board_once(house, draft):
    row = draft()
    with as_(house.author), pytest.raises(Refused, match="一件事只上榜一次"):
        operations.draft_of_entry("b" * 32, row.entry_id, wording(), EVERYWHERE)


def test_the_database_keeps_a_fact_from_two_entries(house, draft):
    row = draft()
    same = {c.name: getattr(row, c.name) for c in BoardEntry.__table__.columns if c.name not in ("id", "nonce")}
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.add(BoardEntry(nonce="other", **same))
        db.session.flush()


def test_a_withdrawn_fact_may_go_on_the_board_again(house, draft):
    row = published(house, draft())
    with as_(house.publisher):
        operations.withdraw(row.id, row.version, "文字有误")
    with as_(house.author):
        again = operations.draft_of_entry("b" * 32, row.entry_id, wording(), EVERYWHERE)
    assert again.id != row.id


def test_a_new_fact_that_the_ledger_has_is_refused(house):
    builders.entry(house.person, "R10", happened_on=date(2026, 11, 2))
    with as_(house.author), pytest.raises(Refused, match="请从那条记录上榜"):
        operations.draft_fact(new_fact(house), wording(), EVERYWHERE)


def test_nobody_publishes_what_they_drafted(house, draft):
    row = heard(house, draft())
    with as_(house.author), pytest.raises(Refused, match="这条记录由您起草"):
        operations.publish(row.id, row.version, False)


def test_the_database_keeps_drafter_and_decider_apart(house, draft):
    row = draft()
    with pytest.raises(IntegrityError), db.session.begin_nested():
        row.decided_by = row.drafted_by
        db.session.flush()


def test_nobody_decides_on_themselves(house, draft):
    row, self_ = heard(house, draft()), builders.account("PB", person=house.person)
    with as_(self_), pytest.raises(Refused, match="与您本人有关"):
        operations.publish(row.id, row.version, False)


@pytest.mark.parametrize("relation", ["departments", "home"])
def test_nobody_decides_on_their_own_department(house, draft, relation):
    row = heard(house, draft())
    with as_(house.publisher, **{relation: frozenset({house.place.id})}), pytest.raises(Refused, match="科室有关"):
        operations.publish(row.id, row.version, False)


def test_a_second_publisher_is_told_what_happened(house, draft):
    row = draft()
    published(house, row)
    with as_(builders.account("PB")), pytest.raises(Stale, match="已经由审核人发布"):
        operations.publish(row.id, 1, False)


def test_nobody_publishes_what_they_have_not_read(house, draft):
    row = draft()
    with as_(house.author):
        operations.edit(row.id, 1, wording(title="改过的标题"), None, EVERYWHERE)
    with as_(house.checker), pytest.raises(Stale, match="刚改过"):
        operations.check(row.id, 1, "")


def test_a_returned_draft_comes_back_after_an_edit_and_loses_no_step(house, draft):
    row = draft()
    with as_(house.checker):
        operations.send_back(row.id, 1, "请写明处理结果")
    with as_(house.author):
        operations.edit(row.id, 2, wording(title="改过的标题"), None, EVERYWHERE)
    steps = queries.steps_of(row.id)
    assert [step.verb for step in steps] == ["drafted", "returned", "edited"]
    assert [step.content["title"] for step in steps] == ["退还红包", "退还红包", "改过的标题"]


def test_a_step_is_never_changed(house, draft):
    step = queries.steps_of(draft().id)[0]
    with pytest.raises(Exception, match="append-only"), db.session.begin_nested():
        step.words = "x"
        db.session.flush()


def test_a_published_entry_is_not_edited(house, draft):
    row = published(house, draft())
    with as_(house.author), pytest.raises(Stale):
        operations.edit(row.id, row.version, wording(title="后来改的"), None, EVERYWHERE)


def test_withdrawing_needs_a_reason(house, draft):
    row = published(house, draft())
    with as_(house.publisher), pytest.raises(Refused, match="请写明理由"):
        operations.withdraw(row.id, row.version, " ")


def test_what_is_withdrawn_is_gone_from_board_and_archive_but_kept(house, draft):
    row = published(house, draft())
    with as_(house.publisher):
        operations.withdraw(row.id, row.version, "事实有误")
    assert queries.board_page(queries.Wanted(QUARTER, archive=True), 1, 50).items == []
    assert queries.steps_of(row.id)[-1].words == "事实有误"


def test_a_reversed_fact_is_never_shown(house, draft):
    row = published(house, draft())
    ledger.reverse(row.entry_id, "复核不属实", "c" * 32, None)
    assert (on_board(), queries.is_reversed(row)) == ([], True)


def test_a_reversed_fact_is_not_published(house, draft):
    row = heard(house, draft())
    ledger.reverse(row.entry_id, "复核不属实", "c" * 32, None)
    with as_(house.publisher), pytest.raises(Refused, match="已经冲销"):
        operations.publish(row.id, row.version, False)


def test_criticism_of_a_person_is_shown_for_thirty_days(app, house, draft):
    row = published(house, draft("R15"))
    assert (row.shown_from, row.shown_to) == (DAY, date(2026, 12, 19))
    app.config["CLOCK"] = lambda: datetime(2026, 12, 19, 15, 59)
    last_evening = on_board()
    app.config["CLOCK"] = lambda: datetime(2026, 12, 19, 16, 0)
    assert (last_evening, on_board()) == ([row.id], [])


def test_the_only_one_of_a_department_is_published_only_with_open_eyes(house):
    alone = builders.member(builders.department("病案室"), "单丽华")
    fact = builders.entry(alone, "R15", evidence="核查报告")
    words = wording(kind="inspection", clause="conduct2012-5")
    with as_(house.author), pytest.raises(Refused, match="只有一人"):
        operations.draft_of_entry("d" * 32, fact.id, words, EVERYWHERE)
    with as_(house.author):
        row = operations.draft_of_entry("d" * 32, fact.id, replace(words, acknowledged=True), EVERYWHERE)
    heard(house, row)
    with as_(house.publisher), pytest.raises(Refused, match="只有一人"):
        operations.publish(row.id, row.version, False)
    with as_(house.publisher):
        assert operations.publish(row.id, row.version, True).state == "published"


def test_a_draft_out_of_reach_is_refused(house):
    with as_(house.author), pytest.raises(Refused, match="范围"):
        operations.draft_fact(new_fact(house), wording(), Reach(departments=frozenset({house.place.id + 99})))


def test_a_closing_waits_for_open_drafts_of_its_year(house, draft):
    row = draft()
    waiting = [str(one) for one in queries.unfinished(2026)]
    published(house, row)
    assert [row.title in waiting[0], queries.unfinished(2025), queries.unfinished(2026)] == [True, [], []]


def test_a_dropped_draft_holds_nothing_up(house, draft):
    row = draft()
    with as_(house.author):
        operations.drop(row.id, 1)
    assert queries.unfinished(2026) == []


def test_each_decision_is_one_event(house, draft):
    row = draft()
    published(house, row)
    with as_(house.publisher):
        operations.withdraw(row.id, row.version, "文字有误")
    flow = ["board.drafted", "board.checked", "board.served", "board.answered", "board.published", "board.withdrawn"]
    assert world.verbs()[1:] == flow
