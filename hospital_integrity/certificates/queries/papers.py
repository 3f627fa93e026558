"""One paper with whatever makes it void, by id, token or serial.

A paper's state is derived: it is void when it was revoked, replaced, when the closing behind it was undone, its star
was removed, or its entry of the red board was withdrawn since; while the star is suspended, so is the paper; it has
expired when its term is over or the appointment behind it ended.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from hospital_integrity import clock
from hospital_integrity.awards.queries import HOLDING_DOWN, Award, Reopening, StarChange, newest_changes
from hospital_integrity.board.queries import BoardEntry
from hospital_integrity.certificates.models import Certificate, CertificateFile, Revocation
from hospital_integrity.clock import day_of
from hospital_integrity.db import db
from hospital_integrity.departments.queries import GridAppointment
from hospital_integrity.ledger.queries import reversed_entries
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.transition import SUSPENDED as STAR_SUSPENDED

VALID, REVOKED, SUPERSEDED, VOID, SUSPENDED = "valid", "revoked", "superseded", "void", "suspended"
EXPIRED = "expired"
Successor = Certificate.__table__.alias("successors")  # not aliased(): that needs every wing to be imported


@dataclass(frozen=True)
class Paper:
    """A certificate with its ground (one of award, board entry, appointment) and whatever makes it void."""

    certificate: Certificate
    award: Award | None
    revocation: Revocation | None
    successor: str | None
    reopening: Reopening | None
    change: StarChange | None = None
    board_entry: BoardEntry | None = None
    is_withdrawn: bool | None = False
    appointment: GridAppointment | None = None

    @property
    def state(self) -> str:
        """`valid`, `revoked`, `superseded`, `void`, `suspended` or `expired`."""
        if self.revocation:
            return REVOKED
        if self.successor:
            return SUPERSEDED
        if self.reopening or self.is_withdrawn:
            return VOID
        if self.change:
            return SUSPENDED if self.change.transition == STAR_SUSPENDED else VOID
        return EXPIRED if self._is_over else VALID

    @property
    def why(self) -> Saying | None:
        """Why it is no longer valid; None while it is."""
        if self.revocation:
            day = day_of(self.revocation.revoked_at)
            return say("已于 %(day)s 撤销：%(reason)s", day=day, reason=self.revocation.reason)
        if self.successor:
            return say("已由 %(serial)s 号证书代替", serial=self.successor)
        if self.reopening:
            return _reopened(self.certificate.year, self.reopening)
        if self.is_withdrawn:
            return say("所依据的红榜记录已撤下")
        if self.change:
            return _held_down(self.change)
        return say("已于 %(day)s 到期", day=self.last_day) if self._is_over else None

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds: of its own term, or of the appointment where that ends sooner."""
        days = (self.certificate.expires_on, self.appointment.to_day if self.appointment else None)
        return min((day for day in days if day), default=None)

    @property
    def _is_over(self) -> bool:
        return self.last_day is not None and self.last_day < clock.today()

    @property
    def department_id(self) -> int:
        """The department that it belongs to, for who may see it."""
        ground = self.award or self.board_entry or self.appointment
        if ground is None:
            raise LookupError(f"certificate {self.certificate.id} has no ground")
        return ground.department_id

    @property
    def staff_id(self) -> int | None:
        """The person it was given to; None for a department's."""
        if self.award:
            return None if self.award.subject_kind == "department" else self.award.subject_id
        ground = self.board_entry or self.appointment
        return ground.staff_id if ground else None

    @property
    def says(self) -> dict[str, Any]:
        """The words on the paper, as they were kept."""
        words: dict[str, Any] = self.certificate.snapshot["words"]
        return words

    @property
    def day(self) -> date:
        """The date on the paper."""
        return date.fromisoformat(self.says["day"])

    @property
    def ground(self) -> dict[str, Any]:
        """What the paper rests on, as it was kept."""
        ground: dict[str, Any] = self.certificate.snapshot["ground"]
        return ground


def _reopened(year: int, reopening: Reopening) -> Saying:
    day, number = day_of(reopening.decided_at), reopening.document_no
    return say("%(year)s 年度结果已于 %(day)s 重新开启（%(number)s）", year=year, day=day, number=number)


def _held_down(change: StarChange) -> Saying:
    if change.transition == STAR_SUSPENDED:
        return say("星级已于 %(day)s 暂停（%(number)s）", day=change.changed_on, number=change.document_no)
    return say("星级已于 %(day)s 摘除（%(number)s）", day=change.changed_on, number=change.document_no)


