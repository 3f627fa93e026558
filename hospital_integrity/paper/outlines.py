"""Outlines of characters that are drawn as pictures (titles, seals), kept in static/fonts."""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hospital_integrity.rules.saying import Refused

FONTS = Path(__file__).parents[2] / "static" / "fonts"


@dataclass(frozen=True)
class Outline:
    """A character's path on a grid of `em` units, and how far it moves the pen."""

    em: int
    advance: int
    path: str


def shipped(file: str) -> bytes:
    """A file of static/fonts; Refused when it is gone, so that nothing is issued that can't be drawn."""
    try:
        return (FONTS / file).read_bytes()
    except OSError:
        raise lost(file) from None


def lost(file: str) -> Refused:
    """What is said of a file that is gone or broken."""
    return Refused("证书用的文件 static/fonts/%(file)s 丢失或损坏，不能签发和打印证书，请重新安装", file=file)


@cache
def lines(file: str) -> dict[tuple[str, str], tuple[str, str, str]]:
    """The file's rows by (face, character); a packed file is unpacked on its first use (0.1 s)."""
    data = shipped(file)
    try:
        text = (lzma.decompress(data) if file.endswith(".xz") else data).decode("utf-8")
    except (lzma.LZMAError, UnicodeDecodeError):
        raise lost(file) from None
    rows = (row.split("\t") for row in text.splitlines())
    return {(face, character): (em, advance, path) for face, character, em, advance, path in rows}


def has_outline(file: str, face: str, character: str) -> bool:
    return (face, character) in lines(file)


@cache
def outline(file: str, face: str, character: str) -> Outline:
    """The outline of a character; KeyError if the file hasn't got it."""
    em, advance, path = lines(file)[face, character]
    return Outline(int(em), int(advance), walked(path))


def walked(path: str) -> str:
    """The path with places instead of the steps that the file keeps (steps pack much better)."""
    place, odd, out = [0, 0], 0, []
    for word in path.split():
        if word.isalpha():
            out.append(word)
        else:
            place[odd] += int(word)
            out.append(str(place[odd]))
            odd = 1 - odd
    return " ".join(out)
