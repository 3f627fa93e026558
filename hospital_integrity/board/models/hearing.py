"""Hearing the person: the notice, its receipts, the answer, the finding on it; and whose hands it all went through."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, CanonicalJSON, append_only
from hospital_integrity.rules.board_flow import ANSWERS, FINDINGS, METHODS, PARTS, RECEIPTS


@append_only
class BoardNotice(Base):
    """What was going to be published was put before the person (of a department: its head), as it read that day.

    `due_on` is the last day for an answer, computed once with the calendar of that day. `addressee_id` is a member of
    staff, who may have no account; `method` and `remark` say how it reached them.
    """

    __tablename__ = "board_notices"
    __table_args__ = (
        UniqueConstraint("board_entry_id", "version"),
        CheckConstraint(f"method IN {tuple(METHODS)}", name="method"),
        CheckConstraint("due_on > served_on", name="term"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    board_entry_id: Mapped[int] = mapped_column(ForeignKey("board_entries.id"))
    version: Mapped[int] = mapped_column(Integer)
    addressee_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    method: Mapped[str] = mapped_column(String(10))
    remark: Mapped[str] = mapped_column(String(200), default="")
    served_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    content: Mapped[dict[str, Any]] = mapped_column(CanonicalJSON)
    sent_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    sent_at: Mapped[datetime] = mapped_column(DateTime)

    receipts: Mapped[list[BoardReceipt]] = relationship(viewonly=True, order_by="BoardReceipt.id", lazy="raise")
    answer: Mapped[BoardAnswer | None] = relationship(viewonly=True, lazy="raise")


@append_only
class BoardReceipt(Base):
    """The addressee opened a notice, or acknowledged that he has it; each once."""

    __tablename__ = "board_receipts"
    __table_args__ = (
        UniqueConstraint("notice_id", "verb"),
        CheckConstraint(f"verb IN {tuple(RECEIPTS)}", name="verb"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("board_notices.id"))
    verb: Mapped[str] = mapped_column(String(12))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class BoardAnswer(Base):
    """What the addressee said to a notice, once: it is right, this is to be corrected, or it isn't so.

    `naming` is his consent to the full name under praise. `entered_by` is his own account, or the officer's who
    entered what came on paper. `due_on` is the last day for the office's finding; None where he agreed.
    """

    __tablename__ = "board_answers"
    __table_args__ = (
        CheckConstraint(f"verdict IN {tuple(ANSWERS)}", name="verdict"),
        CheckConstraint("verdict = 'agree' OR (text <> '' AND due_on IS NOT NULL)", name="reasons"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("board_notices.id"), unique=True)
    verdict: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(String(1000), default="")
    evidence: Mapped[str] = mapped_column(String(500), default="")
    naming: Mapped[bool] = mapped_column(default=False)
    on_paper: Mapped[bool] = mapped_column(default=False)
    entered_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    entered_at: Mapped[datetime] = mapped_column(DateTime)
    due_on: Mapped[date | None] = mapped_column(Date)

    finding: Mapped[BoardFinding | None] = relationship(viewonly=True, lazy="raise")


@append_only
class BoardAnswerFile(Base):
    """A file that came with an answer."""

    __tablename__ = "board_answer_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("board_answers.id"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"), unique=True)


@append_only
class BoardFinding(Base):
    """What the office found about a correction or an objection, in writing."""

    __tablename__ = "board_findings"
    __table_args__ = (
        CheckConstraint("made_by <> entered_by", name="two_people"),
        CheckConstraint(f"verdict IN {tuple(FINDINGS)}", name="verdict"),
        CheckConstraint("reasons <> ''", name="reasons"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("board_answers.id"), unique=True)
    entered_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    verdict: Mapped[str] = mapped_column(String(10))
    reasons: Mapped[str] = mapped_column(String(500))
    made_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class BoardHand(Base):
    """Whose hands an entry went through. Nobody has two parts, and nobody one in what is about himself.

    `subject_id` and `staff_id` are the members of staff whom the entry is about and whose account it is: the database
    compares them.
    """

    __tablename__ = "board_hands"
    __table_args__ = (
        UniqueConstraint("board_entry_id", "account_id"),
        CheckConstraint(f"part IN {tuple(PARTS)}", name="part"),
        CheckConstraint("part = 'subject' OR subject_id <> staff_id", name="not_oneself"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    board_entry_id: Mapped[int] = mapped_column(ForeignKey("board_entries.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    part: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
