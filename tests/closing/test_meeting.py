"""A meeting: its roll, its quorum, votes one by one, minutes on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader

from hospital_integrity.closing import operations, queries
from hospital_integrity.closing.models import Meeting
from hospital_integrity.closing.operations import Invitation
from hospital_integrity.rules.saying import Refused, Stale
from tests.closing import year as years
from tests.closing.year import Year
from tests.house.world import verbs

MEMBERS = ["王书记", "李院长", "张副院长", "陈副院长", "周主任", "吴主任"]
INVITED = Invitation("2026 年度星级评定审议会", date(2027, 1, 18), "行政楼三楼", "王书记", MEMBERS, "财务科 郑某")


@pytest.fixture
def year(app: Flask) -> Year:
    year = years.over(app)
    years.announced(year)
    return year


@pytest.fixture
def meeting(year: Year) -> Meeting:
    row = operations.call_meeting(2026, INVITED)
    operations.take_roll(row.id, MEMBERS[:5])
    return row


def test_a_meeting_is_called_and_its_roll_taken(meeting: Meeting) -> None:
    assert queries.present_at(meeting.id) == MEMBERS[:5]
    assert verbs()[-2:] == ["meeting.called", "meeting.attended"]


def test_the_newest_roll_counts_and_strangers_do_not(meeting: Meeting) -> None:
    operations.take_roll(meeting.id, [*MEMBERS, "路人"])
    assert queries.present_at(meeting.id) == MEMBERS


def test_a_vote_counts_and_the_newest_replaces_it(year: Year, meeting: Meeting) -> None:
    operations.vote(meeting.id, "department", year.place.id, (3, 1, 1), "")
    assert not queries.count_of(queries.votes_of(meeting.id)["department", year.place.id]).adopted
    operations.vote(meeting.id, "department", year.place.id, (4, 0, 1), "复议")
    assert queries.count_of(queries.votes_of(meeting.id)["department", year.place.id]).adopted


def test_without_the_quorum_nothing_is_voted(year: Year, meeting: Meeting) -> None:
    operations.take_roll(meeting.id, MEMBERS[:3])
    with pytest.raises(Refused, match="不足应到 6 人的三分之二"):
        operations.vote(meeting.id, "department", year.place.id, (3, 0, 0), "")


def test_a_meeting_is_about_the_newest_proposal(year: Year, meeting: Meeting) -> None:
    years.propose(year)
    with pytest.raises(Stale, match="不是最新"):
        operations.vote(meeting.id, "department", year.place.id, (4, 0, 0), "")


def test_what_moved_is_on_the_agenda_and_the_rest_can_be_asked_for(meeting: Meeting) -> None:
    assert {one.name for one in queries.agenda(meeting).items} == {"心内科", "欧阳娜"}
    assert len(queries.agenda(meeting, every=True).items) == 2


def test_an_unknown_subject_is_not_voted_on(meeting: Meeting) -> None:
    with pytest.raises(Refused, match="没有这个对象"):
        operations.vote(meeting.id, "department", 999, (4, 0, 0), "")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"held_on": date(2027, 1, 21)}, "不能晚于今天"),
        ({"chair": "赵某"}, "主持人应在"),
        ({"members": ["王书记"]}, "3 到 60"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(year: Year, changes: dict, words: str) -> None:
    with pytest.raises(Refused, match=words):
        operations.call_meeting(2026, replace(INVITED, **changes))


def test_a_year_without_a_proposal_has_nothing_to_meet_about(app: Flask) -> None:
    years.over(app)
    with pytest.raises(Refused, match="没有可以审议的提案"):
        operations.call_meeting(2026, INVITED)


def test_the_minutes_say_who_came_and_how_they_voted(year: Year, meeting: Meeting, sign_in) -> None:
    operations.vote(meeting.id, "department", year.place.id, (4, 1, 0), "")
    operations.vote(meeting.id, "rest", 0, (5, 0, 0), "")
    answer = sign_in("OF").get(f"/closing/meetings/{meeting.id}/minutes")
    told = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)
    told = "".join(told.split())
    for said in ("应到：6人", "实到：5人", "缺席：1人：吴主任", "心内科", "三星", "通过", "其余10个对象"):
        assert said in told


def test_the_screen_shows_one_subject_and_goes_on_after_the_vote(year: Year, meeting: Meeting, sign_in) -> None:
    officer = sign_in("OF")
    page = officer.get(f"/closing/meetings/{meeting.id}/screen").text
    assert "心内科" in page and "第 1 个，共 2 个" in page and "下一个" in page
    typed = {"nonce": "a" * 32, "ayes": "4", "noes": "0", "abstentions": "1", "remark": ""}
    answer = officer.post(f"/closing/meetings/{meeting.id}/vote/department/{year.place.id}?at=0", data=typed)
    assert answer.location.endswith("screen?at=1")


def test_votes_that_do_not_add_up_are_shown_again(year: Year, meeting: Meeting, sign_in) -> None:
    typed = {"nonce": "a" * 32, "ayes": "9", "noes": "0", "abstentions": "1", "remark": ""}
    answer = sign_in("OF").post(f"/closing/meetings/{meeting.id}/vote/department/{year.place.id}", data=typed)
    assert (answer.status_code, "票数合计 10" in answer.text) == (422, True)


def test_a_meeting_is_written_down_on_screen(year: Year, sign_in) -> None:
    officer = sign_in("OF")
    told = {"title": INVITED.title, "held_on": "2027-01-18", "place": "三楼", "chair": "王书记", "guests": ""}
    typed = {"nonce": "a" * 32, **told, "members": "\n".join(MEMBERS)}
    answer = officer.post("/closing/2026/meetings/new", data=typed, follow_redirects=True)
    assert (answer.status_code, "还差 4 人" in answer.text) == (200, True)
