"""Reading jobs, and what a verb is told."""

from hospital_integrity.jobs.queries.rows import (
    Wanted,
    all_of,
    anything_to_do,
    file_with_body,
    for_change,
    given_files,
    job,
    job_by_nonce,
    next_for_change,
    outlived_files,
    page_of,
)
from hospital_integrity.jobs.queries.work import (
    File,
    Halted,
    Step,
    Verb,
    Work,
    install,
    person,
    title_of,
    verb_of,
)

__all__ = [
    "File",
    "Halted",
    "Step",
    "Verb",
    "Wanted",
    "Work",
    "all_of",
    "anything_to_do",
    "file_with_body",
    "for_change",
    "given_files",
    "install",
    "job",
    "job_by_nonce",
    "next_for_change",
    "outlived_files",
    "page_of",
    "person",
    "title_of",
    "verb_of",
]
