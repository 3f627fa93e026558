"""The person is heard: served, opened, answered in time, found on; on the screens and in the tables."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from hospital_integrity.board import operations, queries
from hospital_integrity.board.models import BoardHand
from hospital_integrity.board.operations import Said
from hospital_integrity.db import db
from hospital_integrity.ledger.operations import record
from hospital_integrity.ledger.queries import entries_of_year
from hospital_integrity.rules import board_flow as flow
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.board.conftest import EVERYWHERE, as_, checked, heard, published, served, wording
from tests.house import world
from tests.house.test_pages import Page

OBJECTION = Said("object", "当天不在班，有排班表")
AFTER_THE_TERM = datetime(2026, 11, 27, 16, 0)  # midnight in China: the day after the last one has begun


def at(app, moment):
    app.config["CLOCK"] = lambda: moment


def publish(house, row):
    with as_(house.publisher):
        return operations.publish(row.id, row.version, False)


def objected(house, row):
    notice = served(house, row)
    with as_(house.author):
        return operations.enter_answer(notice.id, OBJECTION)


def answered(row, verdict, by=None):
    answer = queries.standing_notice(row).answer
    with as_(by or builders.account("AH", place=builders.department("质控办"))):
        return operations.find(answer.id, row.version, verdict, "已核对排班表")


def test_nobody_is_published_unheard(app, house, draft):
    row = draft("R15")
    served(house, row)
    with pytest.raises(Refused, match="到 2026-11-27 为止"):
        publish(house, row)
    at(app, AFTER_THE_TERM)
    assert publish(house, row).state == "published"


def test_who_agrees_may_be_published_at_once(house, draft):
    assert publish(house, heard(house, draft())).shown_from == date(2026, 11, 20)


def test_an_open_objection_stops_the_decision_for_ever(app, house, draft):
    row = draft("R15")
    objected(house, row)
    at(app, datetime(2026, 12, 20, 4, 0))
    with pytest.raises(Refused, match="还没有答复"):
        publish(house, row)


def test_an_accepted_correction_goes_back_to_the_author_and_all_begins_anew(house, draft):
    row = draft()
    objected(house, row)
    answered(row, "accepted")
    assert (row.state, row.due_on, row.checked_by, row.contested) == ("returned", None, None, False)
    assert "当天不在班" in queries.steps_of(row.id)[-1].words


def test_a_second_notice_says_what_is_new_and_the_first_one_stays(house, draft):
    row = draft()
    objected(house, row)
    answered(row, "accepted")
    with as_(house.author):
        operations.edit(row.id, row.version, wording(title="改过的标题"), None, EVERYWHERE)
    served(house, row)
    assert [one.content["title"] for one in queries.notices_of(row.id)] == ["退还红包", "改过的标题"]


def test_an_objection_that_isn_t_accepted_is_answered_with_reasons(app, house, draft):
    row = draft("R15")
    objected(house, row)
    finding = answered(row, "kept")
    at(app, AFTER_THE_TERM)
    assert (finding.reasons, publish(house, row).state) == ("已核对排班表", "published")


def test_who_answered_an_objection_doesn_t_decide(app, house, draft):
    row = draft()
    objected(house, row)
    answered(row, "kept", by=house.publisher)
    at(app, AFTER_THE_TERM)
    with pytest.raises(Refused, match="当事人的意见由您答复"):
        publish(house, row)


def test_who_recorded_the_fact_checks_nothing(house):
    recorder = builders.account("RV", place=builders.department("质控办"))
    fact = record(Fact("9", "R10", date(2026, 3, 1), house.place.id, house.person.id, evidence="登记表"), recorder.id)
    with as_(house.author):
        row = operations.draft_of_entry("9" * 32, fact.id, wording(), EVERYWHERE)
    with as_(recorder), pytest.raises(Refused, match="由您记入台账"):
        operations.check(row.id, 1, "")


@pytest.mark.both
@pytest.mark.parametrize("oneself", [True, False])
def test_the_database_lets_nobody_have_two_parts_or_one_about_himself(house, draft, oneself):
    row = checked(house, draft())
    who = builders.account(person=house.person) if oneself else house.checker
    hand = {"account_id": who.id, "staff_id": who.staff_id, "subject_id": house.person.id}
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.add(BoardHand(board_entry_id=row.id, part=flow.DECIDER, **hand))
        db.session.flush()


@pytest.mark.both
@pytest.mark.parametrize(
    "change",
    ["title = 'x'", "text = 'x'", "colour = 'black'", "shown_to = '2027-12-31'", "state = 'draft'", "full_name = true"],
)
def test_what_was_published_can_t_be_altered_by_raw_sql(house, draft, change):
    row = published(house, draft())
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(text(f"UPDATE board_entries SET {change} WHERE id = :id"), {"id": row.id})


@pytest.mark.both
@pytest.mark.parametrize(
    "change", ["due_on = '2026-11-30', agreed = false", "checked_by = NULL", "served_on = NULL", "contested = true"]
)
def test_the_database_publishes_nobody_unheard(house, draft, change):
    row = heard(house, draft())
    entry = builders.entry(house.person, "R05").id
    public = f"state = 'published', entry_id = {entry}, decided_by = {house.publisher.id}, shown_from = '2026-11-20'"
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(text(f"UPDATE board_entries SET {public}, shown_to = '2026-12-20', {change}"))
    assert row.state == "served"


@pytest.mark.both
def test_no_entry_is_deleted(house, draft):
    draft()
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(text("DELETE FROM board_entries"))


def test_what_was_published_before_there_were_notices_stands_and_may_be_withdrawn(house):
    row = builders.board_entry(builders.entry(house.person, "R05"))
    with as_(house.publisher):
        operations.withdraw(row.id, row.version, "文字有误")
    assert (row.flow, row.state) == ("short", "withdrawn")


def test_a_draft_of_the_short_flow_goes_the_full_way(house, draft):
    row = draft()
    row.flow = "short"
    db.session.execute(text("SELECT 1"))
    assert published(house, row).flow == "full"


def test_a_name_is_shown_by_his_own_consent_until_he_takes_it_back(house, draft):
    row, subject = draft(), builders.account(person=house.person)
    notice = served(house, row)
    with as_(subject):
        operations.answer(notice.id, Said("agree", naming=True))
    publish(house, row)
    before = row.full_name
    with as_(subject):
        operations.mask(row.id)
    assert (before, row.full_name, "欧阳某" in queries.cards([row])[0].subject) == (True, False, True)


def test_criticism_names_nobody_even_with_consent(house, draft):
    row, subject = draft("R15"), builders.account(person=house.person)
    notice = served(house, row)
    with as_(subject):
        assert not operations.answer(notice.id, Said("agree", naming=True)).naming


def test_the_notice_is_answered_by_nobody_else(house, draft):
    notice = served(house, draft())
    with as_(builders.account()), pytest.raises(Refused, match="只有当事人"):
        operations.answer(notice.id, OBJECTION)


def test_after_midnight_it_is_too_late(app, house, draft):
    notice, subject = served(house, draft()), builders.account(person=house.person)
    at(app, AFTER_THE_TERM)
    with as_(subject), pytest.raises(Stale, match="已不能提出意见"):
        operations.answer(notice.id, OBJECTION)


def test_a_term_across_a_holiday_skips_it_and_counts_the_saturday_worked(app, house, draft):
    at(app, datetime(2026, 9, 30, 4, 0))
    assert served(house, draft()).due_on == date(2026, 10, 13)


@pytest.mark.parametrize(
    ("service", "why"),
    [
        ({"remark": ""}, "须写明地点"),
        ({"method": "left", "remark": " "}, "须写明地点"),
        ({"served_on": date(2026, 11, 21)}, "还没有到"),
        ({"method": "system"}, "还没有启用账号"),
    ],
)
def test_a_service_that_proves_nothing_is_refused(house, draft, service, why):
    with pytest.raises(Refused, match=why):
        served(house, draft(), **service)


def test_a_department_is_heard_by_its_head(house):
    head = builders.account("DH", place=house.place)
    fact = builders.entry(None, "D3", house.place, evidence="核查报告")
    with as_(house.author):
        words = wording(kind="inspection", clause="conduct2012-5")
        row = operations.draft_of_entry("8" * 32, fact.id, words, EVERYWHERE)
    assert served(house, row).addressee_id == head.staff_id


def test_a_criticism_without_a_clause_in_force_is_no_draft(house):
    fact = builders.entry(house.person, "R15", evidence="核查报告")
    for clause, why in (("", "须写明"), ("nine2013-9", "没有施行")):
        with as_(house.author), pytest.raises(Refused, match=why):
            operations.draft_of_entry("7" * 32, fact.id, wording(kind="inspection", clause=clause), EVERYWHERE)


def test_a_pending_report_is_no_ground(house):
    case = builders.intake_case(house.person, house.place)
    fact = builders.entry(house.person, "R15", evidence="核查报告")
    words = wording(kind="complaint", clause="conduct2012-7", case_id=case.id)
    with as_(house.author), pytest.raises(Refused, match="还没有查实"):
        operations.draft_of_entry("6" * 32, fact.id, words, EVERYWHERE)


def test_points_count_once_whatever_way_it_takes(house, draft):
    row = draft("R15")
    objected(house, row)
    answered(row, "accepted")
    again = wording(kind="inspection", clause="conduct2012-5", title="更正后的标题")
    with as_(house.author):
        operations.edit(row.id, row.version, again, None, EVERYWHERE)
    published(house, row)
    assert [one.id for one in entries_of_year(2026)] == [row.entry_id]


def test_the_person_opens_signs_objects_and_sees_the_answer(house, draft, sign_in):
    row, client = draft(), sign_in("ST", person=house.person)
    notice = served(house, row, method="system", remark="")
    first = client.get(f"/board/notices/{notice.id}")
    client.post(f"/board/notices/{notice.id}/acknowledge", data={})
    said = {"nonce": "a" * 32, "verdict": "object", "text": "当天不在班，有排班表", "evidence": "排班表"}
    files = {"files": (BytesIO("当天休息。".encode()), "排班表.txt")}
    done = client.post(f"/board/notices/{notice.id}/answer", data={**said, **files}, content_type="multipart/form-data")
    answered(queries.board_entry_for_change(row.id), "kept")
    assert (done.status_code, "2026年11月27日" in first.text) == (303, True)
    page = client.get(f"/board/notices/{notice.id}").text
    assert all(one in page for one in ("已打开", "已签收", "排班表.txt", "已核对排班表"))
    assert world.verbs()[-4:] == ["board.opened", "board.acknowledged", "board.answered", "board.kept"]


def test_a_notice_is_nobody_else_s_page(house, draft, sign_in):
    notice = served(house, draft())
    assert {sign_in(role).get(f"/board/notices/{notice.id}").status_code for role in ("ST", "OF", "PB")} == {404}


def test_the_answer_s_file_is_for_the_office_and_the_person(house, draft, sign_in):
    row, client = draft(), sign_in("ST", person=house.person)
    notice = served(house, row)
    said = {"nonce": "a" * 32, "verdict": "object", "text": "当天不在班，有排班表"}
    files = {"files": (BytesIO("当天休息。".encode()), "排班表.txt")}
    client.post(f"/board/notices/{notice.id}/answer", data={**said, **files}, content_type="multipart/form-data")
    seen = {role: sign_in(role).get(f"/board/{row.id}/files/1").status_code for role in ("ST", "RV")}
    assert (client.get(f"/board/{row.id}/files/1").status_code, seen) == (200, {"ST": 404, "RV": 200})


def test_every_screen_tells_the_deadline_that_the_rule_uses(house, draft, sign_in):
    row = draft()
    served(house, row)
    day = flow.waiting_for(queries.case_of(row), date(2026, 11, 20))[1]
    shown = f"{day.year}年{day.month}月{day.day}日"
    client = sign_in("RV")
    assert shown in client.get("/board/drafts?state=served").text
    assert shown in client.get(f"/board/{row.id}").text


def test_an_officer_sees_no_inside_of_what_is_about_himself(house, draft, sign_in):
    row = draft()
    assert sign_in("OF", person=house.person).get(f"/board/{row.id}").status_code == 404


def test_every_screen_of_the_flow_is_well_made(app, house, draft, sign_in):
    app.config["WTF_CSRF_ENABLED"] = True
    row, subject, office = draft("R15"), sign_in("ST", person=house.person), sign_in("RV")
    pages = [Page("draft", office.get(f"/board/{row.id}")), Page("form", sign_in("OF").get("/board/new"))]
    notice = served(house, row)
    pages += [Page(place, subject.get(place)) for place in (f"/board/notices/{notice.id}", "/board/notices")]
    pages += [Page("served", sign_in(role).get(f"/board/{row.id}")) for role in ("OF", "PB")]
    with as_(house.author):
        operations.enter_answer(notice.id, OBJECTION)
    pages.append(Page("objected", sign_in("AH").get(f"/board/{row.id}")))
    assert [(page.endpoint, page.status, *page.complaints()) for page in pages if page.status != 200] == []
    assert [(page.endpoint, *page.complaints()) for page in pages if list(page.complaints())] == []
