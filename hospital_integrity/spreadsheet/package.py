"""The zip of a workbook, opened with suspicion: parts read up to a limit, XML parsed without DOCTYPE or entities."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
_CHUNK = 1 << 16


class Broken(Exception):
    """The workbook doesn't hold together."""


class TooComplex(Exception):
    """The workbook holds more than may be read."""


@dataclass
class Package:
    """The parts of a workbook; together at most `allowance` bytes are ever unpacked."""

    data: bytes
    allowance: int
    archive: ZipFile = field(init=False)

    def __post_init__(self) -> None:
        self.archive = ZipFile(BytesIO(self.data))

    def part(self, name: str) -> bytes:
        """The bytes of one part, by its real size and not by what the directory says."""
        try:
            with self.archive.open(name) as part:
                content = part.read(self.allowance + 1)
        except KeyError:
            raise Broken(name) from None
        self.allowance -= len(content)
        if self.allowance < 0:
            raise TooComplex
        return content

    def links(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part (or, for "", the package) points to: id → (kind of link, name of part)."""
        folder, base = posixpath.split(name)
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, attributes["Target"])).lstrip("/")
                found[attributes["Id"]] = (attributes["Type"].rsplit("/", 1)[-1], target)

        parse(self.part(posixpath.join(folder, "_rels", f"{base}.rels")), start)
        return found


def parse(content: bytes, start: Start, end: End | None = None, text: Callable[[str], None] | None = None) -> None:
    """Run a parser over one part; elements come without their prefix, attributes as they are written."""
    parser = ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _CHUNK
    local = _Local()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda tag, attributes: start(local[tag], attributes)
    if end is not None:
        parser.EndElementHandler = lambda tag: end(local[tag])
    if text is not None:
        parser.CharacterDataHandler = text
    parser.Parse(content, True)


class _Local(dict[str, str]):
    def __missing__(self, name: str) -> str:
        self[name] = local = name.rsplit(":", 1)[-1]
        return local


def _refuse_doctype(*_: Any) -> None:
    raise Broken("DOCTYPE")
