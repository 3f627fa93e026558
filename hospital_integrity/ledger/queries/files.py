"""Files beside an entry of the ledger."""

from __future__ import annotations

from sqlalchemy import select

from hospital_integrity.db import db
from hospital_integrity.ledger.models import EntryFile


def entry_files(entry_id: int) -> dict[int, bool]:
    """The attachments of an entry, oldest first, and whether each shows how an indicator was dealt with."""
    rows = select(EntryFile.attachment_id, EntryFile.closing).where(EntryFile.entry_id == entry_id)
    return {attachment: closing for attachment, closing in db.session.execute(rows.order_by(EntryFile.id))}
