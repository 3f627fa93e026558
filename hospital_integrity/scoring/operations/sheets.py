"""Keep a sheet, change it, submit it into the ledger, drop it: one decision each, with one journal event."""

from __future__ import annotations

from collections.abc import Sequence

from hospital_integrity import clock
from hospital_integrity.access import Reach, asker
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scoresheet import Row
from hospital_integrity.scoring import queries
from hospital_integrity.scoring.models import ScoreSheet
from hospital_integrity.scoring.operations.checking import checked
from hospital_integrity.scoring.operations.drafts import draft_to_change, drafted
from hospital_integrity.scoring.queries import About


def keep(
    nonce: str, title: str, rows: Sequence[Row], about: About, reach: Reach, version: int = 1, digest: str = ""
) -> ScoreSheet:
    """Keep rows as a draft. The same nonce again goes on with the draft that was made of it, if it is at `version`."""
    sheet = queries.sheet_by_nonce(nonce)
    if sheet is None:
        sheet = drafted(nonce, title, rows, about, digest)
        note("sheet.kept", [("score_sheets", sheet.id)], count=len(rows), digest=digest)
    elif list(sheet.rows) != [dict(row) for row in rows]:
        sheet = change(sheet.id, version, rows, reach)
    return sheet


def keep_file(nonce: str, title: str, rows: Sequence[Row], about: About, reach: Reach, digest: str) -> ScoreSheet:
    """Keep an uploaded file as a draft. The same content again leads to its draft, or is refused once submitted."""
    known = queries.sheet_of_digest(digest, about)
    if known is None or known.nonce == nonce:
        return keep(nonce, title, rows, about, reach, digest=digest)
    if known.state == "open" and (known.author_id == asker().account_id or reach.everything):
        return known
    day = clock.day_of(known.updated_at)
    raise Refused("这个文件的内容已经上传过（第 %(id)s 号，%(day)s），没有再写一次", id=known.id, day=day)


def submit_new(nonce: str, title: str, rows: Sequence[Row], about: About, reach: Reach, version: int = 1) -> ScoreSheet:
    """Submit rows that were never kept, or only by themselves: one decision. The same nonce again changes nothing."""
    sheet = queries.sheet_by_nonce(nonce)
    if sheet is None:
        sheet, version = drafted(nonce, title, rows, about, ""), 1
    submit(sheet.id, version, rows, reach)
    return sheet


def keep_refused(nonce: str, title: str, marked: bytes) -> ScoreSheet:
    """Keep the marked copy of a refused file, so that it can be fetched; nothing of it counts.

    The next try from the same page takes its place.
    """
    own = f"refused-{nonce}"
    sheet = queries.sheet_by_nonce(own)
    if sheet is None:
        sheet = drafted(own, title, [], About("file"), "")
        sheet.state = "refused"
    sheet.title, sheet.marked, sheet.updated_at = title[:120], marked, clock.now()
    db.session.flush()
    note("sheet.refused", [("score_sheets", sheet.id)])
    return sheet


def change(sheet_id: int, version: int, rows: Sequence[Row], reach: Reach) -> ScoreSheet:
    """Replace the rows of a draft."""
    sheet = draft_to_change(sheet_id, version, reach)
    sheet.rows = [dict(row) for row in rows]
    sheet.version += 1
    sheet.updated_at = clock.now()
    note("sheet.changed", [("score_sheets", sheet.id)], count=len(rows))
    return sheet


def drop(sheet_id: int, version: int, reach: Reach) -> ScoreSheet:
    """Put a draft away unsubmitted; it stays readable. The office may, of anybody: a draft left over blocks a year."""
    sheet = draft_to_change(sheet_id, version, reach, dropping=True)
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
    sheet = draft_to_change(sheet_id, version, reach)
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
