"""Reads a CSV of Chinese Excel, WPS or a hospital system: its encoding found out, its rows strict."""

from __future__ import annotations

import csv
import io

from hospital_integrity.rules.characters import STANDARD_FORMS
from hospital_integrity.rules.saying import say
from hospital_integrity.spreadsheet.cells import Cell, RawRow, RawSheet
from hospital_integrity.spreadsheet.limits import Limits
from hospital_integrity.spreadsheet.problems import ROW_BEYOND, SheetRefused

UTF16 = (b"\xff\xfe", b"\xfe\xff")
TITLE = "CSV"


def read_csv(data: bytes, limits: Limits) -> RawSheet:
    """The rows of a CSV; raises `SheetRefused`."""
    text, encoding = decoded(data)
    if "\0" in text:
        raise SheetRefused(say("文件含有空字符，不是正常的 CSV；请用 Excel 或 WPS 另存后再上传"))
    return RawSheet(TITLE, _rows(text, limits), encoding=encoding)


def decoded(data: bytes) -> tuple[str, str]:
    """Text and encoding: UTF-16 by its mark, else UTF-8, else GB 18030 with private characters made standard."""
    encodings = ("utf-16",) if data.startswith(UTF16) else ("utf-8-sig", "gb18030")
    if _is_gb_in_disguise(data):
        encodings = ("gb18030",)
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as broken:
            place = broken.start
        else:
            return (text.translate(STANDARD_FORMS) if encoding == "gb18030" else text), encoding
    raise SheetRefused(say("第 %(place)s 个字节起不是文字；请另存为“CSV UTF-8”后再上传", place=place + 1))


def _is_gb_in_disguise(data: bytes) -> bool:
    """Whether bytes that happen to be UTF-8 are GB 2312 all the same: “医院” alone reads as two letters of the east."""
    try:
        letters = {ord(sign) for sign in data.decode() if not sign.isascii()}
        data.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return 0x400 <= max(letters, default=0) < 0x800


def _rows(text: str, limits: Limits) -> list[RawRow]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[RawRow] = []
    try:
        for number, line in enumerate(reader, start=1):
            cells = {index: Cell("s", value) for index, value in enumerate(line) if value.strip()}
            if cells:
                rows.append(_checked(RawRow(number, False, cells), limits))
    except csv.Error as broken:
        raise SheetRefused(say("第 %(row)s 行的引号不成对，或一格过长", row=reader.line_num)) from broken
    return rows


def _checked(row: RawRow, limits: Limits) -> RawRow:
    if row.number > limits.last_row:
        raise SheetRefused(say(ROW_BEYOND, row=row.number, limit=limits.rows))
    if max(row.cells) >= limits.columns:
        raise SheetRefused(say("最多 %(limit)s 列，第 %(row)s 行超出了", limit=limits.columns, row=row.number))
    return row
