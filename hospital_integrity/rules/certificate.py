"""The words of a certificate as plain data, to be kept as its snapshot and drawn again at any time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from hospital_integrity.rules.citation import Body, Citation


@dataclass(frozen=True)
class Words:
    """Everything a certificate says.

    `day` is its date, `check_url` what the QR code opens, `check_place` where the serial can be typed in; `of_stars`
    is 0 where there are no stars to show; `decision` names the document it rests on; without `seal` the place of the
    seal stays blank for the wet one; `emblem` is the hash of the hospital's own picture, blank for the lotus.
    """

    kind: str
    title: str
    english: str
    subject: str
    holder: str
    address: str
    body: Body
    grade: str
    stars: int
    of_stars: int
    hospital: str
    signatory: str
    day: date
    serial: str
    check_url: str
    check_place: str
    decision: str
    seal: bool
    seal_line: str
    emblem: str = ""

    def texts(self) -> tuple[str, ...]:
        """Every text that the fonts must draw."""
        phrases = (text for paragraph in self.body for text, _ in paragraph)
        proof = (self.serial, self.decision, self.check_place)
        return self.holder, self.address, *phrases, self.hospital, self.signatory, *proof

    def sentences(self) -> str:
        """The body as plain text, a line for each paragraph."""
        return "\n".join("".join(text for text, _ in paragraph) for paragraph in self.body)

    def plain(self) -> dict[str, Any]:
        """These words as JSON knows them; `read` brings them back."""
        told = {name: value for name, value in asdict(self).items() if name != "emblem" or value}
        return {**told, "day": self.day.isoformat(), "body": [[list(p) for p in line] for line in self.body]}


def read(plain: Mapping[str, Any]) -> Words:
    """Words from what `Words.plain` gave."""
    body = tuple(tuple((str(text), bool(strong)) for text, strong in paragraph) for paragraph in plain["body"])
    return Words(**{**plain, "day": date.fromisoformat(plain["day"]), "body": body})


def words(
    kind: str,
    citation: Citation,
    *,
    holder: str,
    stars: int = 0,
    of_stars: int = 0,
    hospital: str,
    signatory: str = "",
    day: date,
    serial: str,
    check_url: str,
    check_place: str = "",
    decision: str = "",
    seal: bool = False,
    emblem: str = "",
) -> Words:
    """The words of a certificate from its citation (rules/citation.py) and what belongs to this one paper."""
    return Words(
        kind=kind,
        **vars(citation),
        holder=holder,
        stars=stars,
        of_stars=of_stars,
        hospital=hospital,
        signatory=signatory if signatory != hospital else "",
        day=day,
        serial=serial,
        check_url=check_url,
        check_place=check_place,
        decision=decision,
        seal=seal,
        emblem=emblem,
    )
