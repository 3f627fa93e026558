"""Keeping look-backs. What follows from one, and the event, is the business of corrections."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.awards.models import LookBack
from hospital_integrity.db import db


@dataclass(frozen=True)
class NewLookBack:
    """What a look-back at a department's award of `year` found; `kind` is half or full, `result` held or problem."""

    nonce: str
    department_id: int
    year: int
    kind: str
    looked_on: date
    result: str
    findings: str
    entry_id: int | None = None
    proposal_id: int | None = None


def keep_look_back(new: NewLookBack) -> LookBack:
    """Keep a look-back in the asker's name."""
    row = LookBack(**asdict(new), recorded_by=asker().account_id, recorded_at=clock.now())
    db.session.add(row)
    db.session.flush()
    return row
