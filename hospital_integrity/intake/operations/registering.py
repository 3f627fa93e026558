"""Registering what arrives: the case for the office, and apart from it who it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import Upload
from hospital_integrity.intake import queries
from hospital_integrity.intake.models import IntakeCase, IntakeSource
from hospital_integrity.intake.operations.stepping import stepped
from hospital_integrity.rules import intake as rules
from hospital_integrity.rules.intake import Arrival, Source
from hospital_integrity.rules.saying import Refused


def register(arrival: Arrival, source: Source, nonce: str, uploads: Sequence[Upload] = ()) -> IntakeCase:
    """Register what arrived; the same nonce again is the same case. A repeat is registered and points at the first."""
    known = queries.case_by_nonce(nonce)
    if known is not None:
        return known
    rules.check_arrival(arrival, source, clock.today(), clock.now())
    row = _case(_placed(arrival), source.named, nonce)
    db.session.add(row)
    db.session.flush()
    if source != Source():
        db.session.add(IntakeSource(case_id=row.id, sealed=queries.sealed(source, nonce)))
    return stepped(row, rules.RECEIVED, "", nonce, uploads)


def _case(arrival: Arrival, named: bool, nonce: str) -> IntakeCase:
    said = {field.name: getattr(arrival, field.name) for field in fields(arrival)}
    return IntakeCase(
        **{**said, "receipt": _receipt(arrival), "first_id": _first(arrival)},
        nonce=nonce,
        named=named,
        state=rules.RECEIVED,
        version=1,
        registered_by=asker().account_id,
        registered_at=clock.now(),
    )


def _placed(arrival: Arrival) -> Arrival:
    """A person is noted with the department of the day; who left before belongs to none, and is registered still."""
    if arrival.staff_id is None:
        return arrival
    day = arrival.happened_on or arrival.received_on
    return replace(arrival, department_id=departments.home_department([arrival.staff_id], day).get(arrival.staff_id))


def _receipt(arrival: Arrival) -> str | None:
    if arrival.receipt and queries.case_by_receipt(arrival.receipt) is not None:
        raise Refused("收据编号 %(receipt)s 已经登记过", receipt=arrival.receipt)
    return arrival.receipt or None


def _first(arrival: Arrival) -> int | None:
    if arrival.first_id is None:
        return None
    first = queries.case(arrival.first_id)
    if first is None or first.kind != arrival.kind:
        raise Refused("没有第 %(id)s 号同类来件，请核对首次来件的编号", id=arrival.first_id)
    return first.first_id or first.id
