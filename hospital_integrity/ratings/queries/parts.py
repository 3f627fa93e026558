"""Rating a file of published parts by an edition; nothing is stored."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace

from hospital_integrity.rules.edition import Edition, parse
from hospital_integrity.rules.parts_file import MOST_ROWS, read_parts
from hospital_integrity.rules.parts_result import HEADING, PartsResult, rate_parts, scheme_for_parts
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.spreadsheet import COMMAND, SCREEN, text_rows

MOST_ON_SCREEN = SCREEN.rows
COLUMNS = 500


@dataclass(frozen=True)
class RatedFile:
    """What a file came to: the scheme that rated it, a row for each subject, and the columns that meant nothing."""

    scheme: Scheme
    results: list[PartsResult]
    ignored: tuple[str, ...]


def edition_from(data: bytes) -> Edition:
    """The edition in a TOML file; raises Refused (BadEdition with every problem where the text is no edition)."""
    try:
        return parse(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as broken:
        raise Refused("办法文件第 %(place)s 个字节起不是 UTF-8 文字", place=broken.start + 1) from None


def rated_file(edition: Edition, data: bytes, filename: str, *, wanted: str = "", most: int = MOST_ROWS) -> RatedFile:
    """Rate every subject of a CSV or workbook; raises Refused (BadParts, SheetRefused) with the place of what is wrong.

    `wanted` names the scheme, `most` is how many rows are allowed.
    """
    scheme = scheme_for_parts(edition, wanted)
    rows = text_rows(data, filename, replace(COMMAND, rows=most, columns=COLUMNS))
    parts = read_parts(scheme, edition.year, rows, most)
    return RatedFile(scheme, rate_parts(edition, scheme, parts), parts.ignored)


def csv_of(found: RatedFile) -> str:
    """The answer as CSV: a row for each subject, in the file's order."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADING)
    writer.writerows(result.cells for result in found.results)
    return text.getvalue()