def paper(certificate_id: int) -> Paper | None:
    """One paper."""
    return _one(Certificate.id == certificate_id)


def paper_by_token(token: str) -> Paper | None:
    """The paper that a QR code names."""
    return _one(Certificate.token == token)


def paper_by_serial(serial: str) -> Paper | None:
    """The paper with this serial, typed in whatever case."""
    return _one(Certificate.serial == serial.strip().upper())


def paper_by_file(sha256: str) -> Paper | None:
    """The paper whose kept file has this hash."""
    filed = select(CertificateFile.certificate_id).where(CertificateFile.sha256 == sha256)
    return _one(Certificate.id == filed.scalar_subquery())


def file_of(certificate_id: int) -> bytes | None:
    """The file of a paper as it was drawn the first time; None before that."""
    return db.session.scalar(select(CertificateFile.body).where(CertificateFile.certificate_id == certificate_id))


def certificates_by_serial(serials: Collection[str]) -> list[Certificate]:
    """The certificates with these serials, in the order they were written."""
    rows = select(Certificate).where(Certificate.serial.in_(serials)).order_by(Certificate.id)
    return list(db.session.scalars(rows))


def papers_of_awards(award_ids: list[int]) -> dict[int, list[Paper]]:
    """All papers ever issued for some awards, oldest first."""
    found: dict[int, list[Paper]] = {award_id: [] for award_id in award_ids}
    for one in listed(everything().where(Certificate.award_id.in_(award_ids)).order_by(Certificate.id)):
        found[one.certificate.ground_id].append(one)
    return found


def papers_of_board(board_entry_id: int) -> list[Paper]:
    """All papers ever issued for an entry of the red board, oldest first."""
    return listed(everything().where(Certificate.board_entry_id == board_entry_id).order_by(Certificate.id))


def last_papers(column: InstrumentedAttribute[int | None], ids: Collection[int], kind: str) -> dict[int, int]:
    """The newest paper of a kind for some grounds, `column` being their foreign key: its number by theirs."""
    rows = select(column, Certificate.id).where(column.in_(ids), Certificate.kind == kind).order_by(Certificate.id)
    return {ground: paper for ground, paper in db.session.execute(rows) if ground is not None}


def joined(rows: Select[Any]) -> Select[Any]:
    """The tables that decide about a paper's state, joined to certificates."""
    rows = rows.select_from(Certificate).outerjoin(Award, Award.id == Certificate.award_id)
    rows = rows.outerjoin(BoardEntry, BoardEntry.id == Certificate.board_entry_id)
    rows = rows.outerjoin(GridAppointment, GridAppointment.id == Certificate.appointment_id)
    rows = rows.outerjoin(Revocation, Revocation.certificate_id == Certificate.id)
    rows = rows.outerjoin(Successor, Successor.c.replaces == Certificate.id)
    rows = rows.outerjoin(Reopening, Reopening.closing_id == Award.closing_id)
    return rows.outerjoin(StarChange, holds_down())


def holds_down() -> ColumnElement[bool]:
    """The last decision about the stars of an award, where it is one that holds them down."""
    newest = newest_changes().with_only_columns(StarChange.id)
    same = and_(StarChange.subject_kind == Award.subject_kind, StarChange.subject_id == Award.subject_id)
    return and_(same, StarChange.year == Award.year, StarChange.id.in_(newest), StarChange.transition.in_(HOLDING_DOWN))


def is_withdrawn() -> ColumnElement[bool]:
    """The condition that the entry of the board behind a paper was taken down, or its fact reversed."""
    gone = or_(BoardEntry.state != "published", BoardEntry.entry_id.in_(reversed_entries()))
    return and_(BoardEntry.id.is_not(None), gone)


def everything() -> Select[Any]:
    """The statement of all papers."""
    columns = (Award, Revocation, Successor.c.serial, Reopening, StarChange, BoardEntry, is_withdrawn())
    return joined(select(Certificate, *columns, GridAppointment))


def listed(rows: Select[Any]) -> list[Paper]:
    """The papers of such a statement."""
    return [Paper(*row) for row in db.session.execute(rows)]


def _one(condition: ColumnElement[bool]) -> Paper | None:
    return next(iter(listed(everything().where(condition))), None)


def is_valid() -> ColumnElement[bool]:
    """The condition that nothing makes a paper void."""
    undone = (Revocation.id, Successor.c.id, Reopening.id, StarChange.id)
    lasting = [or_(day.is_(None), day >= clock.today()) for day in (Certificate.expires_on, GridAppointment.to_day)]
    return and_(*(one.is_(None) for one in undone), ~is_withdrawn(), *lasting)
