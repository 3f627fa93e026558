"""A certificate on paper: `Words` in, PDF bytes out. It knows no database, and the same words make the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from hospital_integrity.certificates.pdf.fitting import misfits, misnamed
from hospital_integrity.certificates.pdf.layout import lay_out
from hospital_integrity.certificates.pdf.page import Picture, draw_page
from hospital_integrity.certificates.pdf.sketch import sketch
from hospital_integrity.paper.document import Document
from hospital_integrity.paper.fonts import Undrawable, undrawable
from hospital_integrity.paper.qr import qr_matrix
from hospital_integrity.paper.seal import seal_form
from hospital_integrity.paper.title import title_form
from hospital_integrity.rules.certificate import Words
from hospital_integrity.rules.saying import Refused

__all__ = ["Words", "check", "check_text", "draw", "draw_many", "misfits", "misnamed", "sketch", "undrawable_words"]


def check(words: Words) -> None:
    """Refused, saying what is wrong or what to shorten, if these words could not be drawn; for before issuing."""
    lay_out(words)
    title_form(words.title, words.english)
    qr_matrix(words.check_url)
    if words.seal:
        seal_form(words.hospital, words.seal_line)


def check_text(words: Words) -> None:
    """The part of `check` that a name decides, six times cheaper."""
    lay_out(words)


def undrawable_words(batch: Iterable[Words]) -> list[Undrawable]:
    """Every text of the batch that no font can draw, so that all are named at once."""
    return undrawable(dict.fromkeys(text for words in batch for text in words.texts()))


def no_picture(sha256: str) -> bytes:
    """For papers that bear no emblem of the hospital's own."""
    raise LookupError(sha256)


def draw(words: Words, picture: Picture = no_picture, *, plain: bool = False, specimen: bool = False) -> bytes:
    """One certificate as a PDF file; Refused as by `check`. See `draw_many`."""
    return draw_many([words], picture, plain=plain, specimen=specimen)


def draw_many(
    batch: Iterable[Words], picture: Picture = no_picture, *, plain: bool = False, specimen: bool = False
) -> bytes:
    """One PDF file, a page for each; it keeps fonts and ornament once. The batch is taken one by one.

    `picture` gives the hospital's emblem by the hash that the words name it by.
    `plain` is the variant for an office printer: frame and words on bare paper, without its colour and watermark.
    `specimen` writes 样张 across.
    """
    document: Document | None = None
    pictures = cache(picture)
    for words in batch:
        document = document or Document(words.subject, words.hospital, words.title, words.day)
        draw_page(document, words, lay_out(words), pictures, plain=plain, specimen=specimen)
    if document is None:
        raise Refused("没有可以打印的证书。")
    return document.finish()
