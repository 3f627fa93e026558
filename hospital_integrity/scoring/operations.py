"""Keep a sheet, submit it into the ledger, drop it; enter marks. Each is one decision with one journal event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from hospital_integrity import clock
from hospital_integrity.access import Reach, asker
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.saying import Refused, Stale, say
from hospital_integrity.rules.scoresheet import BadCell, Row, facts_of, is_blank
from hospital_integrity.scoring import queries
from hospital_integrity.scoring.models import ScoreSheet


class BadRows(Refused):
    """Rows that can't be submitted; `cells` name each bad one."""

    def __init__(self, cells: Sequence[BadCell]) -> None:
        self.cells = tuple(cells)
        super().__init__(say("有 %(count)s 处需要改正，没有提交任何一行", count=len(cells)))


def keep(nonce: str, title: str, rows: Sequence[Row], department_id: int | None = None, digest: str = "") -> ScoreSheet:
    """Keep rows as a new draft. The same nonce again returns the draft that was made of it."""
    sheet = queries.sheet_by_nonce(nonce)
    if sheet is None:
        sheet = _drafted(nonce, title, rows, department_id, digest)
        note("sheet.kept", [("score_sheets", sheet.id)], count=len(rows), digest=digest)
    return sheet


def submit_new(nonce: str, title: str, rows: Sequence[Row], department_id: int, reach: Reach) -> ScoreSheet:
    """Submit rows that were never kept as a draft: one decision. The same nonce again changes nothing."""
    sheet = queries.sheet_by_nonce(nonce) or _drafted(nonce, title, rows, department_id, "")
    submit(sheet.id, sheet.version, None, reach)
    return sheet


def _drafted(nonce: str, title: str, rows: Sequence[Row], department_id: int | None, digest: str) -> ScoreSheet:
    sheet = ScoreSheet(
        nonce=nonce,
        title=title,
        department_id=department_id,
        author_id=asker().account_id,
        rows=[dict(row) for row in rows],
        digest=digest,
        updated_at=clock.now(),
    )
    db.session.add(sheet)
    db.session.flush()
    return sheet


def keep_refused(nonce: str, title: str, marked: bytes) -> ScoreSheet:
    """Keep the marked copy of a refused file, so that it can be fetched; nothing of it counts."""
    sheet = ScoreSheet(
        nonce=nonce,
        title=title,
        author_id=asker().account_id,
        state="refused",
        rows=[],
        marked=marked,
        updated_at=clock.now(),
    )
    db.session.add(sheet)
    db.session.flush()
    note("sheet.refused", [("score_sheets", sheet.id)])
    return sheet


def change(sheet_id: int, version: int, rows: Sequence[Row]) -> ScoreSheet:
    """Replace the rows of one's own draft."""
    sheet = _own_draft(sheet_id, version)
    sheet.rows = [dict(row) for row in rows]
    sheet.version += 1
    sheet.updated_at = clock.now()
    note("sheet.changed", [("score_sheets", sheet.id)], count=len(rows))
    return sheet


def drop(sheet_id: int, version: int) -> ScoreSheet:
    """Put a draft away unsubmitted; it stays readable."""
    sheet = _own_draft(sheet_id, version)
    sheet.state = "dropped"
    note("sheet.dropped", [("score_sheets", sheet.id)])
    return sheet


def submit(sheet_id: int, version: int, rows: Sequence[Row] | None, reach: Reach) -> int:
    """Record every row of a draft, or none: the number of facts. A sheet submitted before is left as it is.

    `rows` replace the draft's where given. Raises BadRows with every bad cell; Refused where a row is out of reach.
    """
    found = queries.sheet_for_change(sheet_id)
    if found is not None and found.state == "submitted":
        return 0
    sheet = _own_draft(sheet_id, version)
    sheet.rows = sheet.rows if rows is None else [dict(row) for row in rows]
    facts = checked(sheet.rows, _fact_nonce(sheet), reach)
    if not facts:
        raise Refused("表里还没有内容")
    entries = ledger.record_all(facts, asker().account_id)
    sheet.state, sheet.updated_at = "submitted", clock.now()
    first, last = min(e.id for e in entries), max(e.id for e in entries)
    note(
        "sheet.submitted", [("score_sheets", sheet.id)], entries=[first, last], count=len(entries), digest=sheet.digest
    )
    return len(entries)


def _fact_nonce(sheet: ScoreSheet) -> str:
    # The same file uploaded twice holds the same facts: its digest, not its upload, says which ones they are.
    return sheet.digest[:48] or sheet.nonce[:48]


def checked(rows: Sequence[Row], nonce: str, reach: Reach) -> list[Fact]:
    """The facts of rows that may all be recorded by someone with this reach; raises BadRows with every bad cell."""
    facts, bad = facts_of(rows, queries.known_for(rows), nonce)
    bad += [
        BadCell(int(fact.nonce.rpartition("-")[2]), "department", say("不在您可以评分的科室范围内"))
        for fact in facts
        if not reach.covers(department_id=fact.department_id)
    ]
    if bad:
        raise BadRows(sorted(bad, key=lambda cell: cell.row))
    return facts


def _own_draft(sheet_id: int, version: int) -> ScoreSheet:
    sheet = queries.sheet_for_change(sheet_id)
    if sheet is None or sheet.author_id != asker().account_id:
        raise Refused("这份评分表不是您的草稿")
    if sheet.state != "open" or sheet.version != version:
        raise Stale("这份评分表已经变化，请刷新后再改")
    return sheet


def enter_marks(nonce: str, year: int, sheet: str, values: Mapping[int, Decimal], now: Mapping[int, Decimal]) -> int:
    """Enter one sheet's marks for departments; only those that differ from what stands `now`. How many were entered."""
    marks = [
        ledger.NewMark(f"{nonce}-{subject}", "department", subject, year, sheet, value)
        for subject, value in values.items()
        if now.get(subject) != value
    ]
    if marks:
        rows = ledger.mark_all(marks, asker().account_id)
        note("marks.entered", [("marks", row.id) for row in rows], sheet=sheet, year=year)
    return len(marks)


def rows_worth_keeping(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Typed rows without the blank ones."""
    typed = ({key: value or "" for key, value in row.items()} for row in rows)
    return [row for row in typed if not is_blank(row)]
