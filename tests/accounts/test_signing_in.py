"""Signing in: what opens a session, what is refused, and what is counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from hospital_integrity.accounts import operations, queries
from hospital_integrity.accounts.models import Account, Attempt, SignIn
from hospital_integrity.clock import now
from hospital_integrity.db import db
from hospital_integrity.journal.models import Event
from hospital_integrity.rules.credentials import code_key
from tests import builders

pytestmark = pytest.mark.usefixtures("app")
HERE, PASSWORD = "10.0.0.7", "Lotus-Pond-73"


def later(app: Flask, **delta: float) -> None:
    """Move the clock on."""
    moment = now() + timedelta(**delta)
    app.config["CLOCK"] = lambda: moment


def fail(number: str, times: int, address: str = HERE) -> None:
    """Sign in with a wrong password so many times."""
    for _ in range(times):
        assert operations.sign_in(number, "wrong", address) is None


def verbs() -> list[str]:
    """The verbs of all events so far."""
    return list(db.session.scalars(select(Event.verb).order_by(Event.id)))


def waiting() -> operations.Issued:
    """A new account of a member of staff, and its code."""
    return operations.create_account(staff_id=builders.member().id)


@pytest.mark.both
def test_the_right_password_opens_a_session() -> None:
    owner = builders.account(password=PASSWORD)
    token = operations.sign_in(owner.number, PASSWORD, HERE)
    assert queries.visitor(token).asker.account_id == owner.id


def test_a_success_writes_one_event_that_names_the_account_as_actor() -> None:
    owner = builders.account(password=PASSWORD)
    operations.sign_in(owner.number, PASSWORD, HERE)
    event = db.session.scalars(select(Event)).one()
    assert (event.verb, event.actor_id, event.role) == ("session.started", owner.id, "ST")


@pytest.mark.both
def test_a_failure_writes_one_event_and_never_what_was_typed() -> None:
    fail("Geheim-99", 1)
    event = db.session.scalars(select(Event)).one()
    assert (event.verb, event.rows, event.details) == ("session.refused", [], {"reason": "secret"})


def test_the_database_keeps_neither_token_nor_code_nor_password() -> None:
    issued = waiting()
    token = operations.sign_in(issued.account.number, issued.code, HERE)
    kept = (db.session.scalar(select(SignIn.token_hash)), issued.account.code_hash, issued.account.password_hash)
    assert token not in kept and code_key(issued.code) not in kept


@pytest.mark.both
@pytest.mark.parametrize("typed", ["{}", "  {} ", "full width"])
def test_full_width_digits_and_blanks_mean_the_same_number(typed: str) -> None:
    owner = builders.account(password=PASSWORD)
    wide = owner.number.translate({0x30 + n: 0xFF10 + n for n in range(10)})
    assert operations.sign_in(typed.format(owner.number) if "{" in typed else wide, PASSWORD, HERE)


def test_a_password_typed_full_width_is_the_same_password() -> None:
    owner = builders.account(password=PASSWORD)
    wide = PASSWORD.translate({0x21 + n: 0xFF01 + n for n in range(94)})
    assert operations.sign_in(owner.number, wide, HERE)


def test_a_password_of_ten_megabytes_is_wrong_and_not_hashed() -> None:
    owner = builders.account(password=PASSWORD)
    assert operations.sign_in(owner.number, "x" * 10_000_000, HERE) is None


@pytest.mark.both
def test_after_five_failures_even_the_right_password_is_refused() -> None:
    owner = builders.account(password=PASSWORD)
    fail(owner.number, 5)
    assert operations.sign_in(owner.number, PASSWORD, HERE) is None


def test_four_failures_do_not_lock() -> None:
    owner = builders.account(password=PASSWORD)
    fail(owner.number, 4)
    assert operations.sign_in(owner.number, PASSWORD, HERE)


def test_ways_of_typing_a_number_count_together() -> None:
    owner = builders.account(person=builders.member(number="AB12"), password=PASSWORD)
    for typed in ("ab12", "AB12", "ａｂ１２", " ab12", "a b12"):
        fail(typed, 1)
    assert operations.sign_in("ab12", PASSWORD, HERE) is None
    assert queries.locked_until(owner)


@pytest.mark.both
def test_a_lock_ends_after_fifteen_minutes(app: Flask) -> None:
    owner = builders.account(password=PASSWORD)
    fail(owner.number, 5)
    later(app, minutes=15)
    assert operations.sign_in(owner.number, PASSWORD, HERE)


def test_attempts_while_locked_do_not_lengthen_the_lock(app: Flask) -> None:
    owner = builders.account(password=PASSWORD)
    fail(owner.number, 5)
    later(app, minutes=14)
    fail(owner.number, 3)
    later(app, minutes=1)
    assert operations.sign_in(owner.number, PASSWORD, HERE)


def test_a_lock_is_not_global() -> None:
    locked, other = builders.account(password=PASSWORD), builders.account(password=PASSWORD)
    fail(locked.number, 5)
    assert operations.sign_in(other.number, PASSWORD, HERE)


@pytest.mark.both
def test_an_address_is_locked_after_twenty_failures_with_many_numbers() -> None:
    owner = builders.account(password=PASSWORD)
    for n in range(20):
        fail(f"X{n}", 1)
    assert operations.sign_in(owner.number, PASSWORD, HERE) is None
    assert operations.sign_in(owner.number, PASSWORD, "10.0.0.8")


def test_unknown_numbers_lock_like_known_ones() -> None:
    fail("nobody", 6)
    assert db.session.scalar(select(func.count(Attempt.id))) == 5


@pytest.mark.both
def test_a_success_clears_the_failures(app: Flask) -> None:
    owner = builders.account(password=PASSWORD)
    fail(owner.number, 4)
    operations.sign_in(owner.number, PASSWORD, HERE)
    later(app, seconds=1)
    fail(owner.number, 4)
    assert operations.sign_in(owner.number, PASSWORD, HERE)


@pytest.mark.both
def test_an_administrator_unlocks() -> None:
    owner = builders.account(password=PASSWORD)
    fail(owner.number, 5)
    operations.unlock(owner.id)
    assert operations.sign_in(owner.number, PASSWORD, HERE)


@pytest.mark.both
def test_attempts_in_flight_count_before_their_secret_is_looked_at() -> None:
    owner = builders.account(password=PASSWORD)
    claims = [operations.claim(owner.number, HERE) for _ in range(6)]
    assert operations.prove(claims[-1], PASSWORD) == ""
    assert operations.prove(claims[0], PASSWORD) == "password"


def test_a_locked_number_is_not_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = builders.account(password=PASSWORD)
    fail(owner.number, 5)
    monkeypatch.setattr("hospital_integrity.accounts.operations.sessions.opens", None)
    operations.sign_in(owner.number, PASSWORD, HERE)


def test_an_unknown_number_costs_a_hash_too(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr("hospital_integrity.accounts.operations.sessions.opens", lambda *secret: bool(asked.append(1)))
    fail("nobody", 1)
    assert asked == [1]


def test_a_code_opens_a_confined_session() -> None:
    issued = waiting()
    token = operations.sign_in(issued.account.number, issued.code, HERE)
    assert queries.visitor(token).asker.confined


@pytest.mark.both
def test_a_code_opens_once() -> None:
    issued = waiting()
    assert operations.sign_in(issued.account.number, issued.code, HERE)
    assert operations.sign_in(issued.account.number, issued.code, HERE) is None


@pytest.mark.both
def test_two_claims_with_one_code_make_one_session() -> None:
    issued = waiting()
    first, second = (operations.claim(issued.account.number, HERE) for _ in range(2))
    assert operations.settle(first, operations.prove(first, issued.code))
    assert operations.settle(second, operations.prove(second, issued.code)) is None


@pytest.mark.both
def test_a_code_ends_after_seven_days(app: Flask) -> None:
    issued = waiting()
    later(app, days=7)
    assert operations.sign_in(issued.account.number, issued.code, HERE) is None


def test_a_new_code_voids_the_old_one() -> None:
    issued = waiting()
    fresh = operations.issue_code(issued.account.id)
    assert operations.sign_in(issued.account.number, issued.code, HERE) is None
    assert operations.sign_in(issued.account.number, fresh, HERE)


def test_a_code_of_somebody_else_opens_nothing() -> None:
    mine, other = waiting(), waiting()
    assert operations.sign_in(mine.account.number, other.code, HERE) is None


def test_until_a_code_is_used_the_password_stays_good() -> None:
    owner = builders.account(password=PASSWORD)
    operations.issue_code(owner.id)
    assert operations.sign_in(owner.number, PASSWORD, HERE)


def test_codes_have_sixty_bits_in_three_groups() -> None:
    codes = {operations.issue_code(waiting().account.id) for _ in range(5)}
    assert len(codes) == 5 and all([len(group) for group in code.split("-")] == [4, 4, 4] for code in codes)


def test_setting_the_first_password_activates_and_ends_the_confined_session() -> None:
    issued = waiting()
    confined = operations.sign_in(issued.account.number, issued.code, HERE)
    token = operations.set_password(issued.account.id, operations.hardened(PASSWORD))
    assert queries.visitor(confined) is None
    assert not queries.visitor(token).asker.confined


@pytest.mark.both
def test_the_life_of_an_account_is_one_event_a_step() -> None:
    issued = waiting()
    operations.sign_in(issued.account.number, issued.code, HERE)
    operations.set_password(issued.account.id, operations.hardened(PASSWORD))
    operations.set_password(issued.account.id, operations.hardened(PASSWORD + "!"))
    assert verbs() == ["account.created", "session.started", "account.activated", "account.password_changed"]


@pytest.mark.both
def test_codes_that_nobody_used_are_issued_again_for_the_demo() -> None:
    first, _active = waiting(), builders.account(password=PASSWORD)
    codes = operations.reissue_unused_codes()
    assert list(codes) == [first.account.number]
    assert operations.sign_in(first.account.number, codes[first.account.number], HERE)


def test_whoever_left_cannot_sign_in(app: Flask) -> None:
    person = builders.member(left_on=now().date() - timedelta(days=1))
    builders.account(person=person, password=PASSWORD)
    assert operations.sign_in(person.number, PASSWORD, HERE) is None


@pytest.mark.both
def test_a_disabled_account_cannot_sign_in() -> None:
    owner = builders.account(password=PASSWORD)
    operations.disable(owner.id, "离岗")
    assert operations.sign_in(owner.number, PASSWORD, HERE) is None


@pytest.mark.both
def test_the_second_session_of_somebody_privileged_ends_the_first() -> None:
    owner = builders.account("OF")
    first, _ = operations.start_session(owner)
    second, _ = operations.start_session(owner)
    assert queries.visitor(first) is None and queries.visitor(second)


def test_staff_may_be_signed_in_on_two_devices() -> None:
    owner = builders.account("ST")
    first, _ = operations.start_session(owner)
    second, _ = operations.start_session(owner)
    assert queries.visitor(first) and queries.visitor(second)


@pytest.mark.both
def test_numbers_that_would_be_typed_alike_cannot_both_have_accounts() -> None:
    operations.create_account(staff_id=builders.member(number="ab12").id)
    with pytest.raises(Exception, match="AB12"):
        operations.create_account(staff_id=builders.member(number="AB12").id)
    assert db.session.scalar(select(func.count(Account.id))) == 1
