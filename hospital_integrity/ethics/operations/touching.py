"""A department's page at a stage moves on: whoever looked at it before is told so."""

from __future__ import annotations

from collections.abc import Iterable

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.ethics import queries
from hospital_integrity.ethics.models import EthicsPage
from hospital_integrity.rules.saying import Stale


def touch(year: int, stage: str, department_ids: Iterable[int]) -> None:
    """Move the pages of some departments on by one version; two statements however many."""
    found = {one.department_id: one for one in queries.stage_pages_for_change(year, stage, set(department_ids))}
    for place in set(department_ids):
        _moved_on(found.get(place) or new_page(year, stage, place))
    db.session.flush()


def at_version(year: int, stage: str, department_id: int, version: int) -> EthicsPage:
    """The locked page of a department, as somebody looked at it; Stale where somebody else has saved it since."""
    page = queries.stage_page_for_change(year, stage, department_id) or new_page(year, stage, department_id)
    if page.version != version:
        raise Stale("这一页刚才由别人保存过，没有覆盖：请看清现在的评价，再保存您的改动")
    return page


def new_page(year: int, stage: str, department_id: int) -> EthicsPage:
    """A page nobody has saved yet."""
    page = EthicsPage(year=year, stage=stage, department_id=department_id, version=0, typed={}, updated_at=clock.now())
    db.session.add(page)
    return page


def _moved_on(page: EthicsPage) -> None:
    page.version += 1
    page.updated_at, page.typed_by = clock.now(), asker().account_id
