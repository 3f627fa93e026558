"""A PDF that may be kept: whole, readable by everybody, and doing nothing by itself."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from hospital_integrity.rules.saying import Refused

TAIL = 1024
MOST_UNPACKED = 5 * 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z])")
_ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z])")
_MARKUP = re.compile(rb"<\s*(?:html|script|svg|!doctype|\?php)", re.IGNORECASE)


def check(name: str, data: bytes) -> None:
    """Refuse a PDF that is cut off, encrypted, carries scripts or files, or is something else as well."""
    end = data.rfind(b"%%EOF")
    if end < 0 or len(data) - end > TAIL:
        raise Refused("“%(name)s”不是完整的 PDF 文件，请重新导出或扫描后再上传", name=name)
    if _MARKUP.search(data[:TAIL]) or data[end + 5 :].strip(b"\0 \t\r\n"):
        raise Refused("“%(name)s”里还藏着另一个文件，不能上传", name=name)
    said = list(_spoken(data))
    if any(_ENCRYPTED.search(part) for part in said):
        raise Refused("“%(name)s”已加密，别人打不开，请去掉打开密码后再上传", name=name)
    if any(_ACTIVE.search(part) for part in said):
        raise Refused("“%(name)s”带有脚本、嵌入文件或会自动执行的动作，请打印成普通 PDF 后再上传", name=name)


def _spoken(data: bytes) -> Iterator[bytes]:
    """The file's own words: without the contents of its streams, but with the objects that some streams hold."""
    yield _plain(_STREAM.sub(b"", data))
    for match in _STREAM.finditer(data):
        if b"/ObjStm" in _plain(data[max(match.start() - 400, 0) : match.start()]):
            yield _plain(_unpacked(match[1]))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, MOST_UNPACKED)
    except zlib.error:
        return stream


def _plain(words: bytes) -> bytes:
    """Names as they are meant: `/J#61vaScript` is `/JavaScript`."""
    return _HEX.sub(lambda match: bytes([int(match[1], 16)]), words)
