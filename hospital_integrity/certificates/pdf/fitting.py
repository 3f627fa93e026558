"""Whether a wording fits on the paper, said field by field, so that whoever writes it knows what to shorten."""

from __future__ import annotations

from collections.abc import Callable

from hospital_integrity.certificates.pdf.layout import (
    SIGNED_SIZES,
    SIGNED_WIDTH,
    fitting_body,
    holder_size,
    room_for_body,
)
from hospital_integrity.paper.fonts import check_drawable, width
from hospital_integrity.paper.lines import fitting_size
from hospital_integrity.paper.seal import LONGEST_LINE, seal_form
from hospital_integrity.paper.title import brush_of, serif_of
from hospital_integrity.rules.certificate import Words
from hospital_integrity.rules.saying import Refused, Saying

WIDEST_ADDRESS, ADDRESS_SIZE = 100.0, 20


def misfits(words: Words) -> dict[str, Saying]:
    """What doesn't fit, or can't be drawn, by the field of the wording (rules/citation.py) that must change."""
    sentences = dict(zip(("praise", "closing"), (paragraph[0][0] for paragraph in words.body), strict=False))
    checks: list[tuple[str, Callable[[], object]]] = [
        ("title", lambda: brush_of(words.title)),
        ("english", lambda: serif_of(words.english)),
        ("address", lambda: _address(words.address)),
        ("grade", lambda: check_drawable(words.grade)),
        ("praise", lambda: check_drawable(sentences["praise"])),
        ("closing", lambda: check_drawable(sentences.get("closing", ""))),
        ("signatory", lambda: _signatory(words.signatory)),
        ("seal_line", lambda: _seal_line(words)),
    ]
    found = {field: problem for field, check in checks if (problem := _problem(check))}
    if not found.keys() & {"grade", "praise", "closing"} and (problem := _problem(lambda: _body(words))):
        found[max(sentences, key=lambda field: len(sentences[field]))] = problem
    return found


def misnamed(name: str, address: str = "") -> Saying | None:
    """Why a name can't stand on a paper, before there are any words: a character, or its length."""
    return _problem(lambda: holder_size(name, address))


def _problem(check: Callable[[], object]) -> Saying | None:
    try:
        check()
    except Refused as refused:
        return refused.saying
    return None


def _body(words: Words) -> None:
    fitting_body(words.body, room_for_body(words))


def _address(address: str) -> None:
    check_drawable(address)
    if width(address, ADDRESS_SIZE) > WIDEST_ADDRESS:
        raise Refused("称呼最多%(limit)s个汉字", limit=int(WIDEST_ADDRESS / ADDRESS_SIZE))


def _signatory(signatory: str) -> None:
    check_drawable(signatory)
    fitting_size(signatory, SIGNED_WIDTH, SIGNED_SIZES)


def _seal_line(words: Words) -> None:
    if len(words.seal_line) > LONGEST_LINE:
        raise Refused("印章下方文字最多%(limit)s个字", limit=LONGEST_LINE)
    if words.seal:
        seal_form(words.hospital, words.seal_line)
