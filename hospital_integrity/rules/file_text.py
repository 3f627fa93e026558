"""A plain text that may be kept: readable characters, and neither markup nor commands."""

from __future__ import annotations

import re

from hospital_integrity.rules.saying import Refused

ENCODINGS = ("utf-8-sig", "gb18030")
BOMS = (b"\xff\xfe", b"\xfe\xff")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKUP = re.compile(
    r"<\s*(?:!doctype|\?(?:xml|php)|html|head|body|script|svg|iframe|object|embed|img|meta|link|style|form|base)\b",
    re.IGNORECASE,
)
_COMMANDS = re.compile(
    r"\A\s*(?:#!|@echo\b|rem\b|powershell\b|function\s*\w*\(|(?:var|let|const)\s+\w+\s*=|import\s+\w+|on error resume)",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"(?:^|[,;\t\"'])\s*[=+@-][^,;\n]*\|[^,;\n]*!", re.MULTILINE)


def check(name: str, data: bytes) -> None:
    """Refuse what isn't a text, and a text that a browser or a shell would run."""
    text = _read(data)
    if text is None or _UNREADABLE.search(text):
        raise Refused("“%(name)s”不是可以上传的文件；可以上传 PDF、图片、Word、Excel 和纯文本", name=name)
    if _MARKUP.search(text):
        raise Refused("“%(name)s”的内容是网页或图形代码，不能上传；请打印成 PDF 或截图后再上传", name=name)
    if _COMMANDS.search(text) or _FORMULA.search(text):
        raise Refused("“%(name)s”的内容是脚本或会执行命令的公式，不能上传", name=name)


def _read(data: bytes) -> str | None:
    for encoding in ("utf-16",) if data.startswith(BOMS) else ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
