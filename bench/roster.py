"""Importing a roster of 5,000 rows from Excel, beside unzipping the same file and beside openpyxl reading it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from random import Random

from openpyxl import load_workbook

from bench.measure import Row, least, once
from bench.stage import hospital
from hospital_integrity.db import db
from hospital_integrity.demo.operations.register import DATA, make_departments
from hospital_integrity.departments import operations, queries, sheet
from hospital_integrity.spreadsheet import read_workbook, table_workbook

NOW = datetime(2026, 11, 20, 4, 0)
ROWS = 5000
TITLES = ("工号", "姓名", "科室", "专业类别", "职称", "入职日期", "入科日期")


def rows() -> Iterator[Row]:
    """Reading alone, then everything from the file to people in the register."""
    with hospital(NOW):
        codes = [place.code for place in make_departments(Random(1), 115)]
        data = roster(codes)
        unzipped = least(lambda: _unzip(data))
        openpyxl = least(lambda: _openpyxl(data), 2)
        read = least(lambda: read_workbook(data, "名册.xlsx", sheet.STAFF_COLUMNS), 2)
        yield Row(f"read an Excel roster of {ROWS:,} rows, checked", "unzip its XML", unzipped, read)
        yield Row("the same", "openpyxl reads it", openpyxl, read)
        whole = once(lambda: _import(data))
        yield Row(f"import the roster: read, check, compare, apply {ROWS:,}", "openpyxl reads it", openpyxl, whole)


def roster(codes: list[str]) -> bytes:
    """A roster as a personnel office would write it."""
    names = (DATA / "names.txt").read_text("utf-8").split("\n")
    people = (
        (f"{n + 1:06}", names[n], codes[n % len(codes)], "医师", "主治医师", "2020-03-01", "2020-03-01")
        for n in range(ROWS)
    )
    return table_workbook("人员名册", TITLES, people)


def _unzip(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            package.read(name)


def _openpyxl(data: bytes) -> int:
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    return sum(1 for row in book.worksheets[0].iter_rows(values_only=True) if row)


def _import(data: bytes) -> None:
    kept = sheet.keep_staff(data, "名册.xlsx", date(2026, 11, 20)).kept
    operations.apply_staff(kept.id, queries.compare_staff(kept).fingerprint())
    db.session.commit()
