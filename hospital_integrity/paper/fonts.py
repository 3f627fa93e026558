"""Which font draws which character, and which characters no font draws.

The chain is Kai, then the Serif remainder, then Hanazono where the system has it (Debian: fonts-hanazono), which draws
whatever GB18030-2022 holds beyond what ships; bold asks Bold Kai first and otherwise thickens the regular outline.
Fonts are loaded on first use (HI Kai takes 0.1 s and 50 MB), each once a process.
"""

from __future__ import annotations

import struct
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from hospital_integrity.paper.cures import pdfmetrics, ttfonts
from hospital_integrity.paper.outlines import FONTS, lost
from hospital_integrity.rules.saying import Refused, Saying, say

KAI, KAI_BOLD, REST = "HI Kai", "HI Kai Bold", "HI Serif"
FILES = {KAI: "HIKai-Regular.ttf", KAI_BOLD: "HIKai-Bold.ttf", REST: "HISerif-Rest.ttf"}
SYSTEM = {"Hanazono A": "HanaMinA.ttf", "Hanazono B": "HanaMinB.ttf"}
FOLDERS = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    *("/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts"),
)
loading = threading.Lock()

# Private codes that older GB18030 input still produces, and the characters that GB18030-2022 gives them.
MOVED = dict(
    zip(
        (
            0xE81E,
            0xE826,
            0xE82B,
            0xE82C,
            0xE832,
            0xE843,
            0xE854,
            0xE864,
            0xE816,
            0xE817,
            0xE818,
            0xE831,
            0xE83B,
            0xE855,
        ),
        "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb\U00020087\U00020089\U000200cc\U000215d7\U0002298f\U000241fe",
        strict=True,
    )
)
LETTERS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}


@dataclass(frozen=True)
class Run:
    """Characters side by side that one font draws; `thickening` is the stroke, as a share of the size, that makes
    bold of a regular outline."""

    font: str
    text: str
    thickening: float


@dataclass(frozen=True)
class Undrawable:
    """A text that cannot be printed, and why."""

    text: str
    saying: Saying


def normal(text: str) -> str:
    """The form in which text is drawn, measured and checked: Unicode NFC, Latin ligatures as their letters.

    A reader copies a ligature out of a PDF as letters, whatever the file says.
    """
    return unicodedata.normalize("NFC", text).translate(LETTERS)


def font(name: str) -> ttfonts.TTFont:
    """A font of ours, loaded and registered on first use."""
    with loading:
        return loaded(name)


@cache
def loaded(name: str) -> ttfonts.TTFont:
    path = FONTS / FILES[name] if name in FILES else on_the_system()[name]
    try:
        found = ttfonts.TTFont(name, path, asciiReadable=False, shapable=False)
    except (OSError, ValueError, IndexError, struct.error, ttfonts.TTFError):
        raise lost(path.name) from None
    # ReportLab copies the whole table of outlines (15 MB) for every subset it makes, unless the table is kept.
    found.face.get_table = cache(found.face.get_table)
    pdfmetrics.registerFont(found)
    return found


@cache
def on_the_system() -> dict[str, Path]:
    """The further fonts that this computer has, by our names for them; looked for once a process."""
    places = [Path(folder).expanduser() for folder in FOLDERS]
    found = {
        name: next((path for place in places for path in place.rglob(file)), None) for name, file in SYSTEM.items()
    }
    return {name: path for name, path in found.items() if path is not None}


def chain(character: str, bold: bool) -> Iterator[str]:
    """The fonts to ask for a character, in turn; the system's for Chinese characters only, not for their pictures."""
    yield from (KAI_BOLD, KAI, REST) if bold else (KAI, REST)
    if unicodedata.name(character, "").startswith("CJK UNIFIED IDEOGRAPH"):
        yield from on_the_system()


def draws(name: str, character: str) -> bool:
    """Whether the font has the character with an outline of its own; a space needs none."""
    found = ord(character) in font(name).face.charToGlyph
    return found and (character.isspace() or outline_size(name, character) > 0)


def outline_size(name: str, character: str) -> int:
    """Bytes of the character's outline in the font."""
    face = font(name).face
    glyph = face.charToGlyph[ord(character)]
    size: int = face.glyphPos[glyph + 1] - face.glyphPos[glyph]
    return size


@lru_cache(maxsize=100_000)
def font_for(character: str, bold: bool = False) -> str:
    """The first font of the chain that draws the character; Refused, naming it, when there is none."""
    problem = visible(character)
    if problem:
        raise Refused(problem)
    for name in chain(character, bold):
        if draws(name, character):
            return name
    raise Refused(
        "无法打印“%(character)s”（%(code)s）：证书字体里没有这个字，请核对后改用规范汉字。",
        character=character,
        code=code(character),
    )


def code(character: str) -> str:
    return f"U+{ord(character):04X}"


def visible(character: str) -> Saying | None:
    """Why a character can't stand on paper at all, whatever the font: private, invisible, or only an accent."""
    category = unicodedata.category(character)
    if category == "Co":
        return private(character)
    if category in ("Cc", "Cf", "Cs", "Zl", "Zp") or 0xFE00 <= ord(character) <= 0xFE0F or ord(character) >= 0xE0000:
        return say("文字里夹有看不见的字符（%(code)s），请删去后重新录入。", code=code(character))
    if category in ("Mn", "Me"):
        return say("文字里有单独的附加符号（%(code)s），无法打印，请改用带符号的整字。", code=code(character))
    return None


def private(character: str) -> Saying:
    right = MOVED.get(ord(character))
    if right is None:
        return say("文字里有自造字（%(code)s），换一台机器就会变成别的字，请改录为规范汉字。", code=code(character))
    return say(
        "文字里有旧编码的字（%(code)s），请改录为“%(right)s”（%(right_code)s）。",
        code=code(character),
        right=right,
        right_code=code(right),
    )


def check_drawable(text: str) -> None:
    """Refused, naming the first character and its code point, if any character of the text can't be printed."""
    for character in normal(text):
        font_for(character)


def undrawable(texts: Iterable[str]) -> list[Undrawable]:
    """Every text that can't be printed, with the reason, so that a batch can name them all at once."""
    return [Undrawable(text, reason) for text in texts if (reason := reason_against(text))]


def reason_against(text: str) -> Saying | None:
    try:
        check_drawable(text)
    except Refused as refused:
        return refused.saying
    return None


def runs(text: str, bold: bool = False) -> Iterator[Run]:
    """The text cut where the font or the thickening changes."""
    for (name, thickening), characters in groupby(normal(text), lambda character: manner(character, bold)):
        yield Run(name, "".join(characters), thickening)


@lru_cache(maxsize=100_000)
def manner(character: str, bold: bool) -> tuple[str, float]:
    """The font of a character and how much to thicken it; the busier the outline, the less, or it would clog."""
    name = font_for(character, bold)
    if not bold or name == KAI_BOLD:
        return name, 0.0
    size = outline_size(name, character)
    return name, 0.028 if size < 800 else 0.018 if size < 1100 else 0.008


@lru_cache(maxsize=100_000)
def advance(character: str, bold: bool = False) -> float:
    """How far a character moves the pen, as a share of the size."""
    width: float = font(font_for(character, bold)).face.getCharWidth(ord(character)) / 1000
    return width


def width(text: str, size: float, bold: bool = False) -> float:
    """Width of a line in points."""
    return sum(advance(character, bold) for character in normal(text)) * size
