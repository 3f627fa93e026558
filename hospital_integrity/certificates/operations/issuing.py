"""Issuing papers and issuing one anew, all or none.

Two who issue for the same grounds at once are held apart by the row of the closing, or of each entry or appointment;
two who issue for others by the row of a key, because both would take the next number of a kind and year.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import insert

from hospital_integrity import clock
from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Award, Closing
from hospital_integrity.board.queries import BoardEntry
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.models import Certificate
from hospital_integrity.certificates.operations import drafting
from hospital_integrity.certificates.operations.drafting import Decision
from hospital_integrity.certificates.operations.making import Check, Columns, Draft, made, renewed
from hospital_integrity.certificates.operations.revoking import valid_for_change
from hospital_integrity.db import db
from hospital_integrity.departments.queries import GridAppointment
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.frozen import digest
from hospital_integrity.rules.paper_kinds import APPOINTMENT
from hospital_integrity.rules.saying import Refused

Chosen = Sequence[tuple[str, Award]]


def issue_all(closing_id: int, kind: str, check: Check) -> list[Certificate]:
    """Issue every paper of a closing and kind that is still missing; see `issue`."""
    closing = _holding(closing_id)
    return _issue(closing, [(kind, award) for award in queries.issuable(closing, kind)], check)


def issue(award_ids: Collection[int], check: Check, kind: str = "") -> list[Certificate]:
    """Issue papers for awards of one closing, all or none; those that have a valid paper already are left out.

    Without a kind each gets the one of its subject. `check` (of pdf.py) refuses words that can't be drawn; every such
    paper is named at once in `Undrawable`.
    """
    return _issue(*_chosen(award_ids, kind), check)


def issue_honours(kind: str, entry_ids: Collection[int], decision: Decision, check: Check) -> list[Certificate]:
    """Issue papers of a kind for published entries of the red board, all or none; who has a valid one is left out."""
    return _written(honour_drafts(kind, entry_ids, decision), check, kind=kind)


def issue_letters(appointment_ids: Collection[int], decision: Decision, check: Check) -> list[Certificate]:
    """Issue letters for grid appointments of today, all or none; who has a valid one is left out."""
    return _written(letter_drafts(appointment_ids, decision), check, kind=APPOINTMENT)


def award_drafts(award_ids: Collection[int], kind: str = "") -> list[Draft]:
    """Papers that could be issued for awards of one closing."""
    return _drafts(*_chosen(award_ids, kind))


def honour_drafts(kind: str, entry_ids: Collection[int], decision: Decision) -> list[Draft]:
    """Papers that could be issued for entries of the red board; the entries are locked."""
    queries.hold(BoardEntry.id, entry_ids)
    rows = [row for row in queries.honourable(kind) if row.id in entry_ids]
    before = queries.last_papers(Certificate.board_entry_id, [row.id for row in rows], kind)
    return drafting.of_honours(rows, kind, _sensible(decision), before)


def letter_drafts(appointment_ids: Collection[int], decision: Decision) -> list[Draft]:
    """Letters that could be issued for grid appointments; the appointments are locked."""
    queries.hold(GridAppointment.id, appointment_ids)
    rows = [row for row in queries.appointable() if row.id in appointment_ids]
    before = queries.last_papers(Certificate.appointment_id, [row.id for row in rows], APPOINTMENT)
    return drafting.of_appointments(rows, _sensible(decision), before)


def reissue(certificate_id: int, check: Check) -> Certificate:
    """Issue a valid paper anew (lost, damaged): it says the same under a new serial and code; the old one is void."""
    old = valid_for_change(certificate_id)
    if old.award:
        _holding(old.award.closing_id)
    queries.hold_serials()
    (new,) = _kept([renewed(old, check)])
    note("certificates.issued", [("certificates", new.id)], replaces=certificate_id, sha256=new.sha256)
    return new


def _sensible(decision: Decision) -> Decision:
    if decision.day > clock.today():
        raise Refused("落款日期 %(day)s 还没有到", day=decision.day)
    if decision.to_day and decision.to_day < clock.today():
        raise Refused("聘期截止日期 %(day)s 已经过去", day=decision.to_day)
    return decision


def _chosen(award_ids: Collection[int], kind: str) -> tuple[Closing, Chosen]:
    found = awards.awards_by_id(award_ids)
    closings = {award.closing_id for award in found.values()}
    if len(found) != len(set(award_ids)) or len(closings) != 1:
        raise Refused("请选择同一年度结果中的对象")
    closing = _holding(closings.pop())
    kinds = [kind] if kind else sorted({award.subject_kind for award in found.values()})
    return closing, [(one, award) for one in kinds for award in queries.issuable(closing, one) if award.id in found]


def _holding(closing_id: int) -> Closing:
    closing = awards.closing_for_change(closing_id)
    if closing is None or awards.reopening_of(closing_id) is not None:
        raise Refused("这个年度的结果已不再有效，不能签发证书")
    return closing


def _issue(closing: Closing, missing: Chosen, check: Check) -> list[Certificate]:
    return _written(_drafts(closing, missing), check, closing=closing.id)


def _drafts(closing: Closing, missing: Chosen) -> list[Draft]:
    papers = queries.papers_of_awards([award.id for _, award in missing]) if missing else {}
    before = {(one.certificate.kind, id_): one.certificate.id for id_, found in papers.items() for one in found}
    return drafting.of_awards(closing, missing, before)


def _written(drafts: Sequence[Draft], check: Check, **about: Any) -> list[Certificate]:
    if not drafts:
        raise Refused("没有需要签发的证书：都已签发，或等次不颁发证书")
    queries.hold_serials()
    rows = _kept(made(drafts, check))
    note(
        "certificates.issued",
        [("certificates", row.id) for row in rows],
        **about,
        sha256=digest([row.sha256 for row in rows]),
    )
    return rows


def _kept(rows: Sequence[Columns]) -> list[Certificate]:
    # One statement however many there are: adding them one by one would ask SQLite for each number in turn.
    db.session.execute(insert(Certificate), rows)
    return queries.certificates_by_serial([row["serial"] for row in rows])
