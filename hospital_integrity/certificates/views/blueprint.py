"""What the screens of papers share: the blueprint, the names of kinds and states, PDF answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort
from flask_babel import gettext

from hospital_integrity.access import reach
from hospital_integrity.awards.queries import Scope
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.operations import Undrawable
from hospital_integrity.certificates.queries import Paper
from hospital_integrity.forms import Form, spoken
from hospital_integrity.rules.paper_kinds import KINDS
from hospital_integrity.rules.saying import say

bp = Blueprint("certificates", __name__)
ID = "<int(max=2147483647):certificate_id>"
STATES = {
    queries.VALID: (say("有效"), "jade"),
    queries.REVOKED: (say("已撤销"), "red"),
    queries.SUPERSEDED: (say("已被代替"), "coal"),
    queries.VOID: (say("结果已作废"), "coal"),
    queries.SUSPENDED: (say("暂停"), "gold"),
    queries.EXPIRED: (say("已到期"), "coal"),
}


@bp.context_processor
def words() -> dict[str, Any]:
    """The fixed words of these pages."""
    return {"paper_kinds": KINDS, "paper_states": STATES}


def scope() -> Scope:
    """Whose papers the asker may see here."""
    far = reach()
    return Scope(far.everything, far.departments, far.staff_id)


def paper_or_404(certificate_id: int) -> Paper:
    """The paper, if it is within reach."""
    paper = queries.paper(certificate_id)
    if paper is None:
        abort(404)
    if not reach().covers(department_id=paper.department_id, staff_id=paper.staff_id):
        abort(404)
    return paper


def named(form: Form, deed: Callable[[], object]) -> None:
    """Issue; where papers can't be drawn, every one of them is named on the form."""
    try:
        deed()
    except Undrawable as undrawable:
        for name, why in undrawable.problems:
            form.form_errors.append(gettext("%(name)s：%(why)s", name=name, why=spoken(why)))
        raise


def pdf_answer(body: bytes, name: str, disposition: str) -> Response:
    """A PDF to look at (`inline`) or to keep (`attachment`)."""
    headers = {"Content-Disposition": f"{disposition}; filename={name}.pdf"}
    return Response(body, mimetype="application/pdf", headers=headers)
