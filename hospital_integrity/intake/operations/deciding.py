"""The conclusion of a case, and what follows: a fact in the ledger at most once, however often it was reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hospital_integrity.access import asker
from hospital_integrity.departments.queries import home_department
from hospital_integrity.forms import Upload
from hospital_integrity.intake import queries
from hospital_integrity.intake.models import IntakeCase
from hospital_integrity.intake.operations.stepping import case_of, check_said, stepped, taken
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.ledger.operations import record
from hospital_integrity.rules import intake as rules
from hospital_integrity.rules.recording import Fact, Unfit
from hospital_integrity.rules.saying import Refused, say


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a conclusion leads to; the rest only where it is an entry of the ledger."""

    follow: str
    item: str = ""
    happened_on: date | None = None
    times: int = 1
    points: Decimal | None = None
    attested: str = ""


def decide(
    id: int,
    version: int,
    outcome: str,
    words: str,
    consequence: Consequence,
    nonce: str,
    uploads: Sequence[Upload] = (),
) -> IntakeCase:
    """Conclude a case as it was looked at, by another person than registered it; the same nonce changes nothing."""
    if consequence.follow == rules.ENTRY:
        ledger.take_pen(alone=True)  # before any row is locked: whoever concludes another report of the fact waits
    row = taken(id, version, nonce)
    if row is None:
        return case_of(id)
    rules.check_step(rules.DECIDED, row.state, row.kind)
    rules.check_decider(row.registered_by, asker().account_id)
    rules.check_outcome(outcome, consequence.follow, words)
    check_said(row, words)
    row.state, row.outcome, row.follow = rules.DECIDED, outcome, consequence.follow
    row.decided_by = asker().account_id
    if consequence.follow == rules.ENTRY:
        row.happened_on = row.happened_on or consequence.happened_on
        row.entry_id = _standing(row) or _recorded(row, consequence)
    return stepped(row, rules.DECIDED, words, nonce, uploads)


def _standing(row: IntakeCase) -> int | None:
    """The entry that this case or another report of the same fact has brought, if it still stands."""
    known = (one.entry_id for one in queries.group_of(row) if one.entry_id is not None)
    return next((id for id in known if ledger.reversal_of(id) is None), None)


def _recorded(row: IntakeCase, consequence: Consequence) -> int:
    fact = _fact(row, consequence)
    same = ledger.standing_alike(fact.item, fact.happened_on, fact.department_id, fact.staff_id)
    return same.id if same is not None else record(fact, row.registered_by).id


def _fact(row: IntakeCase, consequence: Consequence) -> Fact:
    day = consequence.happened_on or row.happened_on
    if day is None:
        raise Unfit("day", say("请填写事情发生的日期"))
    home = home_department([row.staff_id], day).get(row.staff_id) if row.staff_id else row.department_id
    if home is None:
        raise Refused("这件来件没有写明对象，或此人当天不属于任何科室，不能记入台账")
    return Fact(
        nonce=f"intake-{row.nonce}-{row.version}",
        item=consequence.item,
        happened_on=day,
        department_id=home,
        staff_id=row.staff_id,
        times=consequence.times,
        points=consequence.points,
        evidence=str(say("来件登记第 %(id)s 号核查结论", id=row.id)),
        attested=consequence.attested,
    )
