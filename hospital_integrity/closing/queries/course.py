"""Where a proposal stands: its check, its notice, the objections of the round, and who had which part in it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from hospital_integrity import clock
from hospital_integrity.awards import queries as awards
from hospital_integrity.closing.models import Answer, Check, Notice, Objection, ObjectionFile, Proposal
from hospital_integrity.closing.queries.proposals import proposal_of
from hospital_integrity.db import db
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules import procedure
from hospital_integrity.rules.procedure import Course


def course(proposal: Proposal) -> Course:
    """What has happened to a proposal so far; a handful of statements."""
    check, notice, raised = check_of(proposal.id), notice_of(proposal), objections(proposal.year, proposal.round)
    return Course(
        notice_days=procedure.notice_days(edition_of(proposal.year)),
        checked=check.verdict if check else "",
        noticed_until=notice.last_day if notice else None,
        open_objections=sum(one.answer is None for one in raised),
        upheld=any(_moves(one.answer, proposal) for one in raised),
    )


def _moves(answer: Answer | None, proposal: Proposal) -> bool:
    upheld = answer is not None and answer.verdict != procedure.REJECTED
    return upheld and answer is not None and answer.proposal_id >= proposal.id


def check_of(proposal_id: int) -> Check | None:
    """The newest word of a checker on a proposal."""
    return db.session.scalar(select(Check).where(Check.proposal_id == proposal_id).order_by(Check.id.desc()).limit(1))


def notice_of(proposal: Proposal) -> Notice | None:
    """The notice under which exactly these results were announced in this round, begun for whichever proposal."""
    same = (Notice.year == proposal.year, Notice.round == proposal.round, Notice.results == (proposal.results or ""))
    return db.session.scalar(select(Notice).where(*same))


def notices(year: int) -> list[Notice]:
    """Every notice of a year, newest first."""
    return list(db.session.scalars(select(Notice).where(Notice.year == year).order_by(Notice.id.desc())))


def newest_notice(year: int) -> Notice | None:
    """The notice that people look at: the newest of a year."""
    return db.session.scalar(select(Notice).where(Notice.year == year).order_by(Notice.id.desc()).limit(1))


def running_notices(day: date) -> list[Notice]:
    """The notices of open years that run on a day, the newest of each year."""
    newest = select(func.max(Notice.id)).group_by(Notice.year)
    running = (Notice.id.in_(newest), Notice.first_day <= day, Notice.last_day >= day)
    rows = db.session.scalars(select(Notice).where(*running).order_by(Notice.year))
    return [one for one in rows if awards.closing_of(one.year) is None]


def objections(year: int, round_: int | None = None) -> list[Objection]:
    """The objections of a year (of one round of it), oldest first, with their answers."""
    query = select(Objection).where(Objection.year == year).order_by(Objection.id)
    return list(db.session.scalars(query if round_ is None else query.where(Objection.round == round_)))


def objection_files(objection_id: int) -> list[int]:
    """The attachments of an objection, oldest first."""
    rows = select(ObjectionFile.attachment_id).where(ObjectionFile.objection_id == objection_id)
    return list(db.session.scalars(rows.order_by(ObjectionFile.id)))


def objection(objection_id: int) -> Objection | None:
    """One objection with its answer."""
    return db.session.get(Objection, objection_id)


def objection_for_change(objection_id: int) -> Objection | None:
    """The same, locked until the transaction ends; its answer is read only after the lock was waited for."""
    db.session.scalar(select(Objection.id).where(Objection.id == objection_id).with_for_update())
    return db.session.get(Objection, objection_id, populate_existing=True)


def open_objections() -> list[Objection]:
    """Objections that nobody has answered yet, whichever the year, the most urgent first."""
    waiting = select(Objection).outerjoin(Answer, Answer.objection_id == Objection.id).where(Answer.id.is_(None))
    return list(db.session.scalars(waiting.order_by(Objection.due_on, Objection.id)))


def parts_of(proposal: Proposal) -> dict[str, set[int | None]]:
    """Who proposed and who checked this proposal, and who answered objections of its round."""
    checkers = db.session.scalars(select(Check.checked_by).where(Check.proposal_id == proposal.id))
    return {
        procedure.PROPOSER: {proposal.proposed_by} - {None},
        procedure.CHECKER: set(checkers) - {None},
        procedure.ANSWERER: answerers(proposal.year, proposal.round),
    }


def answerers(year: int, round_: int) -> set[int | None]:
    """Who answered an objection in a round."""
    return {one.answer.answered_by for one in objections(year, round_) if one.answer}


def parts_of_round(year: int, round_: int) -> dict[str, set[int | None]]:
    """Who proposed or checked any proposal of a round: they can't answer its objections."""
    rows = select(Proposal.id).where(Proposal.year == year, Proposal.round == round_)
    proposers = db.session.scalars(select(Proposal.proposed_by).where(Proposal.id.in_(rows)))
    checkers = db.session.scalars(select(Check.checked_by).where(Check.proposal_id.in_(rows)))
    return {procedure.PROPOSER: set(proposers) - {None}, procedure.CHECKER: set(checkers) - {None}}


def waits_for(year: int) -> str:
    """The step that a year's newest proposal waits for ("" without one)."""
    current = proposal_of(year)
    return course(current).step(clock.today()) if current else ""
