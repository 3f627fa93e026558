"""Sanctions as plain rows: one that is confirmed, with a lifting that waits."""

from __future__ import annotations

from datetime import date
from typing import Any

from hospital_integrity.clock import now
from hospital_integrity.departments.models import Staff
from hospital_integrity.sanctions.models import Sanction, SanctionAnswer, SanctionEnding
from tests.builders import kept

_VALUES = {
    "kind": "unit.demerit",
    "document_no": "江一院纪〔2026〕4号",
    "decided_by": "医院党委",
    "decided_on": date(2026, 3, 1),
    "effective_on": date(2026, 3, 2),
    "facts": "违反工作纪律",
}


def sanction(person: Staff, verdict: str = "confirmed", **details: Any) -> Sanction:
    """A demerit of 2 March 2026, entered by nobody; `verdict` "" leaves it waiting."""
    values = {**_VALUES, "nonce": f"sanction {person.id} {details}"[:64], "entered_at": now(), **details}
    row = kept(Sanction(staff_id=person.id, **values))
    if verdict:
        kept(SanctionAnswer(sanction=row, verdict=verdict, remark="", answered_at=now()))
    return row


def ending(row: Sanction, **details: Any) -> SanctionEnding:
    """Somebody wants to lift this sanction on 1 September 2026."""
    values = {"kind": "lifted", "on_day": date(2026, 9, 1), "document_no": "江一院纪〔2026〕9号", "reason": "表现良好"}
    values |= {"nonce": f"ending {row.id}", "entered_at": now()}
    return kept(SanctionEnding(sanction=row, **{**values, **details}))


def sanctioned(person: Staff) -> Sanction:
    """A person with a sanction whose lifting waits for a second person."""
    row = sanction(person)
    ending(row)
    return row
