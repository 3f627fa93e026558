"""Making papers from awards: their words, their snapshot, all of them checked before any is kept."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.awards.queries import Award, Closing, edition_of_closing
from hospital_integrity.certificates import queries
from hospital_integrity.hospital.queries import profile
from hospital_integrity.rules.certificate import Words, words
from hospital_integrity.rules.citation import citation
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.frozen import digest
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.scheme import Level
from hospital_integrity.rules.serial import serial

Check = Callable[[Words], None]


class Undrawable(Refused):
    """Papers that can't be printed: nothing is issued; `problems` are all the names with what is wrong."""

    def __init__(self, problems: Sequence[tuple[str, Saying]]) -> None:
        self.problems = problems
        super().__init__(say("有 %(count)s 份证书无法打印，一份也没有签发，请先改好这些名字", count=len(problems)))


@dataclass(frozen=True)
class Ground:
    """What papers of one closing have in common: the closing, its edition's levels, who issues them."""

    closing: Closing
    edition: Edition
    hospital: str
    signatory: str

    def level(self, award: Award) -> Level:
        """The level of an award in the edition it was judged by."""
        return self.edition.schemes[award.subject_kind].level_by_key[award.level]


def ground_of(closing: Closing) -> Ground:
    """What papers of this closing rest on; Refused while the hospital has no name."""
    hospital, edition = profile(clock.today()), edition_of_closing(closing)
    if hospital is None:
        raise Refused("请先填写医院信息，证书上要写医院名称和落款")
    return Ground(closing, edition, hospital.name, hospital.signatory)


Columns = dict[str, Any]


def made(ground: Ground, missing: Sequence[Award], replaced: Mapping[int, int], check: Check) -> list[Columns]:
    """Papers for these awards, with the next serials; `replaced` are older papers by award. Raises `Undrawable`."""
    rows: list[Columns] = []
    problems: list[tuple[str, Saying]] = []
    next_number = {kind: queries.last_number(kind, ground.closing.year) for kind in {a.subject_kind for a in missing}}
    for award in missing:
        next_number[award.subject_kind] += 1
        said, row = _paper(ground, award, next_number[award.subject_kind])
        rows.append({**row, "replaces": replaced.get(award.id)})
        try:
            check(said)
        except Refused as refused:
            problems.append((award.name, refused.saying))
    if problems:
        raise Undrawable(problems)
    return rows


def _paper(ground: Ground, award: Award, number: int) -> tuple[Words, Columns]:
    token, running = secrets.token_hex(16), serial(award.subject_kind, award.year, number)
    said = _words(ground, award, running, token)
    snapshot = {"words": said.plain(), "ground": _rests_on(ground, award)}
    row = {
        "award_id": award.id,
        "kind": award.subject_kind,
        "year": award.year,
        "number": number,
        "serial": running,
        "token": token,
        "snapshot": snapshot,
        "sha256": digest(snapshot),
        "issued_by": asker().account_id,
        "issued_at": clock.now(),
    }
    return said, row


def _words(ground: Ground, award: Award, running: str, token: str) -> Words:
    address = f"{current_app.config['CANONICAL_BASE_URL']}/v"
    starred = award.subject_kind != "staff"
    return words(
        award.subject_kind,
        citation(award.subject_kind, award.year, ground.level(award).name),
        holder=award.name,
        stars=award.stars if starred else 0,
        of_stars=max(level.stars for level in ground.edition.schemes[award.subject_kind].levels) if starred else 0,
        hospital=ground.hospital,
        signatory=ground.signatory,
        day=ground.closing.decided_on,
        serial=running,
        check_url=f"{address}/{token}",
        check_place=address.split("://", 1)[-1],
        decision=f"依据文件：{ground.closing.document_no}",
    )


def _rests_on(ground: Ground, award: Award) -> dict[str, object]:
    return {
        "award": award.id,
        "award_sha256": award.sha256,
        "subject_kind": award.subject_kind,
        "subject_id": award.subject_id,
        "department_id": award.department_id,
        "department_name": award.department_name,
        "level": award.level,
        "document_no": ground.closing.document_no,
        "decided_on": ground.closing.decided_on.isoformat(),
        "closing": ground.closing.id,
        "edition": ground.edition.code,
        "edition_sha256": ground.edition.sha256,
    }
