"""Whatever is wrong with words or files is said in a sentence before anything is issued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hospital_integrity.certificates.models import Certificate
from hospital_integrity.certificates.pdf import check, draw
from hospital_integrity.certificates.queries import issuable
from hospital_integrity.db import db
from hospital_integrity.paper import archive, fonts, outlines, seal, title
from hospital_integrity.rules.saying import Refused
from tests.certificates.papers import paper
from tests.closing import year as years

HARM = {"bidi": "\u202e", "zero width": "\u200b", "NUL": "\x00", "private": "\ue000", "half a pair": "\ud800"}
FIELDS = ("holder", "address", "hospital", "signatory", "decision", "check_place", "serial", "title", "english")


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("field", [*FIELDS, "seal_line"])
def test_what_cannot_be_seen_is_refused_in_every_field(field: str, harm: str) -> None:
    words = paper(seal=True)
    with pytest.raises(Refused):
        check(replace(words, **{field: f"{getattr(words, field)[:2]}{HARM[harm]}"}))


@pytest.mark.parametrize("field", [*FIELDS, "seal_line"])
def test_two_hundred_thousand_characters_are_refused_in_every_field(field: str) -> None:
    with pytest.raises(Refused):
        check(replace(paper(seal=True), **{field: "x" * 200_000}))


@pytest.mark.parametrize("text", ["清<b>风</b>", "&lt;para&gt;", "(a)\\b <</S/JavaScript>>"])
def test_markup_in_the_body_is_only_text(text: str) -> None:
    body = (((text, False), ("优秀", True)),)
    assert b"/JavaScript" not in draw(replace(paper(), body=body))


CACHES = (fonts.loaded, fonts.font_for, fonts.manner, fonts.advance, outlines.lines, outlines.outline, archive.srgb)


def forget() -> None:
    for one in (*CACHES, title.title_form, seal.seal_form):
        one.cache_clear()


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of our fonts and outlines, to be damaged; links, for they are large."""
    for file in outlines.FONTS.iterdir():
        (tmp_path / file.name).symlink_to(file)
    for room in (fonts, outlines):
        monkeypatch.setattr(room, "FONTS", tmp_path)
    forget()
    yield tmp_path
    forget()


NEEDED = ("HIKai-Regular.ttf", "HIKai-Bold.ttf", "HISerif-Rest.ttf", "title_outlines.txt", "seal_outlines.txt.xz")


@pytest.mark.parametrize("damage", ["gone", "cut", "rubbish"])
@pytest.mark.parametrize("name", NEEDED)
def test_a_font_that_is_gone_or_broken_is_named_before_anything_is_issued(shelf: Path, name: str, damage: str) -> None:
    source = (shelf / name).resolve()
    (shelf / name).unlink()
    if damage == "rubbish":
        (shelf / name).write_bytes(b"\xff" * 200)
    if damage == "cut":
        (shelf / name).write_bytes(source.read_bytes()[:100] + b"\xff")
    with pytest.raises(Refused, match=name):
        check(paper(holder="欧阳㚗", seal=True))


def test_without_a_font_no_paper_is_issued_and_the_page_says_which(app, shelf: Path, sign_in) -> None:
    year = years.over(app)
    closing = years.close(year)
    (shelf / "HIKai-Bold.ttf").unlink()
    ids = [one.id for one in issuable(closing, "staff")]
    answer = sign_in("OF").post("/certificates/issue/2026/staff", data={"nonce": "a" * 32, "awards": ids})
    assert (answer.status_code, "HIKai-Bold.ttf" in answer.text) == (422, True)
    assert db.session.query(Certificate).count() == 0
