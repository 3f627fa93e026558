"""Jobs as a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext

from hospital_integrity.filters import moment
from hospital_integrity.jobs.models import Job
from hospital_integrity.jobs.queries import title_of
from hospital_integrity.rules.saying import Saying
from hospital_integrity.spreadsheet import taken_workbook


def jobs_workbook(jobs: Sequence[Job], states: Mapping[str, tuple[Saying, str]], mark: Saying) -> bytes:
    """The jobs as an .xlsx; `mark` stands in every row."""
    columns = {
        gettext("序号"): lambda job: job.id,
        gettext("任务"): lambda job: title_of(job.kind),
        gettext("状态"): lambda job: states[job.state][0],
        gettext("完成"): lambda job: job.reached,
        gettext("共计"): lambda job: job.total,
        gettext("说明"): lambda job: job.words,
        gettext("提交账号"): lambda job: job.asker.number,
        gettext("提交时间"): lambda job: moment(job.asked_at),
        gettext("结束时间"): lambda job: moment(job.finished_at),
    }
    return taken_workbook(gettext("后台任务"), columns, jobs, mark)
