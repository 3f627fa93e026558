"""What waits for one person as a plain text, once a day instead of a message for each thing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hospital_integrity.access import Asker
from hospital_integrity.filters import words
from hospital_integrity.home.queries.task import Task


def digest(person: Asker, tasks: Iterable[Task], day: date) -> str:
    """The text of a day: how many things are late and due today, then each with its day and address."""
    listed = list(tasks)
    late, now = sum(one.late for one in listed), sum(one.due == day for one in listed)
    lines = [
        f"{person.name}，{day.year}年{day.month}月{day.day}日",
        f"等您办理 {len(listed)} 项，其中逾期 {late} 项，今天到期 {now} 项。",
    ]
    return "\n".join([*lines, "", *map(_line, listed), ""])


def _line(task: Task) -> str:
    mark = "【逾期】" if task.late else "　"
    until = f"{task.due.isoformat()}　" if task.due else ""
    number = f"（{task.count} 件）" if task.count > 1 else ""
    detail = f"：{words(task.detail)}" if task.detail else ""
    return f"{mark}{until}{words(task.text)}{number}{detail}　{task.address}"
