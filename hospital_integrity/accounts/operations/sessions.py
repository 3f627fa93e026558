"""Signing in and out: an attempt is counted, the secret looked at with no transaction open, then it is settled."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass

from hospital_integrity.accounts import queries
from hospital_integrity.accounts.models import Account, Attempt, SignIn
from hospital_integrity.accounts.operations.proving import opens
from hospital_integrity.clock import now, today
from hospital_integrity.db import db
from hospital_integrity.departments.queries import standing
from hospital_integrity.journal.operations import note, note_as
from hospital_integrity.rules.credentials import code_key, number_key

PASSWORD, CODE = "password", "code"


@dataclass(frozen=True)
class Claim:
    """Somebody says who they are: the counted attempt (None while locked) and what would prove it."""

    attempt_id: int | None
    account_id: int | None = None
    password_hash: str = ""
    code_hash: str = ""


def claim(number: str, address: str) -> Claim:
    """Count an attempt to sign in with this number from this address, before any secret is looked at."""
    account = queries.account_by_number_for_change(number)
    key = number_key(number)[:20]
    if queries.failures(key, address, account).too_many:
        return Claim(None, account.id if account else None)
    attempt = Attempt(number=key, address=address, at=now())
    db.session.add(attempt)
    db.session.flush()
    if account is None:
        return Claim(attempt.id)
    code = account.code_hash if account.code_expires_at and account.code_expires_at > now() else ""
    return Claim(attempt.id, account.id, account.password_hash, code)


def prove(claimed: Claim, secret: str) -> str:
    """ "password", "code" or "": what the secret proves. Takes the same time whoever claims; needs no transaction."""
    if claimed.attempt_id is None:
        return ""
    is_password = opens(claimed.password_hash, secret)
    is_code = hmac.compare_digest(queries.digest(code_key(secret)), claimed.code_hash)
    return PASSWORD if is_password else CODE if is_code else ""


def settle(claimed: Claim, proof: str) -> str | None:
    """Open a session and give its token, or note the refusal and give None; one event either way."""
    account = queries.account_for_change(claimed.account_id) if proof and claimed.account_id else None
    if account is None or not _still_opens(account, claimed, proof):
        reason = "locked" if claimed.attempt_id is None else "dead" if account else "secret"
        note("session.refused", [("accounts", claimed.account_id)] if claimed.account_id else [], reason=reason)
        return None
    mark_success(account, claimed)
    if proof == CODE:
        account.code_hash, account.code_expires_at = "", None
    token, session = start_session(account, must_set_password=proof == CODE)
    note_as(account.id, _roles(account), "session.started", [("sign_ins", session.id)], proof=proof)
    return token


def sign_in(number: str, secret: str, address: str) -> str | None:
    """The three steps in one transaction, for commands and tests: a token, or None."""
    claimed = claim(number, address)
    return settle(claimed, prove(claimed, secret))


def mark_success(account: Account, claimed: Claim) -> None:
    """The attempt no longer counts as failed, and neither do earlier ones with this number."""
    attempt = queries.attempt(claimed.attempt_id) if claimed.attempt_id else None
    if attempt is not None:
        attempt.succeeded = True
    account.cleared_at = now()


def start_session(account: Account, *, must_set_password: bool = False) -> tuple[str, SignIn]:
    """A new session with a token of its own; whoever reaches far has only one at a time. Part of another decision."""
    if queries.privileged(_roles(account)):
        for other in queries.other_sign_ins(account.id):
            other.ended_at = now()
    token = secrets.token_urlsafe(32)
    session = SignIn(
        token_hash=queries.digest(token),
        account_id=account.id,
        epoch=account.epoch,
        started_at=now(),
        seen_at=now(),
        must_set_password=must_set_password,
    )
    db.session.add(session)
    db.session.flush()
    return token, session


def sign_out(sign_in_id: int) -> None:
    """End a session; the same cookie opens nothing any more."""
    session = queries.sign_in_for_change(sign_in_id)
    if session is not None and session.ended_at is None:
        session.ended_at = now()
        note("session.ended", [("sign_ins", session.id)])


def keep_alive(sign_in_id: int) -> None:
    """Somebody is still there: the idle time begins anew. No decision, so no event."""
    session = queries.sign_in_for_change(sign_in_id)
    if session is not None:
        session.seen_at = now()


def _still_opens(account: Account, claimed: Claim, proof: str) -> bool:
    same = account.code_hash == claimed.code_hash if proof == CODE else account.password_hash == claimed.password_hash
    person = standing(account.staff_id, today()) if account.staff_id else None
    return same and account.disabled_at is None and (account.staff_id is None or bool(person and person.employed))


def _roles(account: Account) -> frozenset[str]:
    person = standing(account.staff_id, today()) if account.staff_id else None
    return queries.held_roles(queries.current_grants(account.id), person)
