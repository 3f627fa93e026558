"""Jobs as a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext

from hospital_integrity.filters import moment, words
from hospital_integrity.jobs.models import Job
from hospital_integrity.jobs.queries import title_of
from hospital_integrity.rules.saying import Saying
from hospital_integrity.spreadsheet import table_workbook


def jobs_workbook(jobs: Sequence[Job], states: Mapping[str, tuple[Saying, str]], mark: Saying) -> bytes:
    """The jobs as an .xlsx; `mark` stands in every row."""
    headers = [
        gettext("序号"),
        gettext("任务"),
        gettext("状态"),
        gettext("完成"),
        gettext("共计"),
        gettext("说明"),
        gettext("提交账号"),
        gettext("提交时间"),
        gettext("结束时间"),
        gettext("导出标记"),
    ]
    rows = [[*_row(job), words(mark)] for job in jobs]
    for row in rows:
        row[2] = words(states[str(row[2])][0])
    return table_workbook(gettext("后台任务"), headers, rows)


def _row(job: Job) -> list[object]:
    return [
        job.id,
        words(title_of(job.kind)),
        job.state,
        job.reached,
        job.total,
        words(job.words),
        job.asker.number,
        moment(job.asked_at),
        moment(job.finished_at),
    ]
