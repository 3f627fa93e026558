"""A Word or Excel file that may be kept: what its own list of contents says, no macros, no bomb, nothing around it."""

from __future__ import annotations

from io import BytesIO
from struct import error as StructError
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from hospital_integrity.rules.saying import Refused, Saying, say

MEGABYTE = 1024 * 1024
MOST_PARTS, MOST_UNPACKED, MOST_RATIO = 2000, 100 * MEGABYTE, 200
CONTENTS = "[Content_Types].xml"
END, END_LENGTH = b"PK\x05\x06", 22
MAIN = {
    b"wordprocessingml.document.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
}
BROKEN = say("“%(name)s”已损坏或不完整，请打开后另存，再上传")
OTHER = say("“%(name)s”不是 Word 或 Excel 文件；压缩包请解开后分别上传")
BOMB = say("“%(name)s”展开后过大或过于复杂，不能上传")
HIDDEN = say("“%(name)s”里还藏着另一个文件，不能上传")
MACROS = say("“%(name)s”带有宏，请另存为不含宏的 .docx 或 .xlsx 后再上传")
LOCKED = say("“%(name)s”已加密，别人打不开，请去掉打开密码后再上传")
_FORBIDDEN = {"vbaproject": MACROS, "vbadata": MACROS, "activex/": MACROS, "embeddings/": HIDDEN}
_UNREADABLE = (
    BadZipFile,
    LargeZipFile,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    StructError,
    ZlibError,
    KeyError,
)


def kind_of(name: str, data: bytes) -> str:
    """`docx` or `xlsx`, or Refused."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_shape(name, data, archive.infolist())
            contents = archive.read(CONTENTS)
            if archive.testzip() is not None:
                raise _refused(BROKEN, name)
    except _UNREADABLE as broken:
        raise _refused(BROKEN, name) from broken
    return _main_part(name, contents)


def _check_shape(name: str, data: bytes, parts: list[ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    _unless(all(not part.flag_bits & 1 for part in parts), LOCKED, name)
    _unless(len(parts) <= MOST_PARTS and not any(map(_is_swollen, parts)), BOMB, name)
    _unless(sum(part.file_size for part in parts) <= MOST_UNPACKED, BOMB, name)
    for mark, why in _FORBIDDEN.items():
        _unless(not any(mark in one for one in names), why, name)
    _unless(CONTENTS in (part.filename for part in parts), OTHER, name)
    _unless(len(set(names)) == len(names), BROKEN, name)
    _unless(min(part.header_offset for part in parts) == 0 and _ends_with_itself(data), HIDDEN, name)


def _is_swollen(part: ZipInfo) -> bool:
    large = part.filename == CONTENTS or part.file_size > MEGABYTE
    return large and part.file_size > MOST_RATIO * max(part.compress_size, 100)


def _ends_with_itself(data: bytes) -> bool:
    return data.rfind(END) == len(data) - END_LENGTH


def _main_part(name: str, contents: bytes) -> str:
    if b"macroEnabled" in contents:
        raise _refused(MACROS, name)
    found = {kind for mark, kind in MAIN.items() if mark in contents}
    if len(found) != 1 or b"<!DOCTYPE" in contents:
        raise _refused(OTHER, name)
    return found.pop()


def _unless(fine: bool, why: Saying, name: str) -> None:
    if not fine:
        raise _refused(why, name)


def _refused(why: Saying, name: str) -> Refused:
    return Refused(Saying(why.text, {"name": name}))
