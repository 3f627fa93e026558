"""How often an address asked the public check of late."""

from __future__ import annotations

from sqlalchemy import select

from hospital_integrity.certificates.models import CheckCount
from hospital_integrity.db import db


def check_counts(bucket: str, minute: int) -> dict[int, CheckCount]:
    """The counts of a bucket in this minute and the one before, by minute, locked until the transaction ends."""
    rows = select(CheckCount).where(CheckCount.bucket == bucket, CheckCount.minute.in_((minute - 1, minute)))
    return {row.minute: row for row in db.session.scalars(rows.with_for_update())}


def outlived_counts(minute: int) -> list[CheckCount]:
    """The counts that decide nothing any more."""
    return list(db.session.scalars(select(CheckCount).where(CheckCount.minute < minute - 1)))
