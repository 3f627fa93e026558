"""Results of a year as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hospital_integrity.awards.models import Award, Closing
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.transition import NAMES
from hospital_integrity.spreadsheet import table_workbook

HEADERS = ("结果号", "年度", "名称", "科室", "得分", "等次", "星级", "变化", "决定文件", "校验值")


def results_workbook(closing: Closing, scheme: Scheme, found: Sequence[Award]) -> bytes:
    """One row for each award, as it was frozen; the seal at the end lets anybody compare."""
    rows = (
        (
            one.id,
            one.year,
            one.name,
            one.department_name,
            Decimal(one.score),
            scheme.level_by_key[one.level].name,
            None if scheme.kind == "staff" else one.stars,
            str(NAMES[one.transition]),
            closing.document_no,
            one.sha256,
        )
        for one in found
    )
    return table_workbook(f"{closing.year} {scheme.name}", HEADERS, rows)
