"""Reading papers: one, pages of them, what may still be issued, and whether a paper is valid."""

from hospital_integrity.certificates.queries.lists import (
    Wanted,
    certified_levels,
    counts,
    deserving,
    issuable,
    last_number,
    page_of,
    valid_papers,
)
from hospital_integrity.certificates.queries.papers import (
    REVOKED,
    SUPERSEDED,
    VALID,
    VOID,
    Paper,
    certificates_by_serial,
    file_of,
    paper,
    paper_by_file,
    paper_by_serial,
    paper_by_token,
    papers_of_awards,
)

__all__ = [
    "REVOKED",
    "SUPERSEDED",
    "VALID",
    "VOID",
    "Paper",
    "Wanted",
    "certificates_by_serial",
    "certified_levels",
    "counts",
    "deserving",
    "file_of",
    "issuable",
    "last_number",
    "page_of",
    "paper",
    "paper_by_file",
    "paper_by_serial",
    "paper_by_token",
    "papers_of_awards",
    "valid_papers",
]
