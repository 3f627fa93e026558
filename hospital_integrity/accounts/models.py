"""Accounts, one-time codes, sessions, dated roles and counted attempts to sign in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base

BUSINESS = "business"
ADMINISTRATORS = ("SA", "SE", "AU")
GRANTABLE = ("DH", "OF", "RV", "PB", "AH", "EO", "HR", *ADMINISTRATORS)
KINDS = (BUSINESS, *ADMINISTRATORS)
GUARD_OF_ROLE = f"CASE WHEN role IN {ADMINISTRATORS} THEN role ELSE '{BUSINESS}' END"


class Account(Base):
    """One person's way in. The password is empty until the account is activated with a one-time code.

    `kind` keeps the three administrators apart from each other and from all business: while a grant is open it
    repeats the kind in `RoleGrant.guard`, and a foreign key over both holds them together.
    """

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("id", "kind"), CheckConstraint(f"kind IN {KINDS}", name="kind"))

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), unique=True)
    kind: Mapped[str] = mapped_column(String(8), default=BUSINESS)
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    password_changed_at: Mapped[datetime | None] = mapped_column(DateTime)
    code_hash: Mapped[str] = mapped_column(String(64), default="")
    code_expires_at: Mapped[datetime | None] = mapped_column(DateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(DateTime)
    cleared_at: Mapped[datetime | None] = mapped_column(DateTime)
    epoch: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(DateTime)

    grants: Mapped[list[RoleGrant]] = relationship(
        back_populates="account", foreign_keys="RoleGrant.account_id", order_by="RoleGrant.id"
    )
    staff: Mapped[Any] = relationship("Staff", viewonly=True, lazy="raise")


class SignIn(Base):
    """A server-side session: the cookie carries a token, this row its hash; an ended row opens nothing."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    epoch: Mapped[int] = mapped_column(Integer)
    started_at: Mapped[datetime] = mapped_column(DateTime)
    seen_at: Mapped[datetime] = mapped_column(DateTime)
    ended_at: Mapped[datetime | None] = mapped_column(DateTime)
    must_set_password: Mapped[bool] = mapped_column(default=False)

    account: Mapped[Account] = relationship()


class RoleGrant(Base):
    """A role held from a day to a day, both included; `department_id` is the scope of a head of department."""

    __tablename__ = "role_grants"
    __table_args__ = (
        CheckConstraint(f"role IN {GRANTABLE}", name="role"),
        CheckConstraint("(role = 'DH') = (department_id IS NOT NULL)", name="department"),
        CheckConstraint(
            f"guard IS NULL OR guard = CASE WHEN role IN {ADMINISTRATORS} THEN role ELSE '{BUSINESS}' END", name="guard"
        ),
        CheckConstraint("guard IS NOT NULL OR to_day IS NOT NULL", name="guarded"),
        ForeignKeyConstraint(["account_id", "guard"], ["accounts.id", "accounts.kind"], name="fk_role_grants_kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    role: Mapped[str] = mapped_column(String(2))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    from_day: Mapped[date] = mapped_column(Date)
    to_day: Mapped[date | None] = mapped_column(Date)
    guard: Mapped[str | None] = mapped_column(String(8))

    account: Mapped[Account] = relationship(back_populates="grants", foreign_keys=[account_id])


class Attempt(Base):
    """An attempt to sign in, counted before the secret is looked at, so that every worker counts alike."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_number_at", "number", "at"),
        Index("ix_sign_in_attempts_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(45))
    at: Mapped[datetime] = mapped_column(DateTime)
    succeeded: Mapped[bool] = mapped_column(default=False)
