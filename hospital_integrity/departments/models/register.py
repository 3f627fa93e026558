"""Departments and how they change, staff and where they belong, grid members and their dated appointments."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, Integer, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, CanonicalJSON, append_only
from hospital_integrity.rules.register import CATEGORIES, CHANGES, DUTIES, PROFESSIONS, TIERS

KINDS = ("departments", "staff")
STATES = ("preview", "applied", "dropped")


def searched(length: int) -> String:
    """Text that is searched by ranges: PostgreSQL must order it by code point, as SQLite does."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class Department(Base):
    """A department as it is today, open up to and including `closed_on`; its earlier names follow from its changes."""

    __tablename__ = "departments"
    __table_args__ = (
        CheckConstraint(f"category IN {tuple(CATEGORIES)}", name="category"),
        CheckConstraint("closed_on IS NULL OR closed_on >= opened_on", name="days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(searched(20), unique=True)
    name: Mapped[str] = mapped_column(searched(60), index=True)
    initials: Mapped[str] = mapped_column(searched(60), index=True)
    category: Mapped[str] = mapped_column(String(20))
    campus: Mapped[str] = mapped_column(String(40))
    opened_on: Mapped[date] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer, default=1)


@append_only
class DepartmentChange(Base):
    """A dated change: what was and what became of it (names, category or campus, as its kind says).

    `other_id` is where it was merged or split into; `heir_id` the one, if any, in which its star history goes on.
    """

    __tablename__ = "department_changes"
    __table_args__ = (
        CheckConstraint(f"kind IN {tuple(CHANGES)}", name="kind"),
        CheckConstraint("heir_id IS NULL OR (heir_id = other_id AND heir_id <> department_id)", name="heir"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    day: Mapped[date] = mapped_column(Date)
    was: Mapped[str] = mapped_column(String(60), default="")
    became: Mapped[str] = mapped_column(String(60), default="")
    other_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"), index=True)
    heir_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"), index=True)
    document_no: Mapped[str] = mapped_column(String(60), default="")
    recorded_at: Mapped[datetime] = mapped_column(DateTime)


class Staff(Base):
    """A member of staff; matched by number, never by name; nobody is deleted, people leave on a day (their last)."""

    __tablename__ = "staff"
    __table_args__ = (
        CheckConstraint(f"profession IN {tuple(PROFESSIONS)}", name="profession"),
        CheckConstraint("left_on IS NULL OR left_on >= hired_on", name="days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(searched(20), unique=True)
    name: Mapped[str] = mapped_column(searched(40), index=True)
    pinyin: Mapped[str] = mapped_column(searched(240), index=True)
    initials: Mapped[str] = mapped_column(searched(40), index=True)
    profession: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(40), default="")
    hired_on: Mapped[date] = mapped_column(Date)
    left_on: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer, default=1)

    memberships: Mapped[list[Membership]] = relationship(back_populates="staff", order_by="Membership.from_day")


class Membership(Base):
    """Where a member of staff belongs, from a day to a day (both included; an open end is None). Never two at once."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint("to_day IS NULL OR to_day >= from_day", name="days"),
        Index(
            "uq_memberships_open",
            "staff_id",
            unique=True,
            sqlite_where=text("to_day IS NULL"),
            postgresql_where=text("to_day IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    from_day: Mapped[date] = mapped_column(Date)
    to_day: Mapped[date | None] = mapped_column(Date)

    staff: Mapped[Staff] = relationship(back_populates="memberships")
    department: Mapped[Department] = relationship()


class GridAppointment(Base):
    """A member of staff as integrity grid member: tier, duty and the department watched over, from a day to a day."""

    __tablename__ = "grid_appointments"
    __table_args__ = (
        CheckConstraint(f"tier IN {tuple(TIERS)}", name="tier"),
        CheckConstraint(f"duty IN {tuple(DUTIES)}", name="duty"),
        CheckConstraint("to_day IS NULL OR to_day >= from_day", name="days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    tier: Mapped[str] = mapped_column(String(20))
    duty: Mapped[str] = mapped_column(String(20))
    from_day: Mapped[date] = mapped_column(Date)
    to_day: Mapped[date | None] = mapped_column(Date)

    staff: Mapped[Staff] = relationship()
    department: Mapped[Department] = relationship()


class RegisterImport(Base):
    """A file that was read but not yet applied (or was, or was dropped): it counts for nothing until it is applied."""

    __tablename__ = "register_imports"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    filename: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64))
    day: Mapped[date] = mapped_column(Date)
    rows: Mapped[list[dict[str, object]]] = mapped_column(CanonicalJSON)
    marked: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    state: Mapped[str] = mapped_column(String(20))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(DateTime)
    applied_at: Mapped[datetime | None] = mapped_column(DateTime)
