"""A look-back at a starred department: the star holds, or a problem opens an indicator or proposes a suspension."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.awards import operations as awards
from hospital_integrity.awards import queries
from hospital_integrity.awards.operations import NewLookBack
from hospital_integrity.awards.queries import LookBack
from hospital_integrity.corrections.operations.stars import Decision, keep_proposal
from hospital_integrity.corrections.queries import due_of
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.ledger.queries import indicator
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.transition import SUSPENDED

HELD, PROBLEM = "held", "problem"


@dataclass(frozen=True)
class Follow:
    """What follows from a problem: an indicator under `item`, or a suspension decided by `document_no`."""

    item: str = ""
    document_no: str = ""


def look_back(new: NewLookBack, follow: Follow) -> LookBack:
    """Record a look-back with what follows from it, as one decision; the same nonce again changes nothing."""
    known = queries.look_back_by_nonce(new.nonce)
    if known is not None:
        return known
    _check(new, follow)
    row = awards.keep_look_back(_followed(new, follow))
    rows = [("look_backs", row.id)]
    rows += [(table, id_) for table, id_ in (("entries", row.entry_id), ("star_proposals", row.proposal_id)) if id_]
    note("look_back.recorded", rows, kind=row.kind, result=row.result)
    return row


def _check(new: NewLookBack, follow: Follow) -> None:
    due = due_of(new.department_id, new.kind, clock.today())
    if due is None or due.year != new.year:
        raise Refused("这个科室现在没有这项回头看")
    if queries.look_back_of(new.department_id, new.year, new.kind) is not None:
        raise Refused("这项回头看已经记录过了")
    if not due.decided_on <= new.looked_on <= clock.today():
        raise Refused("回头看的日期应在授星决定 %(day)s 之后，且不晚于今天", day=due.decided_on)
    if not new.findings.strip():
        raise Refused("请写明回头看的情况")
    chosen = bool(follow.item) + bool(follow.document_no)
    if chosen != (new.result == PROBLEM):
        raise Refused("发现问题时，选择登记一项指标或提出暂停其中一种；没有问题时都不填")


def _followed(new: NewLookBack, follow: Follow) -> NewLookBack:
    if follow.item:
        return replace(new, entry_id=_opened(new, follow.item))
    if follow.document_no:
        wanted = Decision(
            f"{new.nonce}-s"[:64], "department", new.department_id, SUSPENDED, new.findings, follow.document_no
        )
        return replace(new, proposal_id=keep_proposal(wanted).id)
    return new


def _opened(new: NewLookBack, item: str) -> int:
    fact = Fact(f"{new.nonce}-i"[:64], item, new.looked_on, new.department_id, evidence=new.findings)
    entry = ledger.record(fact, asker().account_id)
    if indicator(entry.id) is None:
        raise Refused("“%(item)s”不是科室的警示或否决指标", item=item)
    return entry.id


def note_look_backs_export(count: int) -> None:
    """Write down that the list of look-backs was taken out of the house."""
    note("look_backs.exported", [], count=count)
