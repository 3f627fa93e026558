"""Proposals to close a year, and the results they would freeze."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Select, and_, func, or_, select

from hospital_integrity.awards import queries as awards
from hospital_integrity.closing.models import Proposal, ProposedResult
from hospital_integrity.db import db
from hospital_integrity.paging import SIZE as PAGE
from hospital_integrity.paging import Page

Key = tuple[str, int]


def proposal_of(year: int) -> Proposal | None:
    """The proposal that can be confirmed: the newest of the round that is open."""
    return newest_of_round(year, awards.rounds_of(year) + 1)


def newest_of_round(year: int, round_: int) -> Proposal | None:
    """The newest proposal of a round: of a closed one, what was confirmed."""
    query = select(Proposal).where(Proposal.year == year, Proposal.round == round_)
    return db.session.scalar(query.order_by(Proposal.id.desc()).limit(1))


def proposal_for_change(proposal_id: int) -> Proposal | None:
    """The same by its id, locked until the transaction ends, so that two people can't both act on it."""
    return db.session.scalar(select(Proposal).where(Proposal.id == proposal_id).with_for_update())


def proposal(proposal_id: int) -> Proposal | None:
    """A proposal, newest or not."""
    return db.session.get(Proposal, proposal_id)


def proposals() -> dict[int, Proposal]:
    """The newest proposal of every year, whatever became of it."""
    return {row.year: row for row in db.session.scalars(select(Proposal).order_by(Proposal.id))}


def results_of(proposal_id: int, kinds: Collection[str] = ()) -> list[ProposedResult]:
    """The results of a proposal, best first within a kind and a pool; `kinds` narrows."""
    return list(db.session.scalars(_ordered(_of(proposal_id, kinds))))


def results_page(proposal_id: int, kind: str, page: int, best_only: bool = False) -> Page[ProposedResult]:
    """One page of a kind's results; `best_only` leaves those who hold the best level."""
    query = _of(proposal_id, {kind})
    query = query.where(ProposedResult.rank == 0) if best_only else query
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = min(max(page, 1), max(-(-total // PAGE), 1))
    return Page(list(db.session.scalars(_ordered(query).limit(PAGE).offset((page - 1) * PAGE))), page, total)


def result(proposal_id: int, kind: str, subject_id: int) -> ProposedResult | None:
    """What a proposal says about one subject."""
    query = _of(proposal_id, {kind}).where(ProposedResult.subject_id == subject_id)
    return db.session.scalar(query)


def results_about(proposal_id: int, keys: Iterable[Key]) -> list[ProposedResult]:
    """What a proposal says about some subjects."""
    about = [and_(ProposedResult.subject_kind == kind, ProposedResult.subject_id == one) for kind, one in keys]
    return list(db.session.scalars(_ordered(_of(proposal_id, ()).where(or_(*about))))) if about else []


def levels_of(proposal_id: int) -> dict[Key, tuple[str, str]]:
    """Level key and name of every subject of a proposal."""
    columns = (ProposedResult.subject_kind, ProposedResult.subject_id, ProposedResult.level, ProposedResult.level_name)
    rows = db.session.execute(select(*columns).where(ProposedResult.proposal_id == proposal_id))
    return {(kind, subject): (level, name) for kind, subject, level, name in rows}


def _of(proposal_id: int, kinds: Collection[str]) -> Select[tuple[ProposedResult]]:
    query = select(ProposedResult).where(ProposedResult.proposal_id == proposal_id)
    return query.where(ProposedResult.subject_kind.in_(kinds)) if kinds else query


def _ordered(query: Select[tuple[ProposedResult]]) -> Select[tuple[ProposedResult]]:
    return query.order_by(ProposedResult.subject_kind, ProposedResult.pool, ProposedResult.rank, ProposedResult.id)
