"""The zip of an archive, opened with distrust: few members, of plain names, as large as they say, nothing in between.

Only what `archive.MEMBERS` names is ever read, in pieces; nothing is unpacked to disk.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from hospital_integrity.rules import archive
from hospital_integrity.rules.archive_check import Finding, disagreeing, listed, refold
from hospital_integrity.rules.saying import say

MOST_MEMBERS = 40
LARGEST = 4 * 1024**3 - 1
SMALL = 16 * 1024**2  # manifest, edition, sums, note: read whole
RATIO = 300  # JSON of a quiet year shrinks fifty times; a bomb a thousand times
PIECE = 1 << 18
STAMP = (1980, 1, 1, 0, 0, 0)
MODE = 0o100644 << 16
END, LOCAL = struct.Struct("<4s4H2LH"), struct.Struct("<4s5H3L2H")
BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, struct.error)


def member(name: str) -> ZipInfo:
    """How a member is written: no time, no owner, always the same."""
    info = ZipInfo(name, STAMP)
    info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, MODE, 3
    return info


def verify(file: BinaryIO, *, folding: bool = True) -> Iterator[Finding]:
    """Everything that is wrong with an archive; nothing when all is well. `folding` False checks the files only."""
    wrong = list(_unsafe_end(file))
    if wrong:
        yield from wrong
        return
    try:
        with ZipFile(file) as package:
            wrong = list(_unsafe(package, file))
            yield from wrong
            if not wrong:
                yield from _contents(package, folding)
    except BROKEN:
        yield Finding("", say("不是完整的压缩包，或已损坏"))


def whole_hash(file: BinaryIO) -> str:
    """SHA-256 of the file itself, as the journal noted it when it was made."""
    found = hashlib.sha256()
    file.seek(0)
    while piece := file.read(PIECE):
        found.update(piece)
    return found.hexdigest()


def _unsafe_end(file: BinaryIO) -> Iterator[Finding]:
    size = file.seek(0, io.SEEK_END)
    if size < END.size:
        yield Finding("", say("不是压缩包"))
        return
    file.seek(size - END.size)
    signature, *_, here, count, _, _, comment = END.unpack(file.read(END.size))
    if signature != b"PK\x05\x06" or comment:
        yield Finding("", say("不是完整的压缩包，或结尾带有别的内容"))
    elif here != count or count > MOST_MEMBERS:
        yield Finding("", say("压缩包里有 %(count)s 个文件，超过 %(most)s 个", count=count, most=MOST_MEMBERS))


def _unsafe(package: ZipFile, file: BinaryIO) -> Iterator[Finding]:
    infos = package.infolist()
    names = [info.filename for info in infos]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Finding(name, say("同名文件出现两次"))
    for info in infos:
        if info.file_size > LARGEST or info.file_size > RATIO * max(info.compress_size, 1000):
            yield Finding(info.filename, say("解压后大得不合常理（%(size)s 字节），没有读取", size=info.file_size))
        if info.flag_bits & 1:
            yield Finding(info.filename, say("文件被加密"))
    if sum(info.file_size for info in infos) > LARGEST:
        yield Finding("", say("解压后的总长度超过限制，没有读取"))
    yield from _gaps(package, file, infos)


def _gaps(package: ZipFile, file: BinaryIO, infos: list[ZipInfo]) -> Iterator[Finding]:
    """Members that don't lie one after the other, or whose own header says something else than the directory."""
    place = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        file.seek(info.header_offset)
        head = LOCAL.unpack(file.read(LOCAL.size))
        told = (info.flag_bits, info.compress_type, info.CRC, info.compress_size, info.file_size)
        same = (head[2], head[3], *head[6:9]) == told and (info.date_time, info.external_attr) == (STAMP, MODE)
        if info.header_offset != place or not same or head[10] or info.extra or info.comment:
            yield Finding(info.filename, say("压缩包的目录与内容不符"))
        place = info.header_offset + LOCAL.size + head[9] + head[10] + info.compress_size
    if place != package.start_dir:
        yield Finding("", say("压缩包里夹有不属于任何文件的内容"))


def _contents(package: ZipFile, folding: bool) -> Iterator[Finding]:
    hashes: dict[str, str] = {}
    for info in package.infolist():
        try:
            hashes[info.filename] = _hash(package, info) if info.filename in archive.MEMBERS else ""
        except BROKEN:
            yield Finding(info.filename, say("内容已损坏，解不开"))
            hashes[info.filename] = "-"
    if archive.SUMS not in hashes:
        yield Finding(archive.SUMS, say("缺少这个文件"))
        return
    expected, wrong = listed(_text(package, archive.SUMS))
    yield from wrong
    yield from disagreeing(hashes, expected)
    if folding and hashes.keys() >= {archive.MANIFEST, archive.EDITION, archive.AWARDS}:
        edition = _small(package, archive.EDITION)
        with package.open(archive.AWARDS) as stream:
            lines = io.TextIOWrapper(stream, "utf-8", newline="\n")
            yield from refold(_text(package, archive.MANIFEST), edition, lines, hashes)


def _hash(package: ZipFile, info: ZipInfo) -> str:
    found, size = hashlib.sha256(), 0
    with package.open(info) as stream:
        while piece := stream.read(PIECE):
            size += len(piece)
            found.update(piece)
            if size > info.file_size:
                raise BadZipFile
    return found.hexdigest()


def _small(package: ZipFile, name: str) -> bytes:
    with package.open(name) as stream:
        return stream.read(SMALL)


def _text(package: ZipFile, name: str) -> str:
    return _small(package, name).decode("utf-8", "replace")
