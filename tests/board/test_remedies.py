"""After publication: appeal, reply and repair, each by whom it is about, each decided by somebody uninvolved."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from hospital_integrity.board.models import BoardAppeal, BoardHand, BoardStep
from hospital_integrity.board.operations import deciding
from hospital_integrity.board.operations.appealing import NewAppeal, appeal, take_back
from hospital_integrity.board.operations.repairing import answer_repair, hand_in_repair
from hospital_integrity.board.operations.replying import reply, tidy_reply
from hospital_integrity.board.queries import remedies
from hospital_integrity.corrections.operations import Judgement, decide_appeal
from hospital_integrity.corrections.queries import plan_for_board
from hospital_integrity.db import db
from hospital_integrity.forms import Upload
from hospital_integrity.journal.models import Event
from hospital_integrity.ledger.queries import entries_of_year
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.board.conftest import as_, published


def verbs():
    """The verbs of all journal events, oldest first."""
    return [event.verb for event in db.session.query(Event).order_by(Event.id)]


WHY = "当天我在手术室，有排班表为证。"
BECAUSE = "经核对排班表和手术记录，当事人所述属实。"


@pytest.fixture
def row(house, draft):
    """A criticism on the board since 20 November 2026."""
    return published(house, draft("R21"))


@pytest.fixture
def person(house):
    """The account of whom the criticism is about."""
    return builders.account("ST", person=house.person)


@pytest.fixture
def reviewer(house):
    """Somebody from elsewhere who had no part in it."""
    return builders.account("AH", place=builders.department("工会"))


def appealed(row, person, nonce="a" * 32, **more):
    with as_(person):
        return appeal(row.id, NewAppeal(nonce, WHY, **more))


def judged(row, found, reviewer, verdict, **more):
    seen = plan_for_board(row).seen
    with as_(reviewer):
        return decide_appeal(found.id, Judgement("d" * 32, seen, verdict, BECAUSE, **more))


def test_the_person_appeals_with_evidence_and_a_day_to_wait_for(row, person):
    found = appealed(row, person, files=[Upload("排班表.txt", "手术 8 点至 12 点".encode())])
    assert (found.due_on, verbs()[-1]) == (date(2026, 12, 11), "board.appealed")
    assert [one.name for one in remedies.files_of([found.id])] == ["排班表.txt"]


def test_a_double_submit_makes_one_appeal(row, person):
    first, second = appealed(row, person), appealed(row, person)
    assert (first.id, verbs().count("board.appealed")) == (second.id, 1)


def test_one_appeal_is_open_at_a_time_and_one_taken_back_makes_room(row, person):
    found = appealed(row, person)
    with pytest.raises(Stale, match="一次只能有一件"):
        appealed(row, person, "b" * 32)
    with as_(person):
        take_back(found.id)
    assert appealed(row, person, "c" * 32).number == 2


def test_taking_back_and_appealing_again_comes_to_an_end(row, person):
    for number in range(5):
        found = appealed(row, person, f"{number:032x}")
        with as_(person):
            take_back(found.id)
    with pytest.raises(Refused, match="最多申诉 5 次"):
        appealed(row, person, "f" * 32)


def test_the_database_keeps_a_second_open_appeal_out(row, person):
    found = appealed(row, person)
    same = {c.name: getattr(found, c.name) for c in BoardAppeal.__table__.columns if c.name not in ("id", "nonce")}
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.add(BoardAppeal(nonce="other", **same))
        db.session.flush()


def test_nobody_else_appeals(house, row):
    with as_(house.publisher), pytest.raises(Refused, match="只有当事人"):
        appeal(row.id, NewAppeal("a" * 32, WHY))


def test_a_late_appeal_is_refused_with_the_day_it_ended_and_the_old_one_stays_readable(app, row, person):
    found = appealed(row, person)
    with as_(person):
        take_back(found.id)
    app.config["CLOCK"] = lambda: datetime(2026, 12, 11, 15, 59)
    last = remedies.last_day(row)
    app.config["CLOCK"] = lambda: datetime(2026, 12, 11, 16, 0)  # midnight in China
    with pytest.raises(Refused, match="申诉期到 2026-12-11 为止"):
        appealed(row, person, "b" * 32)
    assert (last, remedies.appeal(found.id).text) == (date(2026, 12, 11), WHY)


def test_the_office_enters_what_came_on_paper_from_somebody_without_an_account(house, row):
    with as_(house.author):
        found = appeal(row.id, NewAppeal("a" * 32, WHY, paper="信 2026-15"))
    assert (found.staff_id, found.paper) == (house.person.id, "信 2026-15")


def test_the_head_appeals_for_the_department_whoever_headed_it_then(house, app):
    fact = builders.entry(None, "W1", house.place, evidence="谈话台账")
    row = builders.board_entry(fact, colour="black", kind="inspection")
    head = builders.account("DH")
    with as_(head, departments=frozenset({house.place.id})):
        assert appeal(row.id, NewAppeal("a" * 32, WHY)).staff_id == head.staff_id


@pytest.mark.parametrize("part", ["author", "checker", "publisher"])
def test_nobody_reviews_what_he_had_a_part_in(house, row, person, part):
    found, who = appealed(row, person), getattr(house, part)
    with pytest.raises(Refused, match="须由另一人办理"):
        judged(row, found, who, "upheld")


def test_the_database_keeps_a_reviewer_from_a_second_part(house, row, person):
    hand = BoardHand(
        board_entry_id=row.id, account_id=house.publisher.id, part="appeal", subject_id=None, staff_id=None
    )
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.add(hand)
        db.session.flush()


def test_nobody_reviews_what_is_about_himself_or_his_department(house, row, person):
    found = appealed(row, person)
    with as_(person), pytest.raises(Refused, match="您本人"):
        decide_appeal(found.id, Judgement("d" * 32, plan_for_board(row).seen, "upheld", BECAUSE))
    near = builders.account("AH")
    with as_(near, home=frozenset({house.place.id})), pytest.raises(Refused, match="科室有关"):
        decide_appeal(found.id, Judgement("d" * 32, plan_for_board(row).seen, "upheld", BECAUSE))


def test_a_decision_upheld_stays_on_the_board_and_is_reviewed_once(row, person, reviewer):
    verdict = judged(row, appealed(row, person), reviewer, "upheld")
    assert (row.state, verdict.reasons, remedies.has_open_appeal(row.id)) == ("published", BECAUSE, False)
    with pytest.raises(Refused, match="只复核一次"):
        appealed(row, person, "b" * 32)


def test_an_amended_text_takes_the_place_of_the_old_one_which_stays(row, person, reviewer):
    old = row.text
    judged(row, appealed(row, person), reviewer, "amended", title="未按时到岗", text="督查时迟到十分钟，已批评教育。")
    steps = db.session.query(BoardStep).filter_by(board_entry_id=row.id).all()
    assert remedies.wording_now(row) == ("未按时到岗", "督查时迟到十分钟，已批评教育。")
    assert (row.text, steps[-1].verb) == (old, "amended")


def test_an_amended_text_is_checked_like_any_public_one(row, person, reviewer):
    with pytest.raises(Refused, match="不能公开"):
        judged(row, appealed(row, person), reviewer, "amended", title="未按时到岗", text="欧阳静怡迟到。")


def test_an_amended_text_may_be_appealed_against_anew(app, row, person, reviewer):
    judged(row, appealed(row, person), reviewer, "amended", title="未按时到岗", text="迟到十分钟，已批评教育。")
    app.config["CLOCK"] = lambda: datetime(2026, 11, 23, 4)
    assert appealed(row, person, "b" * 32).number == 2


def test_who_decides_on_an_older_state_is_told(row, person, reviewer):
    found, seen = appealed(row, person), plan_for_board(row).seen
    with as_(person):
        reply(row.id, 0, "我对这件事的说明：当天有手术。")
    with as_(reviewer), pytest.raises(Stale, match="有变化"):
        decide_appeal(found.id, Judgement("d" * 32, seen, "upheld", BECAUSE))


def test_while_an_appeal_is_open_nobody_else_takes_the_entry_down(house, row, person):
    appealed(row, person)
    with as_(house.publisher), pytest.raises(Refused, match="申诉还没有决定"):
        deciding.withdraw(row.id, row.version, "文字有误")


def test_a_reply_stands_beside_the_entry_in_the_persons_words(row, person):
    with as_(person):
        reply(row.id, 0, "当天我在手术室，已提交说明。")
        reply(row.id, 1, "当天我在手术室，已提交排班表。")
    assert remedies.replies([row.id])[row.id].text == "当天我在手术室，已提交排班表。"
    assert [one.text for one in remedies.remedies_of(row).replies][1] == "当天我在手术室，已提交说明。"


@pytest.mark.parametrize("text", ["王小川当天也不在岗，为什么不说。", "患者住院号 123456 可以作证的。", "短"])
def test_a_reply_gives_nobody_away(row, person, text):
    with as_(person), pytest.raises(Refused):
        reply(row.id, 0, text)


def test_the_office_shortens_a_reply_with_its_reason_and_the_first_wording_stays(house, row, person):
    with as_(person):
        reply(row.id, 0, "当天我在手术室，督查的人胡说八道。")
    with as_(house.author):
        tidied = tidy_reply(row.id, 1, "当天我在手术室，有排班记录。", "删去辱骂的话")
    assert (tidied.reason, len(remedies.remedies_of(row).replies)) == ("删去辱骂的话", 2)
    with as_(house.author), pytest.raises(Refused, match="理由"):
        tidy_reply(row.id, 2, "改得更短一些的一句话。", " ")


def test_two_who_change_a_reply_do_not_cross(row, person):
    with as_(person):
        reply(row.id, 0, "当天我在手术室，已提交说明。")
        with pytest.raises(Stale):
            reply(row.id, 0, "当天我在手术室，已提交说明二。")


def repaired(row, person, nonce="a" * 32):
    with as_(person):
        return hand_in_repair(row.id, nonce, "已参加培训并考核合格，之后两周考勤无误。")


def test_what_was_made_good_is_shown_for_half_the_time_and_costs_the_same(app, house, row, person, reviewer):
    found, facts = repaired(row, person), len(entries_of_year(2026))
    app.config["CLOCK"] = lambda: datetime(2026, 11, 25, 4)
    with as_(reviewer):
        answer = answer_repair(found.id, True, "材料属实，同意缩短")
    assert (answer.old_last, answer.new_last) == (date(2026, 12, 19), date(2026, 12, 4))
    assert (row.shown_to, len(entries_of_year(2026))) == (date(2026, 12, 4), facts)


def test_what_is_missing_is_said_and_more_may_be_handed_in(row, person, reviewer):
    found = repaired(row, person)
    with as_(person), pytest.raises(Stale, match="一次只能有一份"):
        hand_in_repair(row.id, "b" * 32, "已参加培训并考核合格，材料补交。")
    with as_(reviewer):
        answer_repair(found.id, False, "缺少考核成绩")
    assert (repaired(row, person, "c" * 32).number, row.shown_to) == (2, date(2026, 12, 19))


def test_nobody_accepts_what_he_checked(house, row, person):
    found = repaired(row, person)
    with as_(house.checker), pytest.raises(Refused, match="须由另一人办理"):
        answer_repair(found.id, True, "材料属实")


def test_praise_is_not_repaired(house, draft, person):
    praise = published(house, draft())
    with pytest.raises(Refused, match="只有黑榜"):
        repaired(praise, person)
