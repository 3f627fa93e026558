"""The list of papers as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext

from hospital_integrity.certificates.queries import Paper
from hospital_integrity.filters import moment
from hospital_integrity.rules.saying import Saying
from hospital_integrity.spreadsheet import taken_workbook


def papers_workbook(papers: Iterable[Paper], states: Mapping[str, tuple[Saying, str]], mark: Saying) -> bytes:
    """Papers with their state as an .xlsx; `mark` stands in every row."""
    columns: dict[str, Any] = {
        gettext("编号"): lambda paper: paper.certificate.serial,
        gettext("年度"): lambda paper: paper.certificate.year,
        gettext("授予"): lambda paper: paper.says["holder"],
        gettext("科室"): lambda paper: paper.ground.department_name,
        gettext("结果"): lambda paper: paper.says["grade"],
        gettext("落款日期"): lambda paper: paper.day,
        gettext("签发时间"): lambda paper: moment(paper.certificate.issued_at),
        gettext("状态"): lambda paper: states[paper.state][0],
    }
    return taken_workbook(gettext("证书名单"), columns, papers, mark)
