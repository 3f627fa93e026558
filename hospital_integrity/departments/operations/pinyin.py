"""How names are read: the pinyin by which people and departments are found and sorted, kept when they are written."""

from __future__ import annotations

from collections.abc import Iterable

from hospital_integrity.rules.surname import surname_reading


def read_names(names: Iterable[str]) -> list[tuple[str, str]]:
    """For each person's name its full pinyin and its initials, in small letters without spaces."""
    return [_joined(_syllables(name), 240, 40) for name in names]


def initials_of(name: str) -> str:
    """The initials of a department's name."""
    return _joined(_read(name), 240, 60)[1]


def _joined(syllables: list[str], longest: int, most: int) -> tuple[str, str]:
    parts = [kept for one in syllables if (kept := "".join(sign for sign in one.lower() if sign.isalnum()))]
    return "".join(parts)[:longest], "".join(part[0] for part in parts)[:most]


def _syllables(name: str) -> list[str]:
    length, surname = surname_reading(name)
    return surname + (_read(name[length:]) if len(name) > length else [])


def _read(text: str) -> list[str]:
    # Half a second and 30 MB at import: only whoever writes a name pays for it.
    from pypinyin import lazy_pinyin

    return list(lazy_pinyin(text, v_to_u=False))
