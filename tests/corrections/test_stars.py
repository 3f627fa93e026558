"""Suspending, resuming and removing a star: two people, at once, and what it does to papers and the next rating."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from hospital_integrity.awards.models import StarChange, StarProposal
from hospital_integrity.awards.queries import awards_of, closing, histories, open_proposals, stars_now
from hospital_integrity.certificates import pdf
from hospital_integrity.certificates.operations import issue_all
from hospital_integrity.certificates.queries import SUSPENDED, VALID, VOID, issuable, papers_of_awards
from hospital_integrity.closing.operations import Occasion, grant_plaques
from hospital_integrity.closing.queries import plaques
from hospital_integrity.corrections.operations import Decision, confirm_change, drop_change, propose_change
from hospital_integrity.db import db
from hospital_integrity.home.queries import leaders
from hospital_integrity.ratings.operations import refresh
from hospital_integrity.ratings.queries import ratings_of
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.closing import year as years
from tests.closing.races import at_once
from tests.closing.year import Year
from tests.house.world import verbs

NUMBER, CAUSE = "江一医纪〔2027〕6号", "台账缺失，限期整改"
JUNE = datetime(2027, 6, 12, 2)


@pytest.fixture
def year(both: Flask) -> Year:
    """2026 is closed; the department has three stars, and it is June 2027."""
    found = years.over(both)
    years.close(found)
    both.config["CLOCK"] = lambda: JUNE
    return found


def proposed(year: Year, verb: str = "suspended", **details: object) -> StarProposal:
    wanted = Decision(f"{verb} {details}"[:64], "department", year.place.id, verb, CAUSE, NUMBER)
    with years.acting_as(year.officer):
        return propose_change(Decision(**{**vars(wanted), **details}))


def decided(year: Year, verb: str = "suspended", **details: object) -> StarChange:
    proposal = proposed(year, verb, **details)
    with years.acting_as(year.publisher):
        return confirm_change(proposal.id)


def veto(year: Year) -> int:
    return builders.entry(None, "D2", year.place, evidence="核查报告", happened_on=date(2027, 6, 10)).id


def stars(year: Year) -> int:
    return stars_now("department", [year.place.id], JUNE.date())[year.place.id].stars


def test_a_proposal_changes_nothing_until_another_confirms_it(year: Year) -> None:
    proposal = proposed(year)
    assert (stars(year), [one.id for one in open_proposals()]) == (3, [proposal.id])
    with years.acting_as(year.publisher):
        confirm_change(proposal.id)
    assert (stars(year), open_proposals(), verbs()[-1]) == (0, [], "star.changed")


def test_a_suspended_star_is_resumed(year: Year) -> None:
    decided(year)
    back = decided(year, "resumed")
    assert (back.number, back.from_stars, back.to_stars, stars(year)) == (2, 0, 3, 3)


def test_who_proposed_cannot_confirm(year: Year) -> None:
    proposal = proposed(year)
    with years.acting_as(year.officer), pytest.raises(Refused, match="提出的人不能自己确认"):
        confirm_change(proposal.id)


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"cause": "缺"}, "原因应写"),
        ({"document_no": " "}, "决定文件号"),
        ({"verb": "removed"}, "须依据一条已查实的否决记录"),
        ({"verb": "removed", "entry_id": 1}, "不是这个对象的否决事项"),
        ({"verb": "resumed"}, "不用恢复"),
        ({"subject_id": 99}, "还没有评定过星级"),
    ],
    ids=["no cause", "no document", "no veto", "not a veto", "nothing to resume", "nobody"],
)
def test_what_is_missing_is_said(year: Year, details: dict[str, object], words: str) -> None:
    with pytest.raises(Refused, match=words):
        proposed(year, **details)


def test_one_proposal_waits_at_a_time_and_the_same_one_is_one(year: Year) -> None:
    assert proposed(year).id == proposed(year).id
    with pytest.raises(Refused, match="已有一项决定在等待确认"):
        proposed(year, nonce="second")


def test_a_dropped_proposal_stays_on_record_and_is_not_confirmed(year: Year) -> None:
    proposal = proposed(year)
    drop_change(proposal.id, "重复提出")
    assert verbs()[-1] == "star.dropped"
    with years.acting_as(year.publisher), pytest.raises(Stale, match="已经处理过了"):
        confirm_change(proposal.id)


def test_a_veto_in_june_removes_the_star_at_once(year: Year) -> None:
    """Worked case 20: the star is gone the same day, the certificate void, twelve months until the next."""
    issued = issue_all(1, "department", pdf.check)
    entry = veto(year)
    assert (stars(year), len(issued)) == (0, 1)
    change = decided(year, "removed", entry_id=entry)
    (paper,) = papers_of_awards([issued[0].award_id])[issued[0].award_id]
    assert (change.from_stars, change.to_stars, paper.state) == (3, 0, VOID)
    assert "摘除" in str(paper.why)


def test_after_a_removal_nothing_is_awarded_for_twelve_months(year: Year) -> None:
    decided(year, "removed", entry_id=veto(year))
    gone = histories("department", 2027)[year.place.id].removed_on
    assert (gone, histories("department", 2028)[year.place.id].removed_on) == (JUNE.date(), JUNE.date())
    assert ratings_of("department", 2027, [year.place.id])[year.place.id].stars == 0


def test_a_removal_that_was_taken_back_is_forgotten(year: Year) -> None:
    decided(year, "removed", entry_id=veto(year))
    decided(year, "resumed")
    assert histories("department", 2027)[year.place.id].removed_on is None


def test_a_paper_rests_while_the_star_is_suspended(year: Year) -> None:
    (issued,) = issue_all(1, "department", pdf.check)
    decided(year)
    states = [papers_of_awards([issued.award_id])[issued.award_id][0].state]
    decided(year, "resumed")
    states.append(papers_of_awards([issued.award_id])[issued.award_id][0].state)
    assert states == [SUSPENDED, VALID]


def test_no_paper_is_issued_for_a_star_that_is_gone(year: Year) -> None:
    decided(year)
    assert issuable(closing(1), "department") == []


def test_two_people_who_confirm_at_once_make_one_change(both: Flask, year: Year) -> None:
    number = proposed(year).id
    people = [year.publisher.id, builders.account("RV", year.nurse, year.place).id]
    done = at_once(both, [(one, lambda: confirm_change(number)) for one in people])
    assert done == ["done", "这项决定已经处理过了，请刷新后核对"]
    assert db.session.scalar(select(func.count()).select_from(StarChange)) == 1


def test_the_plaque_of_a_removed_star_must_come_down(year: Year) -> None:
    (award,) = awards_of(1, "department")
    grant_plaques([award.id], Occasion(JUNE.date(), "行风办", "心内科"))
    decided(year, "removed", entry_id=veto(year))
    assert [one.state for one in plaques("department")] == ["outdated"]


def test_a_department_with_a_suspended_star_is_not_shown_among_the_best(year: Year) -> None:
    refresh("department", 2027)
    assert year.place.id in {one.id for one in leaders(2027)}
    decided(year)
    assert year.place.id not in {one.id for one in leaders(2027)}
