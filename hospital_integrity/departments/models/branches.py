"""Large departments (大科, 党支部): which departments form one, from when to when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base
from hospital_integrity.departments.models.register import Department


class Branch(Base):
    """A group of departments under one leadership; `head_id` is who judges for it, a member of staff."""

    __tablename__ = "branches"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    head_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    version: Mapped[int] = mapped_column(default=1)


class BranchMember(Base):
    """A department belongs to a branch from a day to a day (both included; an open end is None), to one at a time."""

    __tablename__ = "branch_members"
    __table_args__ = (
        CheckConstraint("to_day IS NULL OR to_day >= from_day", name="days"),
        Index(
            "uq_branch_members_open",
            "department_id",
            unique=True,
            sqlite_where=text("to_day IS NULL"),
            postgresql_where=text("to_day IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branches.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    from_day: Mapped[date] = mapped_column(Date)
    to_day: Mapped[date | None] = mapped_column(Date)

    branch: Mapped[Branch] = relationship()
    department: Mapped[Department] = relationship()
