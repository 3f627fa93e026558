"""Who is asking: sessions that end, and roles computed from what holds today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import event as events

from hospital_integrity.accounts import operations, queries
from hospital_integrity.accounts.models import Account
from hospital_integrity.accounts.queries import Visitor
from hospital_integrity.clock import now, today
from hospital_integrity.db import db
from tests import builders

pytestmark = pytest.mark.usefixtures("app")
YESTERDAY = date(2026, 11, 19)


def entered(owner: Account, **details: bool) -> str:
    """The token of an open session of this account."""
    return operations.start_session(owner, **details)[0]


def visit(token: str, app: Flask | None = None, **delta: float) -> Visitor | None:
    """Whoever the token opens for, some time later."""
    if app is not None:
        moment = now() + timedelta(**delta)
        app.config["CLOCK"] = lambda: moment
    db.session.flush()
    return queries.visitor(token)


def test_an_unknown_token_is_nobody() -> None:
    assert queries.visitor("x") is None


@pytest.mark.both
def test_a_signed_out_session_is_nobody() -> None:
    token = entered(builders.account())
    operations.sign_out(queries.visitor(token).sign_in_id)
    assert visit(token) is None


def test_staff_may_be_idle_for_an_hour(app: Flask) -> None:
    token = entered(builders.account())
    assert visit(token, app, minutes=59)
    assert visit(token, app, minutes=1) is None


@pytest.mark.both
def test_whoever_reaches_far_may_be_idle_for_fifteen_minutes(app: Flask) -> None:
    token = entered(builders.account("OF"))
    assert visit(token, app, minutes=14)
    assert visit(token, app, minutes=1) is None


def test_being_seen_begins_the_idle_time_anew(app: Flask) -> None:
    token = entered(builders.account("OF"))
    operations.keep_alive(visit(token, app, minutes=14).sign_in_id)
    assert visit(token, app, minutes=14)


@pytest.mark.both
def test_after_eight_hours_even_the_busy_sign_in_again(app: Flask) -> None:
    token = entered(builders.account())
    for _ in range(9):
        operations.keep_alive(visit(token, app, minutes=50).sign_in_id)
    assert visit(token, app, minutes=31) is None


@pytest.mark.both
def test_a_changed_password_ends_every_session() -> None:
    owner = builders.account()
    token = entered(owner)
    operations.set_password(owner.id, "a hash")
    assert visit(token) is None


@pytest.mark.both
def test_disabling_kills_sessions_and_enabling_does_not_wake_them() -> None:
    owner = builders.account()
    token = entered(owner)
    operations.disable(owner.id, "离岗")
    assert visit(token) is None
    operations.enable(owner.id)
    assert visit(token) is None


@pytest.mark.both
def test_a_granted_or_revoked_role_ends_every_session() -> None:
    owner = builders.account()
    token = entered(owner)
    granted = operations.grant(owner.id, "OF")
    assert visit(token) is None
    token = entered(owner)
    operations.revoke(granted.id)
    assert visit(token) is None


@pytest.mark.both
def test_leaving_the_hospital_kills_the_account_on_the_next_day(app: Flask) -> None:
    person = builders.member()
    person.left_on = today()
    token = entered(builders.account(person=person))
    assert visit(token)
    operations.keep_alive(visit(token, app, minutes=50).sign_in_id)
    person.left_on = YESTERDAY
    assert visit(token) is None


def test_active_staff_are_st_without_a_grant() -> None:
    assert visit(entered(builders.account())).asker.roles == {"ST"}


@pytest.mark.parametrize("role", ["SA", "SE", "AU"])
def test_the_three_administrators_are_nothing_else(role: str) -> None:
    owner = builders.account(role)
    builders.grid_appointment(builders.db.session.get(builders.Staff, owner.staff_id), builders.department())
    assert visit(entered(owner)).asker.roles == {role}


@pytest.mark.both
def test_an_appointed_grid_member_is_gm_and_watches_that_department() -> None:
    place, person = builders.department("检验科"), builders.member()
    builders.grid_appointment(person, place)
    asker = visit(entered(builders.account(person=person))).asker
    assert asker.roles == {"ST", "GM"}
    assert (asker.watched, asker.departments) == ({place.id}, frozenset())


def test_an_ended_appointment_makes_no_grid_member() -> None:
    person = builders.member()
    builders.grid_appointment(person, builders.department(), to_day=YESTERDAY)
    assert visit(entered(builders.account(person=person))).asker.roles == {"ST"}


def test_a_head_heads_the_granted_department() -> None:
    place = builders.department()
    asker = visit(entered(builders.account("DH", place=place))).asker
    assert (asker.departments, asker.home) == ({place.id}, {place.id})


@pytest.mark.both
def test_a_transfer_drops_the_headship_at_the_next_request() -> None:
    place = builders.department()
    owner = builders.account("DH", place=place)
    token = entered(owner)
    member = builders.db.session.get(builders.Staff, owner.staff_id)
    member.memberships[0].to_day = YESTERDAY
    builders.membership(member, builders.department("放射科"), from_day=today())
    asker = visit(token).asker
    assert asker.roles == {"ST"} and place.id not in asker.departments | asker.home


def test_a_transfer_moves_what_a_member_of_staff_sees_of_the_own_department() -> None:
    person, new = builders.member(), builders.department("放射科")
    token = entered(builders.account(person=person))
    person.memberships[0].to_day = YESTERDAY
    builders.membership(person, new, from_day=today())
    assert visit(token).asker.home == {new.id}


@pytest.mark.both
def test_a_grant_of_the_past_or_the_future_counts_for_nothing_today() -> None:
    owner = builders.account()
    builders.grant(owner, "OF").to_day = YESTERDAY
    builders.grant(owner, "RV", from_day=today() + timedelta(days=1))
    assert visit(entered(owner)).asker.roles == {"ST"}


def test_a_privileged_password_older_than_ninety_days_confines(app: Flask) -> None:
    owner = builders.account("OF")
    owner.password_changed_at = now() - timedelta(days=91)
    assert visit(entered(owner)).asker.confined


def test_an_old_password_of_staff_does_not_confine() -> None:
    owner = builders.account()
    owner.password_changed_at = now() - timedelta(days=91)
    assert not visit(entered(owner)).asker.confined


def test_asking_takes_three_statements() -> None:
    token, seen = entered(builders.account("OF")), []
    db.session.flush()
    db.session.expire_all()
    events.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    queries.visitor(token)
    assert len(seen) <= 3
