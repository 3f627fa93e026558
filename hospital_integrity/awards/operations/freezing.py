"""Writing what was frozen. What is frozen is written by the closing and its correction, the event is theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert

from hospital_integrity import clock
from hospital_integrity.awards.models import Award, Closing, Reopening
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note

AT_ONCE = 1000


def freeze(closing: Closing, awards: Sequence[Mapping[str, Any]]) -> Closing:
    """Store a closing with its awards (columns as of rules/award.py), all in one go."""
    db.session.add(closing)
    db.session.flush()
    for start in range(0, len(awards), AT_ONCE):  # in portions, because inputs are large and the driver copies them
        rows = [{**award, "closing_id": closing.id} for award in awards[start : start + AT_ONCE]]
        db.session.execute(insert(Award), rows)
    return closing


def reopen(closing: Closing, document_no: str, reason: str, decided_by: int | None) -> Reopening:
    """Store the decision that a closing no longer holds; its awards stay readable and are void from now on."""
    row = Reopening(
        closing_id=closing.id, document_no=document_no, reason=reason, decided_by=decided_by, decided_at=clock.now()
    )
    db.session.add(row)
    db.session.flush()
    return row


def note_export(closing: Closing, kind: str, count: int) -> None:
    """Write down that results were taken out of the house: which closing, which kind, how many."""
    note("awards.exported", [("closings", closing.id)], kind=kind, count=count)
