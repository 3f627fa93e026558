"""Reading score sheets: drafts, uploads, and which of them a closing waits for."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from hospital_integrity.db import db
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scoresheet import days
from hospital_integrity.scoring.models import ScoreSheet


@dataclass(frozen=True)
class About:
    """What a sheet is about: its layout, and the department, item and year that it is for where it has them."""

    kind: str
    department_id: int | None = None
    item: str = ""
    year: int | None = None


def sheet(sheet_id: int) -> ScoreSheet | None:
    """One sheet."""
    return db.session.get(ScoreSheet, sheet_id)


def sheet_for_change(sheet_id: int) -> ScoreSheet | None:
    """The same, freshly read and locked until the transaction ends."""
    query = select(ScoreSheet).where(ScoreSheet.id == sheet_id).with_for_update()
    return db.session.scalar(query, execution_options={"populate_existing": True})


def sheet_by_nonce(nonce: str) -> ScoreSheet | None:
    """The sheet that was first saved under this nonce."""
    return db.session.scalar(select(ScoreSheet).where(ScoreSheet.nonce == nonce))


def sheet_of_digest(digest: str, about: About) -> ScoreSheet | None:
    """The upload of these very rows about the same that is still a draft or was submitted; the oldest."""
    query = select(ScoreSheet).where(ScoreSheet.digest == digest, ScoreSheet.state.in_(("open", "submitted")))
    query = query.where(ScoreSheet.kind == about.kind, ScoreSheet.item == about.item, ScoreSheet.year == about.year)
    return db.session.scalar(query.order_by(ScoreSheet.id).limit(1)) if digest else None


def open_sheets(author_id: int | None = None) -> list[ScoreSheet]:
    """Drafts, of one author or of everybody, the last touched first."""
    query = select(ScoreSheet).where(ScoreSheet.state == "open").order_by(ScoreSheet.updated_at.desc())
    if author_id is not None:
        query = query.where(ScoreSheet.author_id == author_id)
    return list(db.session.scalars(query))


def own_drafts_about(author_id: int | None, about: About) -> list[ScoreSheet]:
    """An author's drafts about this, the last touched first: more than one where windows got in each other's way."""
    query = select(ScoreSheet).where(ScoreSheet.state == "open", ScoreSheet.author_id == author_id)
    query = query.where(
        ScoreSheet.kind == about.kind,
        ScoreSheet.department_id == about.department_id,
        ScoreSheet.item == about.item,
        ScoreSheet.year == about.year,
    )
    return list(db.session.scalars(query.order_by(ScoreSheet.updated_at.desc(), ScoreSheet.id.desc())))


def own_draft_about(author_id: int | None, about: About) -> ScoreSheet | None:
    """The last touched of them; None where there is none."""
    return next(iter(own_drafts_about(author_id, about)), None)


def unfinished(year: int) -> list[Saying]:
    """The open drafts that hold a row or a mark of this year; a closing waits for them."""
    return [
        say("评分表“%(title)s”（第 %(id)s 号）还没有提交", title=sheet.title, id=sheet.id)
        for sheet in open_sheets()
        if sheet.year == year or any(day.year == year for day in days(sheet.rows))
    ]
