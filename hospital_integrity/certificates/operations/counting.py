"""Counting the questions to the public check, for all workers together."""

from __future__ import annotations

from datetime import UTC

from hospital_integrity import clock
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.models import CheckCount
from hospital_integrity.db import db

MINUTE = 60


def count_check(bucket: str, limit: int) -> bool:
    """Count a question and say whether it is one of the `limit` within a minute; what is too many isn't counted.

    The minute glides: of the one before so much counts as isn't over yet.
    """
    second = int(clock.now().replace(tzinfo=UTC).timestamp())
    minute, over = divmod(second, MINUTE)
    counts = queries.check_counts(bucket, minute)
    before = counts[minute - 1].questions if minute - 1 in counts else 0
    asked = counts[minute].questions if minute in counts else 0
    if asked + before * (MINUTE - over) / MINUTE >= limit:
        return False
    if minute in counts:
        counts[minute].questions += 1
    else:
        _begin(bucket, minute)
    db.session.flush()
    return True


def _begin(bucket: str, minute: int) -> None:
    for row in queries.outlived_counts(minute):
        db.session.delete(row)
    db.session.add(CheckCount(bucket=bucket, minute=minute, questions=1))
