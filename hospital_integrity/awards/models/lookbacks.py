"""Look-backs at starred departments: half a year after the award, and in full every few years. Append-only."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hospital_integrity.db import Base, append_only


@append_only
class LookBack(Base):
    """What a look-back found: the star holds, or there is a problem, which opened an indicator or a proposal.

    `year` is that of the award looked back at; each kind of look-back is done once for it.
    """

    __tablename__ = "look_backs"
    __table_args__ = (
        UniqueConstraint("department_id", "year", "kind"),
        CheckConstraint("kind IN ('half', 'full')", name="kind"),
        CheckConstraint("result IN ('held', 'problem')", name="result"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    year: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(4))
    looked_on: Mapped[date] = mapped_column(Date)
    result: Mapped[str] = mapped_column(String(10))
    findings: Mapped[str] = mapped_column(String(500))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id"))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("star_proposals.id"))
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime)
