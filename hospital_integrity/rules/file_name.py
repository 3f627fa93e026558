"""A file's name as it is kept and given back: for people's eyes, never for a path."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hospital_integrity.rules import characters

MOST = 100
NAMELESS = "附件"
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")
_EXTENSION = re.compile(r"\.[0-9A-Za-z]{1,8}")


def shown_name(name: str) -> str:
    """The last part of a path, nothing invisible or reordering in it, not longer than a line (its end is kept)."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(sign for sign in last if characters.invisible(sign) is None).strip()[-MOST:]


def extension_of(name: str) -> str:
    """`.pdf` of a name, in small letters, full-width signs read as ASCII; empty when it has none."""
    dot, extension = characters.fold_width(name).rpartition(".")[1:]
    return f"{dot}{extension.lower()}" if dot and _EXTENSION.fullmatch(f".{extension}") else ""


def kept_name(name: str, extensions: Sequence[str]) -> str:
    """A name that every file system takes, and that ends as its content wants it."""
    plain = re.sub(r'[<>:"|?*%;]', "_", shown_name(name)).strip(". ") or NAMELESS
    whole = f"_{plain}" if _RESERVED.match(plain) else plain
    return whole if extension_of(whole) in extensions else f"{whole[: MOST - 5]}{extensions[0]}"
