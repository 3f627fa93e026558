"""The steps between registration and conclusion, and what every step does."""

from __future__ import annotations

from collections.abc import Sequence

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.attachments.operations import keep
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import Upload
from hospital_integrity.intake import queries
from hospital_integrity.intake.models import IntakeCase, IntakeFile, IntakeStep
from hospital_integrity.journal.operations import note
from hospital_integrity.rules import intake as rules
from hospital_integrity.rules.saying import Refused, Stale

SAID = ("state", "outcome", "follow", "entry_id", "passed_to", "version")


def step(
    id: int, version: int, verb: str, words: str, nonce: str, to: int | None = None, uploads: Sequence[Upload] = ()
) -> IntakeCase:
    """Pass a case on, accept it, tell the result, close or reopen it; the same nonce again changes nothing.

    Reopening leaves an entry of the ledger as it is: only a correction takes a fact back.
    """
    row = taken(id, version, nonce)
    if row is None:
        return case_of(id)
    rules.check_step(verb, row.state, row.kind)
    check_said(row, words)
    if verb == rules.PASSED:
        _check_receiver(row, to)
        row.passed_to = to
    if verb == rules.REOPENED:
        _check_reason(words)
        row.outcome, row.follow, row.decided_by = "", "", None
    row.state = {rules.TOLD: row.state, rules.REOPENED: rules.ACCEPTED}.get(verb, verb)
    return stepped(row, verb, words, nonce, uploads)


def taken(id: int, version: int, nonce: str) -> IntakeCase | None:
    """The locked case as it was looked at; None when this very form was carried out before."""
    row = queries.case_for_change(id)
    if row is None:
        raise Refused("找不到这件来件")
    if queries.step_by_nonce(nonce) is not None:
        return None
    if row.version != version:
        raise Stale("这件来件刚由别人办理过（%(state)s），请刷新后再看", state=rules.STATES[row.state])
    return row


def case_of(id: int) -> IntakeCase:
    """The case as it stands, for whoever sent a form twice."""
    row = queries.case(id)
    if row is None:
        raise Refused("找不到这件来件")
    return row


def check_said(row: IntakeCase, words: str) -> None:
    """Refuse words that judge who reported, or that name him."""
    rules.check_words(words)
    rules.check_unsaid({"words": words}, queries.source(row.id, row.nonce))


def stepped(row: IntakeCase, verb: str, words: str, nonce: str, uploads: Sequence[Upload] = ()) -> IntakeCase:
    """Write down a step of a case, with its files and its journal event; who reported isn't in either."""
    row.version += verb != rules.RECEIVED
    said = {name: getattr(row, name) for name in SAID}
    db.session.add(
        IntakeStep(
            case_id=row.id,
            nonce=nonce,
            verb=verb,
            actor_id=asker().account_id,
            at=clock.now(),
            words=words.strip(),
            content=said,
        )
    )
    files = _attached(row.id, uploads, original=verb == rules.RECEIVED)
    db.session.flush()
    fact = [("entries", row.entry_id)] if row.entry_id else []
    note(f"intake.{verb}", [("intake_cases", row.id), *fact, *(("attachments", one) for one in files)])
    return row


def _attached(id: int, uploads: Sequence[Upload], *, original: bool) -> list[int]:
    rows = keep(uploads, already=len(queries.files_of(id))) if uploads else []
    db.session.add_all(IntakeFile(case_id=id, attachment_id=row.id, original=original) for row in rows)
    return [row.id for row in rows]


def _check_receiver(row: IntakeCase, to: int | None) -> None:
    rules.check_passing(row.kind, queries.departments_touched(row), to)
    place = departments.department(to or 0)
    if place is None or place.id not in {one.id for one in departments.departments_on(clock.today())}:
        raise Refused("这个科室今天不存在，请重新选择")


def _check_reason(words: str) -> None:
    if not words.strip():
        raise Refused("重新核查要写明理由")
