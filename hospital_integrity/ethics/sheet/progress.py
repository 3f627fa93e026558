"""How far the departments have come, as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from flask_babel import gettext

from hospital_integrity.ethics.queries import Progress
from hospital_integrity.rules.saying import Saying
from hospital_integrity.rules.scheme import Stage
from hospital_integrity.spreadsheet import taken_workbook


def progress_workbook(rows: Iterable[Progress], stages: Sequence[Stage], mark: Saying) -> bytes:
    """Departments with how many people each stage has judged as an .xlsx; `mark` stands in every row."""
    columns: dict[str, Any] = {
        gettext("科室"): lambda row: row.name,
        gettext("应评人数"): lambda row: row.people,
        **{stage.name: partial(_judged, stage.key) for stage in stages},
    }
    return taken_workbook(gettext("各科室进度"), columns, rows, mark)


def _judged(stage: str, row: Progress) -> int:
    return row.judged[stage]
