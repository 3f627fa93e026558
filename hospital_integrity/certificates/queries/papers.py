"""One paper with whatever makes it void, by id, token or serial.

A paper's state is derived: it is void when it was revoked, replaced, when the closing behind it was undone, or when
its star was removed since; while the star is suspended, so is the paper.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from hospital_integrity.awards.queries import HOLDING_DOWN, Award, Reopening, StarChange, newest_changes
from hospital_integrity.certificates.models import Certificate, CertificateFile, Revocation
from hospital_integrity.clock import day_of
from hospital_integrity.db import db
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.transition import SUSPENDED as STAR_SUSPENDED

VALID, REVOKED, SUPERSEDED, VOID, SUSPENDED = "valid", "revoked", "superseded", "void", "suspended"
Successor = Certificate.__table__.alias("successors")  # not aliased(): that needs every wing to be imported


@dataclass(frozen=True)
class Paper:
    """A certificate with its award and whatever makes it void."""

    certificate: Certificate
    award: Award
    revocation: Revocation | None
    successor: str | None
    reopening: Reopening | None
    change: StarChange | None = None

    @property
    def state(self) -> str:
        """`valid`, `revoked`, `superseded`, `void` or `suspended`."""
        if self.revocation:
            return REVOKED
        if self.successor:
            return SUPERSEDED
        if self.reopening:
            return VOID
        if self.change is None:
            return VALID
        return SUSPENDED if self.change.transition == STAR_SUSPENDED else VOID

    @property
    def why(self) -> Saying | None:
        """Why it is no longer valid; None while it is."""
        if self.revocation:
            day = day_of(self.revocation.revoked_at)
            return say("已于 %(day)s 撤销：%(reason)s", day=day, reason=self.revocation.reason)
        if self.successor:
            return say("已由 %(serial)s 号证书代替", serial=self.successor)
        if self.reopening:
            day, number = day_of(self.reopening.decided_at), self.reopening.document_no
            return say(
                "%(year)s 年度结果已于 %(day)s 重新开启（%(number)s）", year=self.award.year, day=day, number=number
            )
        if self.change:
            return _held_down(self.change)
        return None

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
        found[one.award.id].append(one)
    return found


def joined(rows: Select[Any]) -> Select[Any]:
    """The tables that decide about a paper's state, joined to certificates."""
    rows = rows.select_from(Certificate).join(Award, Award.id == Certificate.award_id)
    rows = rows.outerjoin(Revocation, Revocation.certificate_id == Certificate.id)
    rows = rows.outerjoin(Successor, Successor.c.replaces == Certificate.id)
    rows = rows.outerjoin(Reopening, Reopening.closing_id == Award.closing_id)
    return rows.outerjoin(StarChange, holds_down())


def holds_down() -> ColumnElement[bool]:
    """The last decision about the stars of an award, where it is one that holds them down."""
    newest = newest_changes().with_only_columns(StarChange.id)
    same = and_(StarChange.subject_kind == Award.subject_kind, StarChange.subject_id == Award.subject_id)
    return and_(same, StarChange.year == Award.year, StarChange.id.in_(newest), StarChange.transition.in_(HOLDING_DOWN))


def everything() -> Select[Any]:
    """The statement of all papers."""
    return joined(select(Certificate, Award, Revocation, Successor.c.serial, Reopening, StarChange))


def listed(rows: Select[Any]) -> list[Paper]:
    """The papers of such a statement."""
    return [Paper(*row) for row in db.session.execute(rows)]


def _one(condition: ColumnElement[bool]) -> Paper | None:
    return next(iter(listed(everything().where(condition))), None)


def is_valid() -> ColumnElement[bool]:
    """The condition that nothing makes a paper void."""
    return and_(Revocation.id.is_(None), Successor.c.id.is_(None), Reopening.id.is_(None), StarChange.id.is_(None))
