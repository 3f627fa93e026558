"""A reported veto as a plain row."""

from __future__ import annotations

from datetime import date
from typing import Any

from hospital_integrity.clock import now
from hospital_integrity.departments.models import Staff
from hospital_integrity.departments.queries import home_department
from hospital_integrity.ledger.models import Suspicion
from tests.builders import kept


def suspected(person: Staff, item: str = "V2", **details: Any) -> Suspicion:
    """Somebody is said to have taken a maker's money on 1 March 2026; put down by nobody in particular."""
    day = details.pop("happened_on", date(2026, 3, 1))
    values = {"nonce": f"suspicion {person.id} {item}", "source": "线索登记 2026-11", "opened_at": now()}
    values |= {"department_id": home_department([person.id], day)[person.id], "item": item, "happened_on": day}
    return kept(Suspicion(staff_id=person.id, **{**values, **details}))
