"""A long file that was refused goes back as it came, bad cells marked."""

from __future__ import annotations

from hospital_integrity.jobs.queries import File, Step
from hospital_integrity.rules.saying import say
from hospital_integrity.spreadsheet import JOB, SheetRefused, marked_copy

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def returned(given: File, refused: SheetRefused) -> Step:
    """The last step of a job whose file has bad cells: the sentence, and the marked file; other refusals are raised."""
    if not refused.problems:
        raise refused
    stem = given.name.rpartition(".")[0] or given.name
    copy = marked_copy(given.body, refused.problems, given.name, JOB)
    return Step(2, 2, refused.saying, files=(File(f"{say('%(name)s（已标注）', name=stem)}.xlsx", XLSX, copy),))
