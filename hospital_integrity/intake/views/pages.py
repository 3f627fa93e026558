"""Looking: the register, its spreadsheet, one case, a file of it, who it came from."""

from __future__ import annotations

from flask import Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeTimedSerializer

from hospital_integrity.access import asker
from hospital_integrity.attachments import queries as attachments
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out, file_handed_out, handed_out
from hospital_integrity.intake import operations, queries
from hospital_integrity.intake.forms import SearchForm, SourceForm
from hospital_integrity.intake.sheet import register_workbook
from hospital_integrity.intake.views.blueprint import ID, bp, case_or_404, shown
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.rules.intake import Source

KEY_LIVES = 10 * 60


@bp.get("")
def index() -> str:
    """The register, newest first, by kind, state and text."""
    form = _search()
    page = queries.page_of(_wanted(form), request.args.get("page", 1, type=int))
    return render_template(
        "intake/index.html",
        form=form,
        page=page,
        clocks=queries.nearest(page.items),
        today=today(),
        counted=queries.counted(),
        overdue=len(queries.overdue_ids()),
    )


@bp.post("/export")
def export() -> Response:
    """The same list, whole, as a spreadsheet; taking it away is an event itself."""
    rows = queries.all_of(_wanted(_search()))
    mark = note_taken("intake.index", len(rows))
    return handed_out(register_workbook(rows, queries.nearest(rows), mark), "intake")


@bp.get(f"/{ID}")
def show(id: int) -> str:
    """One case."""
    return shown(case_or_404(id))


@bp.post(f"/{ID}/source")
def source(id: int) -> ResponseReturnValue:
    """Who it came from and what they sent, shown once to whoever says why; noted before it is shown."""
    row, form, found = case_or_404(id), SourceForm(), list[Source]()
    status = carried_out(form, lambda: found.append(operations.open_source(row, form.reason.data)))
    row = case_or_404(id)
    if status != 303:
        return shown(row, source=form), status
    originals = [one for one, original in queries.files_of(id).items() if original]
    files = list(attachments.listed(originals).values())
    return render_template("intake/source.html", row=row, source=found[0], files=files, key=_key(id))


@bp.get(f"/{ID}/files/<int(max=2147483647):file_id>")
def file(id: int, file_id: int) -> Response:
    """A file of a case; an original only from the page that was opened for a reason, for ten minutes."""
    case_or_404(id)
    link = queries.file_of(id, file_id)
    if link is None or (link.original and not _opened(id, request.args.get("key", ""))):
        abort(404)
    content = attachments.content(file_id)
    if content is None:
        abort(404)
    return file_handed_out(content.body, content.name, content.mimetype)


def _search() -> SearchForm:
    form = SearchForm(request.args)
    form.validate()
    return form


def _wanted(form: SearchForm) -> queries.Wanted:
    state = form.state.data if form.state.data and not form.state.errors else ""
    overdue = state == "overdue"
    return queries.Wanted(
        kind=form.kind.data if form.kind.data and not form.kind.errors else "",
        state="" if overdue else state,
        text=form.q.data or "",
        ids=queries.overdue_ids() if overdue else None,
    )


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="intake: originals opened")


def _key(id: int) -> str:
    return str(_signer().dumps([id, asker().account_id]))


def _opened(id: int, key: str) -> bool:
    try:
        return bool(_signer().loads(key, max_age=KEY_LIVES) == [id, asker().account_id])
    except BadSignature:
        return False
