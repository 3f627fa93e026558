"""Clarifications, step by step: started, the person asked, proposed, approved by another one, said, visited after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.board import queries
from hospital_integrity.board.models import Clarification, ClarificationStep
from hospital_integrity.board.operations.steps import said_by, stepped
from hospital_integrity.board.queries import clarifying, remedies
from hospital_integrity.db import db
from hospital_integrity.hospital.queries import calendar
from hospital_integrity.intake import queries as intake
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.rules import clarifying as rules
from hospital_integrity.rules.clarifying import Proposal
from hospital_integrity.rules.saying import Refused, Saying, Stale, say


@dataclass(frozen=True)
class Source:
    """What was untrue: an entry of the board, a fact of the ledger, or a case of intake; and whom it was about."""

    board_entry_id: int | None = None
    entry_id: int | None = None
    case_id: int | None = None
    staff_id: int | None = None
    department_id: int = 0


def source_of_board(board_entry_id: int) -> Source:
    """An entry that was published and is no longer right: withdrawn, or its fact reversed."""
    row = queries.board_entry(board_entry_id)
    if row is None or row.shown_from is None:
        raise Refused("找不到这条榜单记录")
    if row.state != "withdrawn" and not queries.is_reversed(row):
        raise Refused("这条记录还在榜上；先撤下或冲销，再予澄清")
    return Source(board_entry_id=row.id, staff_id=row.staff_id, department_id=row.department_id)


def source_of_fact(entry_id: int) -> Source:
    """A fact of the ledger that was reversed; where it stood on the board, its entry there is the source."""
    entry = ledger.entry(entry_id)
    if entry is None or entry.reverses is not None or ledger.reversal_of(entry_id) is None:
        raise Refused("只有已冲销的记录可以澄清")
    return Source(entry_id=entry.id, staff_id=entry.staff_id, department_id=entry.department_id)


def source_of_case(case_id: int) -> Source:
    """A case of intake that proved untrue, about somebody known, if the asker may know of it."""
    found = intake.untrue_case(case_id)
    if found is None or found.department_id is None:
        raise Refused("只有查明不实、写明对象的来件可以澄清")
    return Source(case_id=found.id, staff_id=found.staff_id, department_id=found.department_id)


def start_clarification(nonce: str, source: Source, ground: str) -> Clarification:
    """Start a clarification as a decision of its own; the same nonce again changes nothing."""
    known = clarifying.clarification_by_nonce(nonce)
    if known is not None:
        return known
    row = begin_clarification(nonce, source, ground)
    note("clarification.started", [("clarifications", row.id)])
    return row


def begin_clarification(nonce: str, source: Source, ground: str) -> Clarification:
    """The same as part of another decision, without an event."""
    if ground not in rules.MUST:
        raise Refused("请选择澄清的理由")
    if clarifying.clarification_of(source.board_entry_id, source.entry_id, source.case_id) is not None:
        raise Stale(say("这件事已经有一份澄清"))
    row = Clarification(
        nonce=nonce,
        board_entry_id=source.board_entry_id,
        entry_id=source.entry_id,
        case_id=source.case_id,
        staff_id=source.staff_id,
        department_id=source.department_id,
        ground=ground,
        made_by=asker().account_id,
        made_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    db.session.add(_step(row.id, 1, rules.STARTED))
    db.session.flush()
    return row


def ask_person(id: int, number: int, consent: str, asked: str) -> ClarificationStep:
    """Write down that the person was asked, how, and what the answer was."""
    row = _taken(id, number, rules.ASKED)
    if consent not in rules.CONSENTS:
        raise Refused("请选择本人的意见")
    return _noted(_step(row.id, number + 1, rules.ASKED, consent=consent, words=said_by(asked)))


def propose_clarification(id: int, number: int, wanted: Proposal) -> ClarificationStep:
    """Put a clarification to approval: with consent, in a form, naming the untrue points and nothing else."""
    row = _taken(id, number, rules.PROPOSED)
    rules.check_proposal(wanted, _was_public(row), remedies.person_of(row), remedies.guarded_of(row))
    said = {"consent": wanted.consent, "words": wanted.asked, "form": wanted.form}
    text = rules.composed(opening_of(row), wanted.points)
    return _noted(_step(row.id, number + 1, rules.PROPOSED, text=text, **said))


def approve_clarification(id: int, number: int) -> ClarificationStep:
    """Approve what another person proposed; it is due in five working days."""
    row = _taken(id, number, rules.APPROVED)
    proposed = row.steps[-1]
    _check_apart(row, proposed)
    step = _step(row.id, number + 1, rules.APPROVED, **_same(proposed))
    step.answers, step.proposed_by = proposed.id, proposed.actor_id
    step.due_on = rules.due_day(calendar(), clock.today())
    return _noted(step)


def return_clarification(id: int, number: int, words: str) -> ClarificationStep:
    """Give a proposal back, with the reason."""
    row = _taken(id, number, rules.RETURNED)
    _check_apart(row, row.steps[-1])
    return _noted(_step(row.id, number + 1, rules.RETURNED, words=said_by(words)))


def carry_out_clarification(id: int, number: int, words: str) -> ClarificationStep:
    """Say that it was done, how and where; a notice goes onto the board, for as long as what it clears stood there."""
    row = _taken(id, number, rules.PUBLISHED)
    step = _step(row.id, number + 1, rules.PUBLISHED, **{**_same(row.steps[-1]), "words": said_by(words)})
    if step.form == rules.NOTICE and row.board_entry_id is not None:
        _put_up(row.board_entry_id, step)
    return _noted(step)


def _put_up(board_entry_id: int, step: ClarificationStep) -> None:
    entry, seen = queries.board_entry_for_change(board_entry_id), clarifying.seen(board_entry_id)
    shown = rules.same_time(*seen, clock.today()) if seen else None
    if shown is not None and entry is not None:
        step.shown_from, step.shown_to = shown
        entry.version += 1
        stepped(entry, "clarified", noted=False)


def note_visit(id: int, number: int, words: str) -> ClarificationStep:
    """Write down the visit afterwards, which closes the matter."""
    row = _taken(id, number, rules.VISITED)
    return _noted(_step(row.id, number + 1, rules.VISITED, words=said_by(words)))


def end_clarification(id: int, number: int, ground: str, words: str) -> ClarificationStep:
    """Decide that nothing is clarified, for one of the reasons there are."""
    row = _taken(id, number, rules.ENDED)
    if ground not in rules.MUST_NOT:
        raise Refused("请选择不予澄清的理由")
    reason = f"{rules.MUST_NOT[ground]}；{said_by(words)}"[:500]
    return _noted(_step(row.id, number + 1, rules.ENDED, words=reason))


def opening_of(row: Clarification) -> Saying:
    """How a clarification begins: what stood where, about whom, under the name that readers saw."""
    entry = queries.board_entry(row.board_entry_id) if row.board_entry_id else None
    if entry is not None:
        card = queries.cards([entry])[0]
        return _filled(rules.ON_BOARD, card.title, card.subject, entry.shown_from, entry.shown_to)
    who = clarifying.public_name(row.staff_id, row.department_id)
    fact = ledger.entry(row.entry_id) if row.entry_id else None
    if fact is not None:
        return _filled(rules.ON_RECORD, clarifying.item_name(fact), who, fact.happened_on, fact.happened_on)
    return _filled(rules.IN_CASE, "", who, None, None)


def _filled(opening: Saying, title: str, subject: str, *days: date | None) -> Saying:
    first, last = (rules.in_chinese(day) if day else "" for day in days)
    return Saying(opening.text, {"title": title, "subject": subject, "first": first, "last": last})


def _was_public(row: Clarification) -> bool:
    return row.board_entry_id is not None and clarifying.seen(row.board_entry_id) is not None


def _check_apart(row: Clarification, proposed: ClarificationStep) -> None:
    person = asker()
    if proposed.actor_id == person.account_id:
        raise Refused("提出澄清的人不能自己批准，请由另一人决定")
    if row.staff_id is not None and row.staff_id == person.staff_id:
        raise Refused("这件事与您本人有关，请由另一人决定")
    if row.department_id in person.home | person.departments:
        raise Refused("这件事与您所在或负责的科室有关，请由另一人决定")


def _taken(id: int, number: int, wanted: str) -> Clarification:
    row = clarifying.clarification_for_change(id)
    if row is None:
        raise Refused("找不到这件澄清")
    last = row.steps[-1]
    if last.number != number:
        raise Stale(say("这件澄清刚才有人办理过，现在的状态是“%(state)s”", state=rules.STATES[last.verb]))
    rules.check_step(last.verb, wanted)
    return row


def _same(step: ClarificationStep) -> dict[str, str]:
    return {"consent": step.consent, "form": step.form, "text": step.text}


def _step(id: int, number: int, verb: str, **said: str) -> ClarificationStep:
    return ClarificationStep(
        clarification_id=id, number=number, verb=verb, actor_id=asker().account_id, at=clock.now(), **said
    )


def _noted(row: ClarificationStep) -> ClarificationStep:
    db.session.add(row)
    db.session.flush()
    note(f"clarification.{row.verb}", [("clarification_steps", row.id), ("clarifications", row.clarification_id)])
    return row
