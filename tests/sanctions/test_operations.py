"""Sanctions: entered by one, confirmed by another, ended and corrected by appending, never erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from hospital_integrity.accounts.models import Account
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.forms import Upload
from hospital_integrity.rules.saying import Refused, Stale
from hospital_integrity.sanctions.models import Sanction
from hospital_integrity.sanctions.operations import NewEnding, NewSanction, answer, answer_ending, end, enter
from hospital_integrity.sanctions.queries import effects_in, files_of, register, terms_of
from tests import builders
from tests.closing.year import acting_as
from tests.house.world import verbs
from tests.sanctions.sanctioned import ending, sanction

DAY = date(2026, 8, 31)


@pytest.fixture
def people(app: Flask) -> tuple[Account, Account, int]:
    """An officer, a reviewer and somebody who has done something."""
    return builders.account("OF"), builders.account("RV"), builders.member().id


def wanted(staff_id: int, **changes: object) -> NewSanction:
    new = NewSanction("n1", staff_id, "unit.warning", "江一院纪〔2026〕7号", "医院党委", DAY, DAY, "收受患者礼品")
    return replace(new, **changes)


def entered(people: tuple[Account, Account, int], **changes: object) -> Sanction:
    with acting_as(people[0]):
        return enter(wanted(people[2], **changes))


def confirmed(people: tuple[Account, Account, int], **changes: object) -> Sanction:
    row = entered(people, **changes)
    with acting_as(people[1]):
        answer(row.id, "confirmed", "")
    return row


def states(people: tuple[Account, Account, int]) -> list[str]:
    db.session.expire_all()
    return [one.state for one in register(today(), [people[2]])]


def test_a_sanction_counts_once_another_person_has_confirmed_it(people) -> None:
    row = entered(people)
    assert (states(people), terms_of()) == (["waiting"], {})
    with acting_as(people[1]):
        answer(row.id, "confirmed", "")
    assert str(terms_of()[people[2]][0].ends) == "2027-02-28"
    assert verbs() == ["sanction.entered", "sanction.confirmed"]


def test_who_entered_it_cannot_confirm_it(people) -> None:
    row = entered(people)
    with acting_as(people[0]), pytest.raises(Refused, match="登记的人不能自己确认"):
        answer(row.id, "confirmed", "")


def test_nobody_handles_a_sanction_of_the_own(people, app: Flask) -> None:
    officer = people[0]
    with acting_as(officer), pytest.raises(Refused, match="不能登记关于自己的处分"):
        enter(wanted(officer.staff_id))
    row = entered((officer, people[1], people[1].staff_id))
    with acting_as(people[1]), pytest.raises(Refused, match="不能办理关于自己的处分"):
        answer(row.id, "confirmed", "")


def test_a_double_submit_makes_one_sanction(people) -> None:
    assert entered(people).id == entered(people).id
    assert db.session.scalar(select(func.count()).select_from(Sanction)) == 1


def test_the_same_document_is_not_entered_twice(people) -> None:
    entered(people)
    with pytest.raises(Refused, match="已经登记过了"):
        entered(people, nonce="n2")


def test_a_dropped_entry_says_why_and_never_counts(people) -> None:
    row = entered(people)
    with acting_as(people[0]):
        with pytest.raises(Refused, match="作废必须写明理由"):
            answer(row.id, "dropped", " ")
        answer(row.id, "dropped", "工号录错")
    assert (states(people), effects_in(2026)) == ([], {})


def test_a_correction_takes_the_place_of_what_stays_on_record(people) -> None:
    row = confirmed(people)
    confirmed(people, nonce="n2", kind="unit.demerit", corrects=row.id)
    assert sorted(states(people)) == ["corrected", "running"]
    assert [one.key for one in effects_in(2026)[people[2]]] == ["no_grade"]


def lifting(people, kind: str, day: date, nonce: str = "e1") -> None:
    (row,) = db.session.scalars(select(Sanction))
    with acting_as(people[0]):
        made = end(NewEnding(nonce, row.id, kind, day, "江一院纪〔2026〕11号", "表现良好，提前解除"))
    with acting_as(people[1]):
        answer_ending(made.id, "confirmed", "")


def test_a_lifted_sanction_ends_early_and_its_year_keeps_the_effect(people) -> None:
    confirmed(people)
    lifting(people, "lifted", date(2026, 11, 1))
    assert states(people) == ["lifted"]
    assert (str(terms_of()[people[2]][0].ends), len(effects_in(2026)[people[2]])) == ("2026-11-01", 1)


def test_a_revoked_sanction_never_counted(people) -> None:
    confirmed(people)
    lifting(people, "revoked", date(2026, 11, 1))
    assert (states(people), effects_in(2026), terms_of()) == (["revoked"], {}, {})


def test_only_one_ending_waits_at_a_time(people) -> None:
    row = confirmed(people)
    ending(row, on_day=date(2026, 10, 1))
    with pytest.raises(Stale, match="已有一项解除"):
        lifting(people, "lifted", date(2026, 10, 5))


def test_nothing_is_lifted_after_its_last_day(people) -> None:
    sanction(builders.staff("钱某"))
    db.session.flush()
    with pytest.raises(Refused, match="不晚于今天"):
        lifting(people, "lifted", date(2027, 3, 2))


def test_a_paper_is_kept_with_the_sanction(people) -> None:
    with acting_as(people[0]):
        row = enter(wanted(people[2]), [Upload("决定书.txt", "处分决定".encode())])
    assert len(files_of([row.id])[row.id]) == 1
