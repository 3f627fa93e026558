"""Who is asking: from the token of the cookie to the roles held at this moment, in at most three statements."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_login import UserMixin, current_user
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from hospital_integrity.access import NOBODY, Asker
from hospital_integrity.accounts.models import ADMINISTRATORS, Account, RoleGrant, SignIn
from hospital_integrity.accounts.queries.settings import setting
from hospital_integrity.clock import now, today
from hospital_integrity.db import db
from hospital_integrity.departments.queries import Standing, standing

UNPRIVILEGED = frozenset({"ST", "GM", "DH"})


@dataclass(frozen=True)
class Visitor(UserMixin):
    """Somebody with an open session, as Flask-Login carries them: the cookie holds the token and nothing else."""

    token: str
    sign_in_id: int
    seen_at: datetime
    by_code: bool
    asker: Asker

    def get_id(self) -> str:
        """What the cookie holds."""
        return self.token


def digest(secret: str) -> str:
    """What the database keeps of a token or a one-time code: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def current_asker() -> Asker:
    """The asker of this request; nobody when no open session stands behind the cookie."""
    asker: Asker = getattr(current_user, "asker", NOBODY)
    return asker


def visitor(token: str) -> Visitor | None:
    """Whoever this token belongs to, if the session is open, not idle too long, and the account alive."""
    sign_in = _open_session(token)
    if sign_in is None:
        return None
    account = sign_in.account
    person = standing(account.staff_id, today()) if account.staff_id else None
    if account.staff_id and not (person and person.employed):
        return None
    asker = _asker(account, current_grants(account.id), person, by_code=sign_in.must_set_password)
    return (
        None if _idle(sign_in, asker) else Visitor(token, sign_in.id, sign_in.seen_at, sign_in.must_set_password, asker)
    )


def asker_of(account_id: int) -> Asker:
    """Who an account is today, without a session: for what its owner asked for and left to be done; nobody if dead."""
    account = db.session.get(Account, account_id)
    if account is None or account.disabled_at is not None:
        return NOBODY
    person = standing(account.staff_id, today()) if account.staff_id else None
    if account.staff_id and not (person and person.employed):
        return NOBODY
    return _asker(account, current_grants(account.id), person, by_code=False)


def current_grants(account_id: int) -> list[RoleGrant]:
    """The grants of an account that hold today."""
    lasting = or_(RoleGrant.to_day.is_(None), RoleGrant.to_day >= today())
    rows = select(RoleGrant).where(RoleGrant.account_id == account_id, RoleGrant.from_day <= today(), lasting)
    return list(db.session.scalars(rows))


def held_roles(grants: Collection[RoleGrant], person: Standing | None) -> frozenset[str]:
    """Granted roles and what the register implies: staff are ST, appointed grid members GM, administrators neither."""
    granted = {grant.role for grant in grants if grant.role != "DH"} | ({"DH"} if headed(grants, person) else set())
    if person is None or granted & set(ADMINISTRATORS):
        return frozenset(granted)
    return frozenset(granted | {"ST"} | ({"GM"} if person.watched else set()))


def headed(grants: Collection[RoleGrant], person: Standing | None) -> frozenset[int]:
    """The departments somebody heads: a headship lapses when its holder moves after it was granted."""
    if person is None or person.since is None:
        return frozenset()
    return frozenset(grant.department_id for grant in grants if grant.department_id and person.since <= grant.from_day)


def privileged(roles: Collection[str]) -> bool:
    """Whether these roles reach beyond one's own matters and department."""
    return not UNPRIVILEGED.issuperset(roles)


def _asker(account: Account, grants: list[RoleGrant], person: Standing | None, *, by_code: bool) -> Asker:
    roles = held_roles(grants, person)
    return Asker(
        account_id=account.id,
        staff_id=account.staff_id,
        name=person.name if person else account.number,
        roles=roles,
        departments=headed(grants, person),
        confined=by_code or (privileged(roles) and _password_too_old(account.password_changed_at)),
        watched=person.watched if person else frozenset(),
        home=frozenset({person.department_id} - {None}) if person else frozenset(),
    )


def _open_session(token: str) -> SignIn | None:
    longest_idle = max(setting("SESSION_IDLE_MINUTES"), setting("SESSION_IDLE_MINUTES_PRIVILEGED"))
    rows = (
        select(SignIn)
        .join(SignIn.account)
        .options(joinedload(SignIn.account))
        .where(
            SignIn.token_hash == digest(token),
            SignIn.ended_at.is_(None),
            SignIn.epoch == Account.epoch,
            SignIn.started_at > now() - timedelta(hours=setting("SESSION_HOURS")),
            SignIn.seen_at > now() - timedelta(minutes=longest_idle),
            Account.disabled_at.is_(None),
        )
    )
    return db.session.scalar(rows)


def _idle(sign_in: SignIn, asker: Asker) -> bool:
    name = "SESSION_IDLE_MINUTES_PRIVILEGED" if privileged(asker.roles) else "SESSION_IDLE_MINUTES"
    return sign_in.seen_at <= now() - timedelta(minutes=setting(name))


def _password_too_old(changed_at: datetime | None) -> bool:
    oldest = now() - timedelta(days=setting("PASSWORD_DAYS_PRIVILEGED"))
    return changed_at is not None and changed_at < oldest
