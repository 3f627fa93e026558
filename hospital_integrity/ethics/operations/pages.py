"""One department's page: what is typed is kept quietly, and saved all or none; nobody saves over somebody else."""

from __future__ import annotations

from collections.abc import Mapping

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.ethics.models import EthicsPage
from hospital_integrity.ethics.operations.cycles import running
from hospital_integrity.ethics.operations.judging import Judgement, agree_rest, judge
from hospital_integrity.ethics.operations.touching import at_version

Typed = Mapping[int, tuple[str, str]]


def keep_typed(year: int, stage: str, department_id: int, version: int, typed: Typed) -> EthicsPage:
    """Keep what is being typed (points and reason by person); it decides nothing and writes no event."""
    running(year)
    page = at_version(year, stage, department_id, version)
    rows = {str(person): list(row) for person, row in typed.items()}
    if page.typed != rows:
        page.typed, page.typed_by, page.updated_at = rows, asker().account_id, clock.now()
        page.version += 1
    db.session.flush()
    return page


def judge_page(
    year: int,
    stage: str,
    department_id: int,
    version: int,
    nonce: str,
    said: Mapping[int, Judgement],
    *,
    rest: bool = False,
) -> int:
    """Save a department's page at the version that was looked at, and with `rest` whoever is left as computed.

    Returns how many people were judged anew.
    """
    page = at_version(year, stage, department_id, version)
    written = judge(year, stage, nonce, said) if said else 0
    if rest:
        written += agree_rest(year, stage, nonce, department_id)
    page.typed = {}
    db.session.flush()
    return written
