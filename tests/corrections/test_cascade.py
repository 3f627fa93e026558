"""The cascade: what the preview says is what happens, once, everywhere, in one transaction and one event."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from hospital_integrity.board.operations.appealing import NewAppeal, appeal
from hospital_integrity.board.queries.clarifying import clarification_of
from hospital_integrity.certificates.queries.papers import papers_of_board
from hospital_integrity.corrections.operations import (
    Judgement,
    Wanted,
    correct_board,
    correct_fact,
    decide_appeal,
    decide_award,
    finish_correction,
    reopen,
)
from hospital_integrity.corrections.queries import correction, open_parts, plan_for_board, plan_for_fact
from hospital_integrity.db import db
from hospital_integrity.journal.models import Event
from hospital_integrity.ledger.operations import record, undo
from hospital_integrity.ledger.queries import entries_of_year, reversal_of
from hospital_integrity.ratings.operations import refresh
from hospital_integrity.ratings.queries import ratings_of, standing
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.board.conftest import House, as_, published
from tests.board.conftest import draft as draft
from tests.board.conftest import house as house
from tests.closing import year as years

WHY = "核查报告有误，当事人当天在手术室"


def events():
    return list(db.session.query(Event).order_by(Event.id))


@pytest.fixture
def row(house, draft):
    """A criticism on the board, with its fact in the ledger."""
    return published(house, draft("R21"))


def corrected(house: House, row, nonce="c" * 32, **more):
    with as_(house.publisher):
        return correct_board(row.id, Wanted(nonce, more.pop("seen", plan_for_board(row).seen), WHY, **more))


def test_what_the_preview_says_is_what_the_ratings_say_afterwards(house, row):
    said = {(one.kind, one.subject_id): one.after.raw for one in plan_for_board(row).moving}
    corrected(house, row)
    found = {key: ratings_of(key[0], 2026, [key[1]])[key[1]].raw for key in said}
    assert said
    assert found == said


def test_a_withdrawn_fact_leaves_no_trace_in_a_running_result(house, row):
    refresh("staff", 2026)
    before = standing("staff", 2026, house.person.id).raw
    corrected(house, row)
    refresh("staff", 2026)
    assert (before, standing("staff", 2026, house.person.id).raw) == (Decimal("78"), Decimal("80"))


def test_everything_is_in_one_event_that_names_all_rows(house, row):
    made = corrected(house, row, ground="rights")
    last = events()[-1]
    named = {table for table, _ in last.rows}
    assert last.verb == "correction.made"
    assert named == {"corrections", "board_entries", "entries", "clarifications"}
    assert (row.state, made.reversal_id, made.clarification_id) == (
        "withdrawn",
        reversal_of(row.entry_id).id,
        clarification_of(row.id).id,
    )


def test_a_double_submit_reverses_once(house, row):
    first, second = corrected(house, row), corrected(house, row)
    assert (first.id, len([one for one in entries_of_year(2026) if one.reverses])) == (second.id, 1)


def test_a_stale_preview_is_refused_and_nothing_happens(house, row):
    seen = plan_for_board(row).seen
    builders.entry(house.person, "R05")
    with pytest.raises(Stale, match="预览之后情况有变化"):
        corrected(house, row, seen=seen)
    assert (row.state, reversal_of(row.entry_id)) == ("published", None)


def test_what_was_reversed_already_is_taken_down_without_a_second_reversal(house, row):
    with as_(house.author):
        undo(row.entry_id, "登记有误", "undone")
    made = corrected(house, row)
    assert (row.state, made.reversal_id) == ("withdrawn", None)


def test_nothing_is_left_to_correct_twice(house, row):
    corrected(house, row)
    with pytest.raises(Stale, match="没有要更正的"):
        corrected(house, row, nonce="d" * 32)


def test_the_author_and_whom_it_is_about_do_not_correct(house, row):
    for who in (house.author, builders.account("PB", person=house.person)):
        with as_(who), pytest.raises(Refused):
            correct_board(row.id, Wanted("c" * 32, plan_for_board(row).seen, WHY))


def test_an_open_appeal_is_where_it_is_decided(house, row):
    with as_(builders.account("ST", person=house.person)):
        appeal(row.id, NewAppeal("a" * 32, "当天我在手术室，有排班表为证。"))
    with pytest.raises(Refused, match="申诉还没有决定"):
        corrected(house, row)


def test_an_appeal_that_is_right_runs_through_the_same_cascade(house, row):
    with as_(builders.account("ST", person=house.person)):
        found = appeal(row.id, NewAppeal("a" * 32, "当天我在手术室，有排班表为证。"))
    seen = plan_for_board(row).seen
    with as_(builders.account("AH", place=builders.department("工会"))):
        decide_appeal(found.id, Judgement("d" * 32, seen, "withdrawn", WHY, ground="selection"))
    last = events()[-1]
    assert (row.state, last.verb, clarification_of(row.id).ground) == ("withdrawn", "board.appeal_decided", "selection")
    assert {table for table, _ in last.rows} >= {"board_verdicts", "board_appeals", "corrections", "entries"}


def test_a_fact_off_the_board_is_corrected_by_a_stranger_to_it(house):
    fact = record(
        Fact("fact", "R21", date(2026, 3, 1), house.place.id, house.person.id, evidence="报告"), house.author.id
    )
    wanted = Wanted("c" * 32, plan_for_fact(fact).seen, WHY)
    with as_(house.author), pytest.raises(Refused, match="由您登记"):
        correct_fact(fact.id, wanted)
    with as_(house.publisher):
        made = correct_fact(fact.id, wanted)
    assert (made.board_entry_id, reversal_of(fact.id).reason) == (None, WHY)


def test_a_paper_that_rests_on_the_entry_is_void_with_it(house, draft):
    praise = published(house, draft())
    nobody = SimpleNamespace(id=None)
    paper = builders.letter(nobody, board_entry_id=praise.id, kind="honour")
    listed = [one.certificate.id for one in plan_for_board(praise).papers]
    corrected(house, praise)
    assert (listed, papers_of_board(praise.id)[0].state) == ([paper.id], "void")


def test_a_closed_year_lists_its_awards_and_the_points_wait_until_it_is_open(both):
    year = years.over(both)
    fact = builders.entry(year.nurse, "R21", evidence="核查报告", happened_on=date(2026, 5, 4))
    years.close(year)
    plan, stranger = plan_for_fact(fact), builders.account("PB", place=builders.department("党办"))
    with years.acting_as(stranger):
        made = correct_fact(fact.id, Wanted("c" * 32, plan.seen, WHY))
    left = open_parts([correction(made.id)])[made.id]
    assert (plan.reverses, plan.sealed, made.reversal_id, left.sealed) == (False, 2026, None, 2026)
    assert [one.award_id for one in left.awards] == [one.id for one in plan.awards] != []
    _decide_and_finish(made, stranger)
    assert reversal_of(fact.id).counts_in == 2026


def _decide_and_finish(made, corrector) -> None:
    waiting = correction(made.id).awards
    with years.acting_as(corrector), pytest.raises(Refused, match="由另一人决定"):
        decide_award(made.id, waiting[0].id, "reopen", "一分之差影响等次")
    with years.acting_as(builders.account("PB")):
        for one in waiting:
            decide_award(made.id, one.id, "reopen", "一分之差影响等次")
        with pytest.raises(Refused, match="须先重新开启"):
            finish_correction(made.id)
        reopen(2026, years.DOCUMENT, "更正事实，需重新评定")
        finish_correction(made.id)
        with pytest.raises(Stale):
            finish_correction(made.id)
