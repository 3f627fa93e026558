"""Looks at a file from outside: is it a workbook or a CSV at all, and may it be unpacked? Cheap, and opens nothing."""

from __future__ import annotations

from io import BytesIO
from struct import error as StructError
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.spreadsheet.limits import MEGABYTE, Limits
from hospital_integrity.spreadsheet.problems import SheetRefused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK\x03\x04"
NOT_EXCEL = say("不是 Excel 文件；请用 Excel 或 WPS 另存为 .xlsx 后再上传")
BROKEN = say("文件已损坏或不完整；请用 Excel 或 WPS 打开后另存为 .xlsx，再上传")
TOO_COMPLEX = say("文件过大或过于复杂，读不下来；请只留下要导入的表格后另存为 .xlsx，再上传")
_UNREADABLE = (BadZipFile, LargeZipFile, ValueError, OSError, EOFError, NotImplementedError, StructError)
_FORBIDDEN = (
    ("vbaproject", say("文件带有宏；请另存为不含宏的 .xlsx 后再上传")),
    ("externallinks/", say("文件引用了别的文件；请断开外部链接（或只粘贴值）后再上传")),
    ("embeddings/", say("文件里嵌有别的文件；请删去嵌入的对象后再上传")),
    ("activex/", say("文件里嵌有控件；请删去控件后再上传")),
    ("workbook.bin", say("不支持 .xlsb；请另存为 .xlsx 后再上传")),
)


def kind_of(data: bytes, filename: str, limits: Limits) -> str:
    """`xlsx` or `csv`, by content; anything else, and anything too large, is refused with what to do."""
    if not data.strip():
        raise SheetRefused(say("文件是空的"))
    if len(data) > limits.size:
        raise SheetRefused(say("文件不能超过 %(limit)s MB", limit=limits.size // MEGABYTE))
    if data.startswith(OLE):
        raise SheetRefused(_ole(data))
    if data.startswith(ZIP):
        _check_parts(data, limits)
        return "xlsx"
    if filename.lower().endswith((".csv", ".txt")):
        return "csv"
    raise SheetRefused(NOT_EXCEL)


def _ole(data: bytes) -> Saying:
    if ENCRYPTED in data:
        return say("文件已加密；请去掉打开密码后再上传")
    return say("这是旧式的 .xls 文件；请用 Excel 或 WPS 另存为 .xlsx 后再上传")


def _check_parts(data: bytes, limits: Limits) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except _UNREADABLE as broken:
        raise SheetRefused(BROKEN) from broken
    _check_sizes(parts, limits)
    _check_names([part.filename.lower() for part in parts])
    if any(part.flag_bits & 1 for part in parts):
        raise SheetRefused(say("文件已加密；请去掉打开密码后再上传"))


def _check_sizes(parts: list[ZipInfo], limits: Limits) -> None:
    swollen = any(part.file_size > MEGABYTE and part.file_size > limits.ratio * part.compress_size for part in parts)
    if len(parts) > limits.members or swollen or sum(part.file_size for part in parts) > limits.unpacked:
        raise SheetRefused(TOO_COMPLEX)


def _check_names(names: list[str]) -> None:
    for mark, saying in _FORBIDDEN:
        if any(mark in name for name in names):
            raise SheetRefused(saying)
    if len(set(names)) < len(names):
        raise SheetRefused(BROKEN)
    if "[content_types].xml" not in names or "_rels/.rels" not in names:
        raise SheetRefused(NOT_EXCEL)
