"""Objections to an announced result, and their answers by somebody who had no part in it."""

from __future__ import annotations

from collections.abc import Sequence

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.attachments.operations import keep
from hospital_integrity.awards import queries as awards
from hospital_integrity.closing import queries
from hospital_integrity.closing.models import Answer, Notice, Objection, ObjectionFile, ProposedResult
from hospital_integrity.db import db
from hospital_integrity.forms import Upload
from hospital_integrity.hospital.queries import calendar
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger.queries import marks_of_year, take_pen
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.ethics import PREFIX
from hospital_integrity.rules.procedure import CHECKER, PROPOSER, answer_days, require_other
from hospital_integrity.rules.saying import Refused, Stale

LEAST_TEXT = 10


def object_to(
    notice: Notice, kind: str, subject_id: int, text: str, evidence: str, uploads: Sequence[Upload] = ()
) -> Objection:
    """Disagree with an announced result, until the end of the notice's last day; one objection a person and result."""
    take_pen(alone=False)  # either this is seen by whoever confirms, or the year is closed already
    _check_notice(notice)
    if kind != "department" and subject_id != asker().staff_id:
        raise Refused("个人的结果只能由本人提出异议")
    about = _announced(notice, kind, subject_id)
    if len(text.strip()) < LEAST_TEXT:
        raise Refused("请写明异议的事实和理由（至少 %(least)s 个字）", least=LEAST_TEXT)
    row = Objection(
        notice_id=notice.id,
        year=notice.year,
        round=notice.round,
        subject_kind=kind,
        subject_id=subject_id,
        name=about.name,
        level_name=about.level_name,
        department_id=about.department_id,
        text=text.strip(),
        evidence=evidence.strip(),
        due_on=calendar().add_working_days(clock.today(), answer_days(edition_of(notice.year), kind)),
        made_by=asker().account_id,
        made_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    note("closing.objected", [("closing_objections", row.id), *_attached(row.id, uploads)], year=notice.year)
    return row


def _attached(objection_id: int, uploads: Sequence[Upload]) -> list[tuple[str, int]]:
    rows = keep(uploads) if uploads else []
    db.session.add_all(ObjectionFile(objection_id=objection_id, attachment_id=row.id) for row in rows)
    db.session.flush()
    return [("attachments", row.id) for row in rows]


def _check_notice(notice: Notice) -> None:
    newest = queries.newest_notice(notice.year)
    if newest is None or newest.id != notice.id:
        raise Stale("结果已重新公示，请对新的公示提出")
    if awards.closing_of(notice.year) or awards.rounds_of(notice.year) + 1 != notice.round:
        raise Refused("%(year)s 年度已经关闭", year=notice.year)
    if not notice.first_day <= clock.today() <= notice.last_day:
        raise Refused("公示期到 %(day)s 为止，已不能提出异议", day=notice.last_day.isoformat())


def _announced(notice: Notice, kind: str, subject_id: int) -> ProposedResult:
    about = queries.result(notice.proposal_id, kind, subject_id)
    if about is None:
        raise Refused("公示的结果里没有这个对象")
    mine = [one for one in queries.objections(notice.year, notice.round) if one.made_by == asker().account_id]
    if any((one.notice_id, one.subject_kind, one.subject_id) == (notice.id, kind, subject_id) for one in mine):
        raise Refused("您已经对这个结果提出过异议")
    return about


def answer(objection_id: int, verdict: str, reasons: str) -> Answer:
    """Answer an objection. Only by somebody uninvolved: no proposer, no checker, not of the department, not oneself."""
    objection = queries.objection_for_change(objection_id)
    if objection is None:
        raise Refused("找不到这件异议")
    if objection.answer is not None:
        raise Stale("这件异议刚才已经有人答复了，请刷新后查看")
    check_uninvolved(objection)
    if len(reasons.strip()) < LEAST_TEXT:
        raise Refused("请写明答复的理由（至少 %(least)s 个字）", least=LEAST_TEXT)
    proposal = queries.proposal_of(objection.year)
    if proposal is None:
        raise Stale("%(year)s 年度已经关闭", year=objection.year)
    row = Answer(
        objection=objection,
        proposal_id=proposal.id,
        made_by=objection.made_by,
        verdict=verdict,
        reasons=reasons.strip(),
        answered_by=asker().account_id,
        answered_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    note("closing.answered", [("closing_answers", row.id), ("closing_objections", objection.id)], verdict=verdict)
    return row


def check_uninvolved(objection: Objection) -> None:
    """Refuse, saying why, whoever had a part in what the objection is about."""
    person = asker()
    parts = queries.parts_of_round(objection.year, objection.round)
    require_other(parts, person.account_id, [PROPOSER, CHECKER])
    if person.account_id == objection.made_by:
        raise Refused("不能答复自己提出的异议")
    if objection.department_id in person.home | person.departments | person.watched:
        raise Refused("您属于这个科室，须由无关的人答复")
    if objection.subject_kind != "department" and objection.subject_id == person.staff_id:
        raise Refused("不能答复关于自己的异议")
    if person.account_id in _judges(objection):
        raise Refused("您在考评中评过这个人，须由无关的人答复")


def _judges(objection: Objection) -> set[int | None]:
    """Whose marks at a stage of the assessment the result rests on."""
    if objection.subject_kind != "staff":
        return set()
    marks = marks_of_year("staff", objection.year, [objection.subject_id]).get(objection.subject_id, ())
    return {one.rater_id for one in marks if one.sheet.startswith(PREFIX)} - {None}
