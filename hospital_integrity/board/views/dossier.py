"""The case file of an entry, taken away as a PDF."""

from __future__ import annotations

from flask import Response, abort
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.board import pdf
from hospital_integrity.board.queries.dossier import dossier_of, may_be_taken
from hospital_integrity.board.views.blueprint import ID, bp, entry_or_404
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note_taken


@bp.post(f"/board/{ID}/dossier")
def dossier(id: int) -> Response:
    """Everything about an entry on paper, with who acted; taking it away is an event itself."""
    row = entry_or_404(id)
    if not may_be_taken(row, asker().staff_id):
        abort(404)
    mark = str(note_taken("board.dossier", 1, entry=id, version=row.version))
    body = pdf.draw(dossier_of(row, mark))
    db.session.commit()
    name = gettext("红黑榜案卷") + f"-{id}.pdf"
    answer = Response(body, mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
