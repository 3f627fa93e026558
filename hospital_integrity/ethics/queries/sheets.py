"""One department at one stage: its page's version and what is typed there but not yet said."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from hospital_integrity.db import db
from hospital_integrity.ethics.models import EthicsPage


def stage_page(year: int, stage: str, department_id: int) -> EthicsPage | None:
    """The page of a department at a stage; None while nobody has saved it."""
    found: EthicsPage | None = db.session.scalar(_page(year, stage, department_id))
    return found


def stage_page_for_change(year: int, stage: str, department_id: int) -> EthicsPage | None:
    """The same, locked until the transaction ends, so that two heads can't save over each other."""
    query = _page(year, stage, department_id).with_for_update()
    found: EthicsPage | None = db.session.scalar(query, execution_options={"populate_existing": True})
    return found


def stage_pages_for_change(year: int, stage: str, department_ids: Collection[int]) -> list[EthicsPage]:
    """The pages of some departments at a stage that exist already, locked; one statement."""
    query = select(EthicsPage).where(EthicsPage.year == year, EthicsPage.stage == stage)
    mine = query.where(EthicsPage.department_id.in_(department_ids)).order_by(EthicsPage.id).with_for_update()
    return list(db.session.scalars(mine))


def _page(year: int, stage: str, department_id: int) -> Any:
    same = (EthicsPage.year == year, EthicsPage.stage == stage, EthicsPage.department_id == department_id)
    return select(EthicsPage).where(*same)
