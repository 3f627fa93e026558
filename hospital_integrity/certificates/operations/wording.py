"""Wording a kind of paper: a new version, never an edit; what was issued keeps its own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.models import CertificateWording
from hospital_integrity.certificates.operations.specimen import specimen
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.certificate import Words
from hospital_integrity.rules.citation import Wording, wrong_blanks
from hospital_integrity.rules.frozen import digest
from hospital_integrity.rules.saying import Refused, Saying, Stale, say

Measure = Callable[[Words], Mapping[str, Saying]]


class Unfit(Refused):
    """A wording that can't be used; `problems` say of each field what is wrong or what to shorten."""

    def __init__(self, problems: Mapping[str, Saying]) -> None:
        self.problems = problems
        super().__init__(say("证书上写不下或用不了，没有保存，请按各栏的提示修改"))


def word(kind: str, wording: Wording, measure: Measure, *, seen: int) -> CertificateWording:
    """Say how a kind is worded from now on; `measure` (of pdf.py) finds what doesn't fit, which raises `Unfit`.

    Stale when another version was written since the one that was `seen`.
    """
    version, before = queries.wording_in_force()[kind]
    if version != seen:
        raise Stale("您打开页面以后，这种证书的文字已被别人改动。请核对后重新填写")
    if wording == before:
        raise Refused("没有改动任何内容")
    fitting(kind, wording, measure)
    row = CertificateWording(kind=kind, **asdict(wording), made_by=asker().account_id, made_at=clock.now())
    db.session.add(row)
    db.session.flush()
    note("certificate.worded", [("certificate_wordings", row.id)], kind=kind, sha256=digest(asdict(wording)))
    return row


def fitting(kind: str, wording: Wording, measure: Measure) -> Words:
    """A specimen of the wording; `Unfit` when it doesn't fit, the longest names and deeds to be expected included."""
    problems = wrong_blanks(kind, wording) or measure(specimen(kind, wording, long=True))
    if problems:
        raise Unfit(problems)
    return specimen(kind, wording)
