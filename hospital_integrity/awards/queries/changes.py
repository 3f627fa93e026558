"""Decisions about stars between awards: waiting for a second person, and taken."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, func, select

from hospital_integrity.awards.models import StarChange, StarDrop, StarProposal
from hospital_integrity.db import db
from hospital_integrity.rules.transition import REMOVED, SUSPENDED

HOLDING_DOWN = (REMOVED, SUSPENDED)


def open_proposals(kind: str = "", subject_id: int = 0) -> list[StarProposal]:
    """The proposals that nobody has confirmed or dropped, oldest first; of one subject if given."""
    query = _open()
    if kind:
        query = query.where(StarProposal.subject_kind == kind, StarProposal.subject_id == subject_id)
    return list(db.session.scalars(query.order_by(StarProposal.id)))


def star_proposal(proposal_id: int) -> StarProposal | None:
    """One proposal, whatever became of it."""
    return db.session.get(StarProposal, proposal_id)


def open_proposal_for_change(proposal_id: int) -> StarProposal | None:
    """A proposal that still waits, locked until the transaction ends; None when it was decided.

    Asked again once the lock is held: whoever held it before may have decided.
    """
    row = select(StarProposal).where(StarProposal.id == proposal_id).with_for_update()
    locked = db.session.scalar(row, execution_options={"populate_existing": True})
    return db.session.scalar(_open().where(StarProposal.id == locked.id)) if locked else None


def star_proposal_by_nonce(nonce: str) -> StarProposal | None:
    """The proposal that was made under this nonce."""
    return db.session.scalar(select(StarProposal).where(StarProposal.nonce == nonce))


def change_of_proposal(proposal_id: int) -> StarChange | None:
    """The change that a proposal became, if it was confirmed."""
    return db.session.scalar(select(StarChange).where(StarChange.proposal_id == proposal_id))


def changes_of(kind: str, subject_ids: Collection[int]) -> dict[int, list[StarChange]]:
    """All changes of some subjects' stars, in the order they were decided; one statement."""
    query = select(StarChange).where(StarChange.subject_kind == kind, StarChange.subject_id.in_(subject_ids))
    found: dict[int, list[StarChange]] = {}
    for change in db.session.scalars(query.order_by(StarChange.year, StarChange.number)):
        found.setdefault(change.subject_id, []).append(change)
    return found


def recent_changes(most: int = 50) -> list[StarChange]:
    """The last changes of any subject, newest first."""
    return list(db.session.scalars(select(StarChange).order_by(StarChange.id.desc()).limit(most)))


def newest_changes() -> Select[tuple[StarChange]]:
    """The statement of the last change of each subject and year, for a join of another wing."""
    newest = select(func.max(StarChange.id)).group_by(StarChange.subject_kind, StarChange.subject_id, StarChange.year)
    return select(StarChange).where(StarChange.id.in_(newest))


def held_down(kind: str) -> set[tuple[int, int]]:
    """The subjects and award years whose stars a decision has suspended or removed; one statement."""
    rows = newest_changes().where(StarChange.subject_kind == kind, StarChange.transition.in_(HOLDING_DOWN))
    return {(one.subject_id, one.year) for one in db.session.scalars(rows)}


def _open() -> Select[tuple[StarProposal]]:
    dropped, confirmed = select(StarDrop.proposal_id), select(StarChange.proposal_id)
    return select(StarProposal).where(StarProposal.id.not_in(dropped), StarProposal.id.not_in(confirmed))
