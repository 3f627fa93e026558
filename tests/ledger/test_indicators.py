"""Indicators: opened by a fact, closed with evidence once, and what they do to a department's star that day."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event

from hospital_integrity.awards.queries import stars_now
from hospital_integrity.db import db
from hospital_integrity.ledger.models import IndicatorClosing
from hospital_integrity.ledger.operations import close_indicator, open_indicator, reverse
from hospital_integrity.ledger.queries import entries_of_year, indicator, indicators_of, revisions
from hospital_integrity.ratings.queries import ratings_of
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.saying import Refused
from tests import builders
from tests.closing.races import at_once
from tests.closing.year import acting_as
from tests.house.world import verbs

DAY, CLOSED = date(2026, 9, 30), date(2026, 10, 20)


def opened(item: str = "W1", nonce: str = "one") -> int:
    builders.edition()
    place = builders.department("心内科")
    builders.past_stars(place, {2025: 4})
    return open_indicator(Fact(nonce, item, DAY, place.id, evidence="谈话台账")).id


def stars(entry_id: int, day: date = CLOSED) -> int:
    place = indicator(entry_id).entry.department_id
    return stars_now("department", [place], day)[place].stars


@pytest.mark.parametrize(("item", "held"), [("W1", 3), ("D2", 0)], ids=["warning", "veto"])
def test_an_indicator_limits_the_star_from_its_day_on(app: Flask, item: str, held: int) -> None:
    entry = opened(item)
    assert [stars(entry, day) for day in (date(2026, 9, 29), DAY)] == [4, held]


def test_opening_is_one_decision_however_often_it_is_sent(app: Flask) -> None:
    entry = opened()
    fact = Fact("one", "W1", DAY, indicator(entry).entry.department_id, evidence="谈话台账")
    assert (open_indicator(fact).id, verbs().count("indicator.opened")) == (entry, 1)


def test_a_fact_that_is_no_indicator_is_refused(app: Flask) -> None:
    with pytest.raises(Refused, match="不是科室的警示或否决指标"):
        opened("C1")


@pytest.mark.parametrize(("item", "held"), [("W1", 4), ("D2", 0)], ids=["a warning ends", "a veto stays"])
def test_closing_lifts_a_warning_and_no_veto(app: Flask, item: str, held: int) -> None:
    entry = opened(item)
    close_indicator(entry, CLOSED, "整改报告第 3 号")
    assert stars(entry) == held


def test_closing_moves_the_facts_of_the_year(both: Flask) -> None:
    entry = opened()
    before = revisions("department", 2026)
    close_indicator(entry, CLOSED, "整改报告第 3 号")
    (fact,) = entries_of_year(2026)
    assert (fact.closed_on, verbs()[-1]) == (CLOSED, "indicator.closed")
    assert revisions("department", 2026) != before


def test_a_closing_of_a_later_year_is_unknown_to_the_year_before(app: Flask) -> None:
    entry = opened()
    builders.kept(
        IndicatorClosing(entry_id=entry, closed_on=date(2027, 1, 5), evidence="整改", closed_at=date(2027, 1, 5))
    )
    assert [fact.closed_on for fact in entries_of_year(2026)] == [None]


def test_the_rating_of_the_year_knows_what_was_closed(app: Flask) -> None:
    entry = opened()
    place = indicator(entry).entry.department_id
    close_indicator(entry, CLOSED, "整改报告第 3 号")
    said = [str(line.saying) for line in ratings_of("department", 2026, [place])[place].lines]
    assert any("不再限制" in words for words in said)


@pytest.mark.parametrize(
    ("day", "evidence", "words"),
    [
        (CLOSED, " ", "必须写明依据"),
        (date(2026, 9, 29), "整改", "销号日期应在"),
        (date(2026, 11, 21), "整改", "销号日期应在"),
    ],
    ids=["no evidence", "before it was found", "in the future"],
)
def test_a_closing_has_evidence_and_a_possible_day(app: Flask, day: date, evidence: str, words: str) -> None:
    entry = opened()
    with pytest.raises(Refused, match=words):
        close_indicator(entry, day, evidence)


def test_a_reversed_indicator_cannot_be_closed_and_limits_nothing(app: Flask) -> None:
    entry = opened()
    place = indicator(entry).entry.department_id
    reverse(entry, "误记", "undo", None)
    assert (indicator(entry), indicators_of([place]), stars_now("department", [place], CLOSED)[place].stars) == (
        None,
        {},
        4,
    )
    with pytest.raises(Refused, match="找不到这项指标"):
        close_indicator(entry, CLOSED, "整改")


def test_the_number_of_statements_does_not_grow_with_the_indicators(app: Flask) -> None:
    opened()
    counts, seen = [], []
    event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    for _ in range(2):
        for _ in range(5):
            builders.entry(None, "W1", builders.department(), evidence="台账")
        db.session.expire_all()
        seen.clear()
        indicators_of()
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 4


def test_two_people_who_close_at_once_close_it_once(both: Flask) -> None:
    entry = opened()
    people = [builders.account("OF").id, builders.account("RV").id]
    done = at_once(both, [(one, lambda: close_indicator(entry, CLOSED, "整改")) for one in people])
    assert done == ["done", "这项指标已于 2026-10-20 销号"]
    assert db.session.query(IndicatorClosing).count() == 1


TYPED = {"nonce": "a" * 32, "item": "W1", "day": "2026-11-20", "evidence": "谈话台账"}


def test_an_officer_opens_one_on_screen_and_it_is_listed(app: Flask, sign_in) -> None:
    builders.edition()
    place = builders.department("心内科")
    answer = sign_in("OF").post("/indicators/open", data={**TYPED, "department": str(place.id)}, follow_redirects=True)
    assert "廉政谈话未按期完成" in answer.text and "心内科" in answer.text


@pytest.mark.parametrize("typed", [{"item": "R05"}, {"day": "2027-01-01"}, {"evidence": ""}, {"department": "99"}])
def test_what_was_typed_wrongly_is_refused_and_kept(app: Flask, sign_in, typed: dict[str, str]) -> None:
    builders.edition()
    place = builders.department("心内科")
    answer = sign_in("OF").post("/indicators/open", data={**TYPED, "department": str(place.id), **typed})
    assert (answer.status_code, indicators_of()) == (422, {})


def test_a_reviewer_closes_one_on_screen(app: Flask, sign_in) -> None:
    entry = opened()
    typed = {"nonce": "b" * 32, "day": "2026-10-20", "evidence": "整改报告"}
    answer = sign_in("RV").post(f"/indicators/{entry}/close", data=typed, follow_redirects=True)
    assert "已销号 1" in answer.text


def test_what_is_no_indicator_has_no_such_page(app: Flask, sign_in) -> None:
    with acting_as(builders.account("OF")):
        assert sign_in("OF").get("/indicators/99/close").status_code == 404
