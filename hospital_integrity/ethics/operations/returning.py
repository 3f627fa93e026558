"""Give a person back to the stage before, with a reason: marks are withdrawn, and stay to be read."""

from __future__ import annotations

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.ethics import queries
from hospital_integrity.ethics.models import EthicsReturn
from hospital_integrity.ethics.operations.cycles import running
from hospital_integrity.ethics.operations.touching import touch
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.ratings.queries import subjects
from hospital_integrity.rules.ethics import sheet_of
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Stage
from hospital_integrity.rules.stages import Done, check_return, stage_named
from hospital_integrity.rules.windows import check_open


def give_back(year: int, stage_key: str, staff_id: int, nonce: str, reason: str) -> EthicsReturn:
    """Give a person back from a stage to the one before; what both said is withdrawn by new marks, never erased.

    Refused without a reason, outside the window, about oneself, or where the stage before has said nothing.
    """
    running(year)
    scheme = queries.scheme_of(year)
    stage = stage_named(scheme, stage_key)
    if staff_id == asker().staff_id:
        raise Refused("不能处理自己的考评")
    said = queries.judged(year, {staff_id}).get(staff_id, queries.NOTHING)
    earlier = check_return(scheme, stage, said, reason)
    check_open(stage, queries.windows(year).get(stage.key), clock.today())
    ledger.mark_all(_withdrawn(year, staff_id, said, nonce, (earlier, stage)), asker().account_id)
    home = subjects("staff", year, {staff_id})[staff_id].department_id
    for one in (earlier, stage):
        touch(year, one.key, {home})
    return _noted(year, staff_id, stage, earlier, reason.strip())


def _withdrawn(year: int, staff_id: int, said: Done, nonce: str, stages: tuple[Stage, ...]) -> list[ledger.NewMark]:
    sheets = [
        (sheet_of(one), heading)
        for one in stages
        if one.key in said.by_stage
        for heading in ("", *sorted(said.by_stage[one.key].headings))
    ]
    return [
        ledger.NewMark(f"{nonce}-{number}", "staff", staff_id, year, sheet, None, heading)
        for number, (sheet, heading) in enumerate(sheets)
    ]


def _noted(year: int, staff_id: int, stage: Stage, earlier: Stage, reason: str) -> EthicsReturn:
    row = EthicsReturn(
        year=year,
        staff_id=staff_id,
        stage=stage.key,
        given_back_to=earlier.key,
        reason=reason,
        returned_by=asker().account_id,
        returned_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    note("ethics.returned", [("ethics_returns", row.id)], year=year, stage=stage.key)
    return row
