"""Files beside an entry: what an indicator was found by and how it was dealt with."""

from __future__ import annotations

from flask import Response, abort

from hospital_integrity.access import may_see, reach
from hospital_integrity.attachments import queries as attachments
from hospital_integrity.attachments.queries import Listed
from hospital_integrity.deeds import file_handed_out
from hospital_integrity.ledger import queries
from hospital_integrity.ledger.models import LedgerEntry
from hospital_integrity.ledger.views.blueprint import ENTRY, bp


def files_beside(entry: LedgerEntry) -> list[Listed]:
    """The files of an entry, if the asker may open them."""
    if not may_see("ledger.file", department_id=entry.department_id):
        return []
    return list(attachments.listed(list(queries.entry_files(entry.id))).values())


@bp.get(f"/ledger/{ENTRY}/files/<int(max=2147483647):file_id>")
def file(entry_id: int, file_id: int) -> Response:
    """One of them."""
    entry = queries.entry(entry_id)
    if entry is None or not reach().covers(department_id=entry.department_id):
        abort(404)
    content = attachments.content(file_id) if file_id in queries.entry_files(entry_id) else None
    if content is None:
        abort(404)
    return file_handed_out(content.body, content.name, content.mimetype)
