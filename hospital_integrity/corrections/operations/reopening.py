"""Opening a closed year again: a new decision with a reason, after which its awards and certificates are void."""

from __future__ import annotations

from hospital_integrity.access import asker
from hospital_integrity.awards import operations as awards
from hospital_integrity.awards import queries
from hospital_integrity.awards.queries import Closing, Reopening
from hospital_integrity.corrections.queries import later_years
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.rules.saying import Refused

MOST_DOCUMENT_NO, LEAST_REASON = 40, 5


def reopen(year: int, document_no: str, reason: str) -> Reopening:
    """Undo the closing of a year. Refused to whoever confirmed it, and while a later year is closed upon it."""
    closing = _reopenable(year)
    if not 0 < len(document_no.strip()) <= MOST_DOCUMENT_NO or len(reason.strip()) < LEAST_REASON:
        raise Refused(
            "重新开启必须填写文件号（最多 %(most)s 个字），并写明理由（至少 %(least)s 个字）",
            most=MOST_DOCUMENT_NO,
            least=LEAST_REASON,
        )
    row = awards.reopen(closing, document_no.strip(), reason.strip(), asker().account_id)
    ledger.seal(year, "open")
    note("year.reopened", [("reopenings", row.id), ("closings", closing.id)], year=year)
    return row


def _reopenable(year: int) -> Closing:
    closing = queries.closing_of(year)
    if closing is None or queries.closing_for_change(closing.id) is None or queries.reopening_of(closing.id):
        raise Refused("%(year)s 年度没有关闭", year=year)
    if closing.confirmed_by is not None and closing.confirmed_by == asker().account_id:
        raise Refused("确认关闭的人不能自己重新开启，请由另一人决定")
    for later in later_years(year):
        raise Refused("%(later)s 年度建立在本年度之上且已关闭，须先重新开启它", later=later)
    return closing
