"""A list is kept when it is uploaded, counts for nothing, and is applied when it is confirmed: all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from hospital_integrity.access import asker
from hospital_integrity.clock import now, today
from hospital_integrity.db import db
from hospital_integrity.departments import queries
from hospital_integrity.departments.models import RegisterImport
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.comparison import Comparison, digest, plain
from hospital_integrity.rules.saying import Refused, Stale


def keep_list(kind: str, listed: Sequence[Any], filename: str, day: date) -> RegisterImport:
    """Keep the rows of a file (kind departments or staff) for a look; the uploader's earlier previews are dropped."""
    if day > today():
        raise Refused("生效日期 %(day)s 还没有到，请在当天或之后导入", day=day)
    rows = [plain(one) for one in listed]
    return _keep(kind, filename, day, rows=rows, sha256=digest(rows), state="preview")


def keep_refused(kind: str, filename: str, day: date, marked: bytes) -> RegisterImport:
    """Keep the marked copy of a refused file, so that its uploader can fetch it; it can never be applied."""
    return _keep(kind, filename, day, rows=[], sha256="", marked=marked, state="dropped")


def ready(id: int, seen: str, compare: Any) -> tuple[RegisterImport, Comparison[Any] | None]:
    """The locked import with its comparison, or with None when it was applied before.

    Stale when the register has moved on since the comparison whose fingerprint is `seen` was looked at.
    """
    kept = queries.register_import_for_change(id)
    if kept.state == "applied":
        return kept, None
    if kept.state == "dropped":
        raise Refused("这次上传已作废，请重新上传")
    comparison = compare(kept)
    if comparison.faults or comparison.fingerprint() != seen:
        raise Stale("预览之后登记册有变动，请按新的对比重新核对后再确认")
    return kept, comparison


def finish(kept: RegisterImport, **counts: object) -> RegisterImport:
    """Mark an import as applied and note it: one event for all its rows, with their hash; the rows themselves go."""
    kept.state, kept.applied_at, kept.rows = "applied", now(), []
    db.session.flush()
    rows = [("register_imports", kept.id)]
    note("register.imported", rows, kind=kept.kind, sha256=kept.sha256, day=kept.day.isoformat(), **counts)
    return kept


def _keep(kind: str, filename: str, day: date, **details: Any) -> RegisterImport:
    # Whoever uploads again has done with the file before: names aren't kept longer than they are needed.
    for earlier in queries.unfinished_imports(asker().account_id, kind):
        earlier.state, earlier.rows, earlier.marked = "dropped", [], b""
    kept = RegisterImport(kind=kind, filename=filename, day=day, created_by=asker().account_id, at=now(), **details)
    db.session.add(kept)
    db.session.flush()
    return kept
