"""Making papers: their words and their snapshot, all of them checked before any is kept."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask import current_app

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.operations.sealing import Seal, sealer
from hospital_integrity.certificates.queries import Paper
from hospital_integrity.hospital.queries import emblem_picture, profile
from hospital_integrity.rules.certificate import Words, read, words
from hospital_integrity.rules.citation import Wording, citation
from hospital_integrity.rules.frozen import digest
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.serial import serial

Check = Callable[[Words], None]
Columns = dict[str, Any]


class Undrawable(Refused):
    """Papers that can't be printed: nothing is issued; `problems` are all the names with what is wrong."""

    def __init__(self, problems: Sequence[tuple[str, Saying]]) -> None:
        self.problems = problems
        super().__init__(say("有 %(count)s 份证书无法打印，一份也没有签发，请先改好这些名字", count=len(problems)))


@dataclass(frozen=True)
class Draft:
    """One paper to be made: whose, of what kind and year, resting on what (`key` is the foreign key of its ground).

    `ground` is kept in the snapshot, `about` fills the blanks of the wording, `replaces` is an older paper.
    """

    kind: str
    year: int
    holder: str
    day: date
    key: tuple[str, int]
    ground: Mapping[str, object]
    decision: str = ""
    level: str = ""
    stars: int = 0
    of_stars: int = 0
    about: Mapping[str, str] = field(default_factory=dict)
    expires_on: date | None = None
    replaces: int | None = None


@dataclass(frozen=True)
class House:
    """What the papers of today have in common: who issues them, and how each kind is worded (version, wording)."""

    hospital: str
    signatory: str
    wordings: Mapping[str, tuple[int, Wording]]
    emblem: str = ""


def house() -> House:
    """Who issues papers today, in which words; Refused while the hospital has no name or its emblem is lost."""
    hospital = profile(clock.today())
    if hospital is None:
        raise Refused("请先填写医院信息，证书上要写医院名称和落款")
    return House(hospital.name, hospital.signatory, queries.wording_in_force(), _sound(hospital.emblem or ""))


def _sound(emblem: str) -> str:
    if emblem:
        emblem_picture(emblem)
    return emblem


def made(drafts: Sequence[Draft], check: Check) -> list[Columns]:
    """Papers for these drafts, with the next serials of their kinds and years. Raises `Undrawable`."""
    issuer, seal, rows, problems = house(), sealer(), [], list[tuple[str, Saying]]()
    last = {one: queries.last_number(*one) for one in {(draft.kind, draft.year) for draft in drafts}}
    for draft in drafts:
        last[draft.kind, draft.year] += 1
        said, row = _paper(issuer, seal, draft, last[draft.kind, draft.year])
        rows.append(row)
        try:
            check(said)
        except Refused as refused:
            problems.append((draft.holder, refused.saying))
    if problems:
        raise Undrawable(problems)
    return rows


def renewed(old: Paper, check: Check) -> Columns:
    """The same paper under a new serial and code; it says what the old one said."""
    row = old.certificate
    kept = ("kind", "year", "holder", "award_id", "board_entry_id", "appointment_id", "expires_on")
    number = queries.last_number(row.kind, row.year) + 1
    running, token, place = serial(row.kind, row.year, number), secrets.token_hex(16), check_place()
    said = replace(read(old.says), serial=running, check_url=f"{place}/{token}", check_place=_short(place))
    said = sealer()(said)
    _sound(said.emblem)
    check(said)
    columns = {name: getattr(row, name) for name in kept}
    snapshot = {**row.snapshot, "words": said.plain()}
    return {**columns, "number": number, "replaces": row.id, **_sealed(said, token, snapshot)}


def check_place() -> str:
    """The address where a paper is checked."""
    return f"{current_app.config['CANONICAL_BASE_URL']}/v"


def _short(address: str) -> str:
    return address.split("://", 1)[-1]


def _paper(issuer: House, seal: Seal, draft: Draft, number: int) -> tuple[Words, Columns]:
    token, running = secrets.token_hex(16), serial(draft.kind, draft.year, number)
    version, wording = issuer.wordings[draft.kind]
    said = seal(worded(draft, wording, issuer, running, token))
    snapshot = {"words": said.plain(), "ground": dict(draft.ground), "template": {"wording": version}}
    columns: Columns = {name: None for name in ("award_id", "board_entry_id", "appointment_id")}
    columns |= {draft.key[0]: draft.key[1], "holder": draft.holder, "expires_on": draft.expires_on}
    columns |= {"kind": draft.kind, "year": draft.year, "number": number, "replaces": draft.replaces}
    return said, {**columns, **_sealed(said, token, snapshot)}


def _sealed(said: Words, token: str, snapshot: Mapping[str, object]) -> Columns:
    return {
        "serial": said.serial,
        "token": token,
        "snapshot": snapshot,
        "sha256": digest(snapshot),
        "issued_by": asker().account_id,
        "issued_at": clock.now(),
    }


def worded(draft: Draft, wording: Wording, issuer: House, running: str, token: str) -> Words:
    """What a paper says, in these words."""
    place = check_place()
    return words(
        draft.kind,
        citation(draft.kind, draft.year, draft.level, wording, draft.about),
        holder=draft.holder,
        stars=draft.stars,
        of_stars=draft.of_stars,
        hospital=issuer.hospital,
        signatory=wording.signatory or issuer.signatory,
        day=draft.day,
        serial=running,
        check_url=f"{place}/{token}",
        check_place=_short(place),
        decision=draft.decision,
        seal=wording.seal,
        emblem=issuer.emblem,
    )
