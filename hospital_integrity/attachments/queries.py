"""Reading attachments: what is listed beside a case, one with its bytes, and how much a person handed in today."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, undefer

from hospital_integrity.attachments.models import AttachedFile, Attachment
from hospital_integrity.clock import start_of, today
from hospital_integrity.db import db
from hospital_integrity.rules.file_kind import KINDS, NAMES
from hospital_integrity.rules.saying import Saying


@dataclass(frozen=True, slots=True)
class Listed:
    """An attachment as a list shows it: no bytes. `digest` is the SHA-256 of what is kept and handed out."""

    id: int
    name: str
    kind: str
    size: int
    digest: str
    uploaded_by: int | None
    uploaded_at: datetime

    @property
    def kind_name(self) -> Saying:
        """What it is, in words."""
        return NAMES[self.kind]

    @property
    def kilobytes(self) -> int:
        """Its size, rounded up."""
        return -(-self.size // 1024)


@dataclass(frozen=True, slots=True)
class Content:
    """A file to hand out."""

    name: str
    mimetype: str
    body: bytes


def listed(ids: Collection[int]) -> dict[int, Listed]:
    """Attachments by id, oldest first, for a list; one statement, and none for no ids."""
    if not ids:
        return {}
    rows = select(Attachment).options(joinedload(Attachment.file)).where(Attachment.id.in_(ids))
    return {row.id: _listed(row) for row in db.session.scalars(rows.order_by(Attachment.id))}


def content(id: int) -> Content | None:
    """One attachment with its bytes. Whoever asks has checked that it belongs to a row within the asker's reach."""
    bytes_too = joinedload(Attachment.file).options(undefer(AttachedFile.body))
    row = db.session.scalar(select(Attachment).options(bytes_too).where(Attachment.id == id))
    return None if row is None else Content(row.name, KINDS[row.file.kind].mimetype, row.file.body)


def files_by_digest(digests: Collection[str]) -> dict[str, int]:
    """The ids of the contents that are kept already, by hash."""
    rows = select(AttachedFile.digest, AttachedFile.id).where(AttachedFile.digest.in_(digests))
    return {digest: id for digest, id in db.session.execute(rows)}


def handed_in_today(account_id: int) -> int:
    """How many bytes an account has handed in since midnight in China."""
    mine = Attachment.uploaded_by == account_id, Attachment.uploaded_at >= start_of(today())
    return db.session.scalar(select(func.coalesce(func.sum(Attachment.given_size), 0)).where(*mine)) or 0


def _listed(row: Attachment) -> Listed:
    file = row.file
    return Listed(row.id, row.name, file.kind, file.size, file.digest, row.uploaded_by, row.uploaded_at)
