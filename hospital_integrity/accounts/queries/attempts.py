"""How often somebody failed to sign in lately: by number, however typed, and by address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from hospital_integrity.accounts.models import Account, Attempt
from hospital_integrity.accounts.queries.settings import setting
from hospital_integrity.clock import now
from hospital_integrity.db import db


@dataclass(frozen=True)
class Failures:
    """Failed attempts within the window; those of a number count from its last success or unlocking."""

    of_number: int
    of_address: int

    @property
    def too_many(self) -> bool:
        """Whether the next attempt is refused without looking at the secret."""
        return self.of_number >= setting("FAILURES_PER_NUMBER") or self.of_address >= setting("FAILURES_PER_ADDRESS")


def failures(number: str, address: str, account: Account | None) -> Failures:
    """The failures of a number (its key) and of an address: one statement."""
    window = now() - timedelta(minutes=setting("FAILURE_MINUTES"))
    since = max(window, account.cleared_at) if account and account.cleared_at else window
    failed = select(func.count()).where(Attempt.succeeded.is_(False))
    of_number = failed.where(Attempt.number == number, Attempt.at > since).scalar_subquery()
    of_address = failed.where(Attempt.address == address, Attempt.at > window).scalar_subquery()
    return Failures(*db.session.execute(select(of_number, of_address)).one())


def attempt(id: int) -> Attempt | None:
    """A counted attempt."""
    return db.session.get(Attempt, id)


def locked_until(account: Account) -> datetime | None:
    """When the next attempt with this number is looked at again, or None if it would be now."""
    most, minutes = setting("FAILURES_PER_NUMBER"), timedelta(minutes=setting("FAILURE_MINUTES"))
    since = max(now() - minutes, account.cleared_at or datetime.min)
    rows = select(Attempt.at).where(Attempt.number == account.number, Attempt.at > since, Attempt.succeeded.is_(False))
    oldest = db.session.scalars(rows.order_by(Attempt.at.desc()).limit(most)).all()
    return oldest[-1] + minutes if len(oldest) == most else None
