"""Wording a kind of paper: a new version, never an edit; what was issued keeps its own words."""

from __future__ import annotations

from dataclasses import asdict

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.models import CertificateWording
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.citation import Wording, wrong_blanks
from hospital_integrity.rules.frozen import digest
from hospital_integrity.rules.saying import Refused, Stale


def word(kind: str, wording: Wording, *, seen: int) -> CertificateWording:
    """Say how a kind is worded from now on; Stale when another version was written since the one that was `seen`."""
    version, before = queries.wording_in_force()[kind]
    if version != seen:
        raise Stale("您打开页面以后，这种证书的文字已被别人改动。请核对后重新填写")
    for problem in wrong_blanks(kind, wording).values():
        raise Refused(problem)
    if wording == before:
        raise Refused("没有改动任何内容")
    row = CertificateWording(kind=kind, **asdict(wording), made_by=asker().account_id, made_at=clock.now())
    db.session.add(row)
    db.session.flush()
    note("certificate.worded", [("certificate_wordings", row.id)], kind=kind, sha256=digest(asdict(wording)))
    return row
