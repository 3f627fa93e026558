"""A job, and the files that were given to it or came out of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, DateTime, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from hospital_integrity.db import Base, CanonicalJSON
from hospital_integrity.rules.saying import Saying

STATES = ("waiting", "running", "done", "failed", "cancelled")
OPEN = ("waiting", "running")


class Job(Base):
    """Long work that somebody asked for.

    `done` of `total` is where the next piece begins, `within` how far the present one is; `kept` is what the verb noted
    for itself. `attempts` counts the workers that took it up since it last moved. `result` is where its fruit lies.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        Index("ix_jobs_state_lease", "state", "lease_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(60))
    args: Mapped[dict[str, Any]] = mapped_column(CanonicalJSON)
    state: Mapped[str] = mapped_column(String(10))
    cancelling: Mapped[bool] = mapped_column(Boolean, default=False)
    done: Mapped[int] = mapped_column(Integer, default=0)
    within: Mapped[int] = mapped_column(Integer, default=0)
    total: Mapped[int] = mapped_column(Integer, default=0)
    kept: Mapped[dict[str, Any]] = mapped_column(CanonicalJSON, default=dict)
    message: Mapped[dict[str, Any] | None] = mapped_column(CanonicalJSON)
    result: Mapped[dict[str, Any] | None] = mapped_column(CanonicalJSON)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    worker: Mapped[str] = mapped_column(String(40), default="")
    lease_until: Mapped[datetime | None] = mapped_column(DateTime)
    asked_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(DateTime)
    started_at: Mapped[datetime | None] = mapped_column(DateTime)
    finished_at: Mapped[datetime | None] = mapped_column(DateTime)

    asker: Mapped[Any] = relationship("Account", viewonly=True, lazy="raise")
    files: Mapped[list[JobFile]] = relationship(viewonly=True, lazy="raise", order_by="JobFile.id")

    @property
    def words(self) -> Saying | None:
        """What the job last said."""
        return Saying(self.message["text"], self.message["values"]) if self.message else None

    @property
    def reached(self) -> int:
        """How far it is, the present piece included."""
        return min(self.done + self.within, self.total)

    @property
    def percent(self) -> int:
        """The same of a hundred, rounded down."""
        return 100 * self.reached // self.total if self.total else 0

    @property
    def moving(self) -> bool:
        """Whether it isn't over."""
        return self.state in OPEN


class JobFile(Base):
    """A file that a job works on (`made` is false) or has made; its bytes go when they aren't needed any more."""

    __tablename__ = "job_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"), index=True)
    made: Mapped[bool] = mapped_column(Boolean)
    name: Mapped[str] = mapped_column(String(120))
    mimetype: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(Integer)
    body: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    kept_until: Mapped[datetime] = mapped_column(DateTime)
