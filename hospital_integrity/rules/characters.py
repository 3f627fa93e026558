"""Which characters a name or a text may carry, and the one shape each of them is kept in.

Nothing here guesses: what has exactly one standard form is put into it (NFC, Kangxi radicals, the dot of a
transcribed name), everything else that can't be seen, drawn or told apart is found and named.
"""

from __future__ import annotations

import re
import unicodedata

MIDDLE_DOT = "\u00b7"
MARKS_IN_A_ROW = 4
_DOTS = "\u2022\u2027\u2219\u22c5\u30fb\uff0e\uff65"
_RADICALS = [*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6)]
_ZERO_WIDTH = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))
_LOST = "\ufffd"
_JOINERS = "\u200c\u200d"
_VARIATION = re.compile("[\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_HARMLESS = re.compile("[0-9A-Za-z .,;:()·，。、；：（）《》“”/\u3400-\u4dbf\u4e00-\u9fff-]*")

# Of GBK's eighty private characters Python's codec knows most by their standard form; these fourteen came later.
_LATER = {
    0xE816: 0x20087,
    0xE817: 0x20089,
    0xE818: 0x200CC,
    0xE81E: 0x9FB4,
    0xE826: 0x9FB5,
    0xE82B: 0x9FB6,
    0xE82C: 0x9FB7,
    0xE831: 0x215D7,
    0xE832: 0x9FB8,
    0xE83B: 0x2298F,
    0xE843: 0x9FB9,
    0xE854: 0x9FBA,
    0xE855: 0x241FE,
    0xE864: 0x9FBB,
}


def _standard_forms() -> dict[int, str]:
    trails = [trail for trail in range(0x50, 0xA1) if trail != 0x7F]
    forms = {0xE815 + place: bytes((0xFE, trail)).decode("gb18030") for place, trail in enumerate(trails)}
    return forms | {code: chr(standard) for code, standard in _LATER.items()}


STANDARD_FORMS = _standard_forms()
"""Private-use code points of old Chinese systems and the standard character each one meant."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in _RADICALS}
_NAME_SHAPE = {**_KANGXI, **{ord(dot): MIDDLE_DOT for dot in _DOTS}, 0xA0: " "}


def fold_width(text: str) -> str:
    """Full-width letters, digits and signs as ASCII, outer spaces gone: for numbers, days and codes only."""
    return text.translate(_FULL_WIDTH).strip()


def name_shape(text: str) -> str:
    """A name as it is kept: NFC, one kind of dot between its parts, radicals as characters, no outer spaces."""
    return unicodedata.normalize("NFC", text.translate(_NAME_SHAPE)).strip()


def text_shape(text: str) -> str:
    """A text as it is kept: NFC, one kind of line break, without outer spaces and zero-width rubbish."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines.translate(_ZERO_WIDTH)).strip()


def harmless(text: str) -> bool:
    """Whether a text has only everyday Han, ASCII letters, digits and common signs: nothing more to look for."""
    return _HARMLESS.fullmatch(text) is not None


def invisible(text: str, keep: str = "") -> int | None:
    """Place of the first character that can't be seen or isn't one (control, bidi, half a pair), but for `keep`."""
    return next((at for at, sign in enumerate(text) if sign not in keep and _is_invisible(sign)), None)


def invisible_in_text(text: str) -> int | None:
    """As `invisible`, but line breaks, tabs and the joiners of some scripts may stand."""
    return invisible(text, keep="\n\t" + _JOINERS)


def _is_invisible(sign: str) -> bool:
    category = unicodedata.category(sign)
    if category == "Cn":
        return not _is_new_han(sign)
    return category in {"Cc", "Cf", "Cs", "Zl", "Zp"} or sign == _LOST


def _is_new_han(sign: str) -> bool:
    # Planes 2 and 3 hold only Han; the newest of them may be younger than Python's table.
    return 0x20000 <= ord(sign) <= 0x3FFFD and ord(sign) & 0xFFFE != 0xFFFE


def private(text: str) -> int | None:
    """Place of the first private-use character: it is a different character, or none, on every other machine."""
    return next((at for at, sign in enumerate(text) if unicodedata.category(sign) == "Co"), None)


def symbol(text: str) -> int | None:
    """Place of the first sign that no name has: `<`, `>`, emoji, currency, circled numbers, variation selectors."""
    return next((at for at, sign in enumerate(text) if _is_symbol(sign)), None)


def _is_symbol(sign: str) -> bool:
    if sign.isascii():
        return sign in "<>"
    category = unicodedata.category(sign)
    return category[0] == "S" or category in {"No", "Me"} or bool(_VARIATION.match(sign))


def stacked(text: str) -> bool:
    """Whether more than four combining marks stand on one character."""
    run = 0
    for sign in text:
        run = run + 1 if unicodedata.category(sign)[0] == "M" else 0
        if run > MARKS_IN_A_ROW:
            return True
    return False
