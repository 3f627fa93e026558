"""What a file really is, told from its content alone; what must not be kept is refused with a sentence that names it.

Neither its name nor what a browser says about it decides anything. A name whose extension contradicts the content is
refused, because whoever opens the file later trusts the extension.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hospital_integrity.rules import file_office, file_pdf, file_text
from hospital_integrity.rules.file_name import extension_of
from hospital_integrity.rules.saying import Refused, say

MEGABYTE = 1024 * 1024
LIMIT = 10 * MEGABYTE
FILES = 5
PDF, PNG, JPEG, DOCX, XLSX, TXT, CSV = "pdf png jpeg docx xlsx txt csv".split()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
END_OF_ZIP = b"PK\x05\x06"
NAMES = {PDF: say("PDF 文件"), PNG: say("PNG 图片"), JPEG: say("JPEG 图片"), DOCX: say("Word 文档")}
NAMES |= {XLSX: say("Excel 表格"), TXT: say("纯文本"), CSV: say("CSV 表格")}
ACCEPTED = (".pdf", ".png", ".jpg", ".jpeg", ".docx", ".xlsx", ".txt", ".csv")


@dataclass(frozen=True, slots=True)
class Kind:
    """How files of a kind are called outside: the extensions that fit (the first is put on), and the media type."""

    extensions: tuple[str, ...]
    mimetype: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS: Mapping[str, Kind] = {
    PDF: Kind((".pdf",), "application/pdf"),
    PNG: Kind((".png",), "image/png"),
    JPEG: Kind((".jpg", ".jpeg", ".jpe", ".jfif"), "image/jpeg"),
    DOCX: Kind((".docx",), f"{_OFFICE}wordprocessingml.document"),
    XLSX: Kind((".xlsx",), f"{_OFFICE}spreadsheetml.sheet"),
    TXT: Kind((".txt",), "text/plain"),
    CSV: Kind((".csv",), "text/csv"),
}


def kind_of(name: str, data: bytes) -> str:
    """The kind of a file of at most ten megabytes, or Refused; `name` is only compared with what was found."""
    if not data.strip(b"\0 \t\r\n"):
        raise Refused("“%(name)s”是空文件，请检查后重新选择", name=name)
    if len(data) > LIMIT:
        raise Refused("“%(name)s”超过 %(limit)s MB，请压缩或拆分后再上传", name=name, limit=LIMIT // MEGABYTE)
    kind = _sniffed(name, data)
    _check_extension(name, kind)
    return CSV if kind == TXT and extension_of(name) == ".csv" else kind


def _sniffed(name: str, data: bytes) -> str:
    for start, look in _STARTS.items():
        if data.startswith(start):
            return look(name, data)
    file_text.check(name, data)
    return TXT


def _pdf(name: str, data: bytes) -> str:
    _check_alone(name, data)
    file_pdf.check(name, data)
    return PDF


def _png(name: str, data: bytes) -> str:
    _check_alone(name, data)
    return PNG


def _jpeg(name: str, data: bytes) -> str:
    _check_alone(name, data)
    return JPEG


def _office(name: str, data: bytes) -> str:
    return file_office.kind_of(name, data)


def _ole(name: str, data: bytes) -> str:
    if ENCRYPTED in data:
        raise Refused("“%(name)s”已加密，别人打不开，请去掉打开密码后再上传", name=name)
    raise Refused("“%(name)s”是旧式的 Office 文件，请另存为 .docx、.xlsx 或 PDF 后再上传", name=name)


_STARTS: Mapping[bytes, Callable[[str, bytes], str]] = {
    b"%PDF-": _pdf,
    b"\x89PNG\r\n\x1a\n": _png,
    b"\xff\xd8\xff": _jpeg,
    b"PK\x03\x04": _office,
    OLE: _ole,
}


def _check_alone(name: str, data: bytes) -> None:
    """A second format behind the first: some programs would read the one, some the other."""
    if END_OF_ZIP in data[-66_000:]:
        raise Refused("“%(name)s”里还藏着另一个文件，不能上传", name=name)


def _check_extension(name: str, kind: str) -> None:
    extension, alike = extension_of(name), _alike(kind)
    if extension and not any(extension in KINDS[one].extensions for one in alike):
        raise Refused(
            "“%(name)s”的内容其实是%(kind)s，与扩展名 %(extension)s 不符，请用原来的程序另存后再上传",
            name=name,
            kind=NAMES[kind],
            extension=extension,
        )


def _alike(kind: str) -> tuple[str, ...]:
    """Kinds that are often called by each other's extension and do no harm by it."""
    return next((group for group in ((PNG, JPEG), (TXT, CSV)) if kind in group), (kind,))
