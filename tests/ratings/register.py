"""A small hospital to rate: editions as shipped, and entries written straight into the ledger."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

from hospital_integrity.awards.models import Award, Closing
from hospital_integrity.clock import now
from hospital_integrity.departments.models import Department, DepartmentChange, Staff
from hospital_integrity.ledger.models import LedgerEntry
from hospital_integrity.ledger.operations import NewMark, mark_all
from hospital_integrity.policy.models import PublishedEdition
from hospital_integrity.policy.queries import edition_row_of
from hospital_integrity.rules.edition import parse
from tests.builders import kept

EDITIONS = Path(__file__).parents[2] / "hospital_integrity" / "policy" / "editions"
DAY = date(2026, 3, 2)
_nonces = count(1)


def publish(*names: str) -> None:
    """Publish shipped editions by the names of their files."""
    for name in names:
        edition = parse((EDITIONS / f"{name}.toml").read_text(encoding="utf-8"))
        values = {"code": edition.code, "title": edition.title, "year": edition.year, "text": edition.text}
        kept(PublishedEdition(**values, sha256=edition.sha256, published_at=now()))


def entry(item: str, place: Department, person: Staff | None = None, day: date = DAY, **details: Any) -> LedgerEntry:
    """A fact in the ledger, as the one door would have written it (but without moving a revision)."""
    values = {"counts_in": day.year, "times": 1, "recorded_at": now(), "reason": "", **details}
    who = person.id if person else None
    nonce = f"n{next(_nonces)}"
    return kept(LedgerEntry(nonce=nonce, item=item, happened_on=day, department_id=place.id, staff_id=who, **values))


def mark(kind: str, subject_id: int, sheet: str, value: str, heading: str = "", year: int = 2026) -> None:
    """A mark on a sheet."""
    mark_all([NewMark(f"m{next(_nonces)}", kind, subject_id, year, sheet, Decimal(value), heading)], None)


def heir(earlier: Department, later: Department, day: date = date(2026, 6, 30)) -> None:
    """`earlier` was merged into `later`, which carries its star history on."""
    earlier.closed_on = day
    values = {"kind": "merged", "day": day, "other_id": later.id, "heir_id": later.id, "recorded_at": now()}
    kept(DepartmentChange(department_id=earlier.id, **values))


def frozen(kind: str, subject_id: int, place: Department, year: int = 2026, **details: Any) -> Award:
    """An award as a closing of the year would have frozen it, or not: whatever is said in `details`."""
    edition = edition_row_of(year)
    decided = {"document_no": "纪〔2026〕1号", "decided_on": date(year, 12, 31), "confirmed_at": now(), "sha256": ""}
    closing = kept(Closing(year=year, round=1, edition_id=edition.id, **decided))
    place_of = {"department_id": place.id, "department_name": place.name, "name": place.name, "pool": place.category}
    values = {"level": "3", "stars": 3, "score": "75.00", "transition": "gained", "reasons": [], "sha256": ""}
    inputs = {"result": {"headings": [], "parts": []}}
    row = {**place_of, **values, "inputs": inputs, **details}
    return kept(Award(closing_id=closing.id, year=year, subject_kind=kind, subject_id=subject_id, **row))
