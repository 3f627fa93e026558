"""After publication: appeals with their verdicts, amended wordings, replies, repairs. Nothing of it is ever edited."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, append_only
from hospital_integrity.rules.remedies import OUTCOMES, TAKEN_BACK


@append_only
class BoardAppeal(Base):
    """The person concerned (of a department: its head) says that the decision was wrong.

    `number` counts a person's appeals about an entry; the next one waits until this one has its verdict, so that only
    one is ever open. `paper` is the number of what came in writing and was entered by the office. `due_on` is the last
    day to decide; None where that year's holidays weren't known.
    """

    __tablename__ = "board_appeals"
    __table_args__ = (
        UniqueConstraint("board_entry_id", "staff_id", "number", name="one_open"),
        UniqueConstraint("id", "made_by"),
        CheckConstraint("text <> ''", name="text"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    board_entry_id: Mapped[int] = mapped_column(ForeignKey("board_entries.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(String(2000))
    paper: Mapped[str] = mapped_column(String(60), default="")
    due_on: Mapped[date | None] = mapped_column(Date)
    made_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(DateTime)

    verdict: Mapped[BoardVerdict | None] = relationship(viewonly=True, lazy="raise")
    entry: Mapped[Any] = relationship("BoardEntry", viewonly=True, lazy="raise")


@append_only
class BoardVerdict(Base):
    """How an appeal ended: decided by somebody uninvolved with written reasons, or taken back by who made it."""

    __tablename__ = "board_verdicts"
    __table_args__ = (
        CheckConstraint(f"verdict IN {tuple(OUTCOMES)}", name="verdict"),
        CheckConstraint(f"verdict = '{TAKEN_BACK}' OR decided_by <> made_by", name="two_people"),
        CheckConstraint("reasons <> ''", name="reasons"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    appeal_id: Mapped[int] = mapped_column(ForeignKey("board_appeals.id"), unique=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    verdict: Mapped[str] = mapped_column(String(12))
    reasons: Mapped[str] = mapped_column(String(2000))
    decided_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class BoardAmendment(Base):
    """The public title and text of an entry from now on; what stood before stays in the entry and its steps."""

    __tablename__ = "board_amendments"
    __table_args__ = (UniqueConstraint("board_entry_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    board_entry_id: Mapped[int] = mapped_column(ForeignKey("board_entries.id"))
    number: Mapped[int] = mapped_column(Integer)
    verdict_id: Mapped[int] = mapped_column(ForeignKey("board_verdicts.id"), unique=True)
    title: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(String(300))
    made_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class BoardReply(Base):
    """The words of the person beside an entry, unproved; the newest row of an entry counts.

    The office may put a shorter wording in its place, for abuse only and with the `reason`; '' takes a reply down.
    """

    __tablename__ = "board_replies"
    __table_args__ = (UniqueConstraint("board_entry_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    board_entry_id: Mapped[int] = mapped_column(ForeignKey("board_entries.id"))
    number: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(String(300), default="")
    made_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class BoardRepair(Base):
    """What the person did to make good; the next one waits until this one has its answer."""

    __tablename__ = "board_repairs"
    __table_args__ = (
        UniqueConstraint("board_entry_id", "number", name="one_open_repair"),
        CheckConstraint("text <> ''", name="text"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    board_entry_id: Mapped[int] = mapped_column(ForeignKey("board_entries.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(String(1000))
    made_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(DateTime)

    answer: Mapped[BoardRepairAnswer | None] = relationship(viewonly=True, lazy="raise")
    entry: Mapped[Any] = relationship("BoardEntry", viewonly=True, lazy="raise")


@append_only
class BoardRepairAnswer(Base):
    """Whether what was done is enough; where it is, from when to when the entry's last day was moved."""

    __tablename__ = "board_repair_answers"
    __table_args__ = (
        CheckConstraint("decided_by <> made_by", name="two_people"),
        CheckConstraint("reasons <> ''", name="reasons"),
        CheckConstraint("new_last <= old_last", name="shorter"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    repair_id: Mapped[int] = mapped_column(ForeignKey("board_repairs.id"), unique=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    accepted: Mapped[bool]
    reasons: Mapped[str] = mapped_column(String(500))
    old_last: Mapped[date] = mapped_column(Date)
    new_last: Mapped[date] = mapped_column(Date)
    decided_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class BoardRemedyFile(Base):
    """Evidence that came with an appeal or with a repair."""

    __tablename__ = "board_remedy_files"
    __table_args__ = (CheckConstraint("(appeal_id IS NULL) <> (repair_id IS NULL)", name="one_owner"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    appeal_id: Mapped[int | None] = mapped_column(ForeignKey("board_appeals.id"), index=True)
    repair_id: Mapped[int | None] = mapped_column(ForeignKey("board_repairs.id"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"), unique=True)
