"""What runs on the board until when: open steps, appeals and clarifications, whoever's turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from hospital_integrity import clock
from hospital_integrity.board.models import BoardAppeal, BoardEntry, Clarification, ClarificationStep
from hospital_integrity.board.queries.hearing import cases_of
from hospital_integrity.db import db
from hospital_integrity.rules import board_flow as flow
from hospital_integrity.rules.clarifying import WAITING
from hospital_integrity.rules.saying import Saying


@dataclass(frozen=True, slots=True)
class OpenStep:
    """An entry on its way to publication: what it waits for and the last day for that, where there is one."""

    id: int
    title: str
    words: Saying
    due_on: date | None


def open_steps() -> list[OpenStep]:
    """Every entry on its way; a constant number of statements."""
    query = select(BoardEntry).where(BoardEntry.state.in_((flow.DRAFT, flow.CHECKED, flow.SERVED)))
    rows = list(db.session.scalars(query.order_by(BoardEntry.id)))
    cases, today = cases_of(rows), clock.today()
    return [OpenStep(row.id, row.title, *flow.waiting_for(cases[row.id], today)) for row in rows]


def open_appeals() -> list[BoardAppeal]:
    """The appeals without a verdict, the oldest first; one statement."""
    return list(db.session.scalars(select(BoardAppeal).where(~BoardAppeal.verdict.has()).order_by(BoardAppeal.id)))


def open_clarifications() -> dict[int, date | None]:
    """The clarifications that something follows, with the last day for it where there is one; one statement."""
    step, any_step = ClarificationStep, aliased(ClarificationStep)  # the inner one mustn't be taken for the outer one
    newest = select(func.max(any_step.id)).group_by(any_step.clarification_id)
    query = select(Clarification.id, step.due_on).join(step, step.clarification_id == Clarification.id)
    rows = db.session.execute(query.where(step.id.in_(newest), step.verb.in_(WAITING)).order_by(Clarification.id))
    return {id: due_on for id, due_on in rows}
