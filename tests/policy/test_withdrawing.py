"""An edition is withdrawn before it takes effect, by two people; one that rules a year never is."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from hospital_integrity.access import acting
from hospital_integrity.db import db
from hospital_integrity.policy import operations, queries
from hospital_integrity.policy.models import EditionRecall, PublishedEdition
from hospital_integrity.rules.saying import Refused, Stale
from tests.policy.test_operations import published, somebody, verbs
from tests.policy.texts import small

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("app")]


def proposed(row: PublishedEdition, role: str = "OF") -> EditionRecall:
    with acting(somebody(role)):
        return operations.propose_recall(row.id, "等次写错")


def decided(recall: EditionRecall, granted: bool = True) -> None:
    with acting(somebody("PB")):
        operations.decide_recall(recall.id, granted=granted)


def test_two_people_withdraw_an_edition_and_the_one_before_rules() -> None:
    published(small(2026))
    decided(proposed(published(small(2027))))
    assert queries.edition_of(2027).code == "small-2026"
    assert [row.year for row in queries.withdrawn()] == [2027]
    assert verbs()[-2:] == ["edition.recall_proposed", "edition.withdrawn"]


def test_the_year_is_free_again_but_the_code_is_not() -> None:
    decided(proposed(published(small(2027))))
    with pytest.raises(Refused, match="办法文本有 1 处问题"):
        published(small(2027))
    assert published(small(2027, code="again")).turn == 1
    assert queries.edition_of(2027).code == "again"


def test_an_edition_in_force_is_not_withdrawn() -> None:
    row = published(small(2026))
    with pytest.raises(Refused, match="已经施行"):
        proposed(row)


def test_an_edition_that_took_effect_meanwhile_is_not_withdrawn(app: Flask) -> None:
    recall = proposed(published(small(2027)))
    app.config["CLOCK"] = lambda: app.config["NEW_YEAR"]
    app.config["NEW_YEAR"] = recall.asked_at.replace(year=2027, month=1, day=2)
    with pytest.raises(Refused, match="已经施行"):
        decided(recall)
    decided(recall, granted=False)
    assert queries.editions()[0].year == 2027


def test_who_proposes_does_not_decide() -> None:
    row, person = published(small(2027)), somebody("PB")
    with acting(person):
        recall = operations.propose_recall(row.id, "等次写错")
        with pytest.raises(Refused, match="另一人"):
            operations.decide_recall(recall.id, granted=True)
    assert not queries.is_withdrawn(row.id)


def test_an_edition_that_is_kept_stays_and_may_be_asked_about_again() -> None:
    row = published(small(2027))
    decided(proposed(row), granted=False)
    assert not queries.is_withdrawn(row.id)
    assert proposed(row).id


def test_a_proposal_waits_only_once_and_is_decided_only_once() -> None:
    row = published(small(2027))
    recall = proposed(row)
    with pytest.raises(Refused, match="已有人提出"):
        proposed(row)
    decided(recall)
    db.session.expire_all()
    with pytest.raises(Stale):
        decided(recall)


@pytest.mark.parametrize("table", ["editions", "edition_recalls", "edition_recall_decisions"])
@pytest.mark.parametrize("deed", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_keeps_editions_and_their_withdrawal(table: str, deed: str) -> None:
    decided(proposed(published(small(2027))))
    with pytest.raises(IntegrityError, match="append-only"), db.session.begin_nested():
        db.session.execute(text(deed.format(table)))


def page_of(response) -> str:
    return re.sub(r"\s+", " ", response.get_data(as_text=True))


def test_on_screen_one_asks_and_another_withdraws(sign_in) -> None:
    row = published(small(2027)).id
    officer = sign_in("OF")
    officer.post(f"/policy/{row}/recall", data={"nonce": "0" * 32, "reason": "等次写错"})
    assert "您提出的撤回，须由另一人确认" in page_of(officer.get(f"/policy/{row}"))
    publisher = sign_in("PB")
    assert "等次写错" in page_of(publisher.get(f"/policy/{row}"))
    publisher.post(f"/policy/{row}/recall/decide", data={"nonce": "0" * 32, "granted": "yes"})
    assert "已撤回" in page_of(officer.get("/policy/"))


def test_on_screen_an_edition_in_force_says_why_not(sign_in) -> None:
    row = published(small(2026)).id
    response = sign_in("OF").post(f"/policy/{row}/recall", data={"nonce": "0" * 32, "reason": "等次写错"})
    assert (response.status_code, "已经施行" in page_of(response)) == (422, True)
