"""Papers for the red board and for appointments: issued all or none, void with what they rest on."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from hospital_integrity.access import Asker, acting
from hospital_integrity.awards.queries import Scope
from hospital_integrity.certificates import pdf
from hospital_integrity.certificates.models import Certificate
from hospital_integrity.certificates.operations import (
    Decision,
    Undrawable,
    issue_honours,
    issue_letters,
    reissue,
    revoke,
)
from hospital_integrity.certificates.queries import Wanted, appointable, honourable, page_of, paper
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.departments.operations import end_appointment
from hospital_integrity.hospital.operations import describe
from hospital_integrity.rules.certificate import read
from hospital_integrity.rules.saying import Refused
from tests import builders
from tests.house.world import verbs

NOW, LATER = datetime(2026, 11, 22, 4), datetime(2030, 11, 22, 4)


@pytest.fixture
def world(both: Flask) -> SimpleNamespace:
    """Somebody praised, a praised department, and a grid member; the hospital has a name."""
    both.config["CLOCK"] = lambda: NOW
    return made()


def made() -> SimpleNamespace:
    builders.edition()
    place = builders.department("心内科")
    person = builders.member(place, "买买提·阿不都")
    describe("江城市第一人民医院", "行风办", "江城市第一人民医院", "", valid_from=date(2020, 1, 1))
    return SimpleNamespace(
        place=place,
        person=person,
        personal=builders.board_entry(builders.entry(person, "R05")),
        collective=builders.board_entry(builders.entry(None, "W1", place, evidence="谈话台账"), title="连续三年零投诉"),
        appointment=builders.grid_appointment(person, place, from_day=date(2026, 3, 1)),
    )


def honour(world: SimpleNamespace, kind: str = "personal") -> Certificate:
    return issue_honours(kind, [getattr(world, kind).id], decision(), pdf.check)[0]


def letter(world: SimpleNamespace, to_day: date | None = None) -> Certificate:
    return issue_letters([world.appointment.id], decision(to_day), pdf.check)[0]


def decision(to_day: date | None = None) -> Decision:
    return Decision(today(), "江一院〔2026〕9号", to_day)


def test_an_honour_says_what_the_board_says_and_has_its_own_serials(world: SimpleNamespace) -> None:
    row = honour(world)
    words = read(row.snapshot["words"])
    assert (words.holder, words.grade) == ("买买提·阿不都", "清廉先进个人")
    assert "“雪天步行到岗”" in words.sentences()
    assert row.serial.startswith("HBGR-2026-000001-")


def test_an_honour_of_a_department_goes_to_the_department(world: SimpleNamespace) -> None:
    row = honour(world, "collective")
    assert (row.holder, paper(row.id).staff_id, row.ground_kind) == ("心内科", None, "board")


def test_what_has_a_valid_paper_isnt_offered_again_until_that_is_revoked(world: SimpleNamespace) -> None:
    row = honour(world)
    assert honourable("personal") == []
    revoke(row.id, "写错了")
    assert [one.id for one in honourable("personal")] == [world.personal.id]
    assert honour(world).replaces == row.id


def test_a_draft_or_a_criticism_gets_no_paper(world: SimpleNamespace) -> None:
    fact = builders.entry(world.person, "R05")
    draft = builders.board_entry(fact, state="draft", decided_by=None)
    black = builders.board_entry(builders.entry(world.person, "R05"), colour="black")
    assert not {draft.id, black.id} & {one.id for one in honourable("personal")}
    with pytest.raises(Refused, match="没有需要签发的证书"):
        issue_honours("personal", [draft.id, black.id], decision(), pdf.check)


def test_withdrawing_the_entry_voids_its_paper(world: SimpleNamespace) -> None:
    row = honour(world)
    world.personal.state = "withdrawn"
    db.session.flush()
    assert (paper(row.id).state, str(paper(row.id).why)) == ("void", "所依据的红榜记录已撤下")
    assert page_of(Wanted(valid=True), Scope(), 1).items == []


def test_a_letter_says_department_duty_and_term(world: SimpleNamespace) -> None:
    words = read(letter(world, date(2028, 2, 29)).snapshot["words"])
    assert words.title == "聘书"
    assert "兹聘请您担任心内科廉政网格监督员。" in words.sentences()
    assert "聘期自2026年3月1日至2028年2月29日。" in words.sentences()


def test_an_appointment_without_an_end_is_open_on_paper(world: SimpleNamespace) -> None:
    assert "聘期自2026年3月1日起。" in read(letter(world).snapshot["words"]).sentences()


def test_a_letter_expires_when_its_term_is_over(world: SimpleNamespace, both: Flask) -> None:
    row = letter(world, today())
    assert paper(row.id).state == "valid"
    both.config["CLOCK"] = lambda: LATER
    assert (paper(row.id).state, [one.id for one in appointable()]) == ("expired", [world.appointment.id])


def test_a_letter_expires_when_the_appointment_ends(world: SimpleNamespace, both: Flask) -> None:
    row = letter(world)
    end_appointment(world.appointment.id, today())
    both.config["CLOCK"] = lambda: LATER
    assert paper(row.id).state == "expired"
    assert str(paper(row.id).why).endswith("到期")


def test_a_term_that_is_over_is_refused(world: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="已经过去"):
        letter(world, date(2026, 4, 1))


def test_a_paper_isnt_dated_ahead(world: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="还没有到"):
        issue_letters([world.appointment.id], Decision(date(2099, 1, 1)), pdf.check)


def test_names_that_cannot_be_drawn_stop_all(world: SimpleNamespace) -> None:
    world.person.name = "张\U0003106c"
    other = builders.grid_appointment(builders.member(world.place, "李四", number="N2"), world.place, duty="informant")
    with pytest.raises(Undrawable) as refused:
        issue_letters([world.appointment.id, other.id], decision(), pdf.check)
    assert [name for name, _ in refused.value.problems] == ["张\U0003106c"]
    assert len(appointable()) == 2


def test_a_letter_issued_anew_says_the_same(world: SimpleNamespace) -> None:
    row = letter(world, date(2028, 2, 29))
    world.person.name = "改名以后"
    new = reissue(row.id, pdf.check)
    assert (new.holder, new.expires_on, new.replaces) == ("买买提·阿不都", date(2028, 2, 29), row.id)
    assert (paper(row.id).state, paper(new.id).state) == ("superseded", "valid")


def test_people_see_their_own_and_heads_their_departments(world: SimpleNamespace) -> None:
    rows = {letter(world).id, honour(world).id}
    own = page_of(Wanted(), Scope(False, frozenset(), world.person.id), 1)
    department = page_of(Wanted(), Scope(False, frozenset({world.place.id})), 1)
    stranger = page_of(Wanted(), Scope(False, frozenset(), world.person.id + 1), 1)
    assert [{one.certificate.id for one in page.items} for page in (own, department, stranger)] == [rows, rows, set()]


def test_a_paper_is_found_by_the_name_on_it(world: SimpleNamespace) -> None:
    row = letter(world)
    assert [one.certificate.id for one in page_of(Wanted(text="买买提"), Scope(), 1)] == [row.id]


def test_issuing_is_one_event(world: SimpleNamespace) -> None:
    with acting(Asker(None, None, "", frozenset())):
        letter(world)
    assert verbs().count("certificates.issued") == 1


def test_the_database_wants_exactly_one_ground(world: SimpleNamespace) -> None:
    row = letter(world)
    columns = ("kind", "year", "token", "snapshot", "sha256", "issued_at")
    kept = {name: getattr(row, name) for name in columns}
    db.session.add(Certificate(**{**kept, "number": 99, "serial": "x", "token": "y"}))
    with pytest.raises(IntegrityError):
        db.session.flush()
