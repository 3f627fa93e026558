"""The printing register: papers were printed, and handed to somebody. Nothing in it is ever changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import insert

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.models import CertificateHandover, CertificatePrint, CertificatePrintPaper
from hospital_integrity.certificates.queries import VALID, Paper
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused, Stale

SHEET, PLAIN, ZIP = "sheet", "plain", "zip"
MOST_COPIES = 100


@dataclass(frozen=True)
class Told:
    """What the register is told of a print: its shape, order, copies, purpose, and what was asked for."""

    shape: str = SHEET
    sorting: str = "serial"
    copies: int = 1
    purpose: str = ""
    wanted: Mapping[str, object] = field(default_factory=dict)


def register_print(papers: Sequence[Paper], told: Told, nonce: str) -> CertificatePrint:
    """Write a print into the register, before its file is handed out; the same form sent twice is one print."""
    known = queries.print_by_nonce(nonce)
    if known is not None:
        return known
    if not papers:
        raise Refused("没有符合条件的有效证书可以打印")
    row = CertificatePrint(
        nonce=nonce,
        shape=told.shape,
        sorting=told.sorting,
        wanted=dict(told.wanted),
        papers=len(papers),
        copies=told.copies,
        purpose=told.purpose,
        printed_by=asker().account_id,
        printed_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    _keep_papers(row.id, papers)
    note("certificates.printed", [("certificate_prints", row.id)], papers=len(papers), copies=told.copies)
    return row


def _keep_papers(print_id: int, papers: Sequence[Paper]) -> None:
    ordered = enumerate(papers, 1)
    rows = [{"print_id": print_id, "place": place, "certificate_id": one.certificate.id} for place, one in ordered]
    db.session.execute(insert(CertificatePrintPaper), rows)


def hand_over(print_id: int, handed_to: str, handed_on: date, copies: int) -> CertificateHandover:
    """Enter who took printed sheets; Refused for a day to come and for more sheets than were printed."""
    row = queries.print_of(print_id)
    if row is None:
        raise Refused("没有这次打印")
    printed, handed = clock.day_of(row.printed_at), sum(one.copies for one in row.handovers)
    if not printed <= handed_on <= clock.today():
        raise Refused("移交日期应在打印当天（%(first)s）到今天之间", first=printed)
    if handed + copies > row.papers * row.copies:
        raise Refused(
            "共打印 %(all)s 张，已移交 %(handed)s 张，不能再移交这么多", all=row.papers * row.copies, handed=handed
        )
    new = CertificateHandover(
        print_id=print_id,
        handed_to=handed_to,
        handed_on=handed_on,
        copies=copies,
        entered_by=asker().account_id,
        entered_at=clock.now(),
    )
    db.session.add(new)
    db.session.flush()
    note("certificates.handed_over", [("certificate_handovers", new.id)], print=print_id, copies=copies)
    return new


def still_printable(print_id: int) -> list[Paper]:
    """The papers of a print; Stale when one of them is no longer valid, so that it isn't printed once more."""
    papers = queries.printed_papers(print_id)
    void = [one.certificate.serial for one in papers if one.state != VALID]
    if void:
        raise Stale("有 %(count)s 份证书已经作废（%(first)s 等），请重新登记一次打印", count=len(void), first=void[0])
    return papers
