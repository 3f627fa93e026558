"""How each kind of paper is worded: the version in force, a specimen of what is being typed, a new version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.accounts.queries import numbers_of
from hospital_integrity.certificates import operations, pdf, queries
from hospital_integrity.certificates.forms import WordingForm
from hospital_integrity.certificates.views.blueprint import KINDS, bp, pdf_answer
from hospital_integrity.db import db
from hospital_integrity.deeds import carried_out
from hospital_integrity.forms import spoken
from hospital_integrity.hospital.queries import emblem_picture
from hospital_integrity.rules.citation import Wording, blanks
from hospital_integrity.rules.saying import Refused, Saying

KIND = f"<any({','.join(KINDS)}):kind>"


@bp.get("/certificates/wordings")
def wordings() -> str:
    """Every kind with what its papers say now."""
    return render_template("certificates/wordings.html", found=queries.wording_in_force())


@bp.get(f"/certificates/wordings/{KIND}/specimen")
def specimen(kind: str) -> Response:
    """A specimen in the words that are in force."""
    wording = queries.wording_in_force()[kind][1]
    body = pdf.draw(operations.specimen(kind, wording), emblem_picture, specimen=True)
    return pdf_answer(body, f"specimen-{kind}", "inline")


@bp.post(f"/certificates/wordings/{KIND}/preview")
def preview(kind: str) -> ResponseReturnValue:
    """A specimen in the words that are being typed; nothing is kept."""
    form = WordingForm()
    if not form.validate():
        return _page(kind, form, 422)
    try:
        words = operations.fitting(kind, _wording(form), pdf.misfits)
    except operations.Unfit as unfit:
        return _page(kind, _marked(form, unfit.problems), 422)
    except Refused as refused:
        form.refuse(refused)
        return _page(kind, form, 422)
    return pdf_answer(pdf.draw(words, emblem_picture, specimen=True), f"specimen-{kind}", "inline")


@bp.post(f"/certificates/wordings/{KIND}/sketch")
def sketch(kind: str) -> str:
    """A quick picture of what is being typed, or all that is wrong with it: what the page fetches at every pause."""
    form = WordingForm()
    if not form.validate():
        return _problems(error for errors in form.errors.values() for error in errors)
    try:
        words = operations.fitting(kind, _wording(form), pdf.misfits)
    except operations.Unfit as unfit:
        return _problems(form[name].complaint(problem) for name, problem in unfit.problems.items())
    except Refused as refused:
        return _problems([spoken(refused.saying)])
    return render_template("certificates/sketch.html", words=words, texts=pdf.sketch(words))


def _problems(found: Iterable[str]) -> str:
    return render_template("certificates/sketch.html", problems=list(found))


@bp.route(f"/certificates/wordings/{KIND}", methods=["GET", "POST"])
def word(kind: str) -> ResponseReturnValue:
    """Write a new version, beginning with the one in force."""
    version, wording = queries.wording_in_force()[kind]
    form = WordingForm(data={**asdict(wording), "seal": "1" if wording.seal else "", "seen": version})
    status = carried_out(form, lambda: _word(kind, form))
    if status != 303:
        return _page(kind, form, status)
    flash(gettext("已保存，以后签发的证书用新的文字；已签发的不变"))
    return redirect(url_for("certificates.word", kind=kind), 303)


def _word(kind: str, form: WordingForm) -> None:
    try:
        operations.word(kind, _wording(form), pdf.misfits, seen=form.seen.data)
    except operations.Unfit as unfit:
        _marked(form, unfit.problems)
        raise


def _marked(form: WordingForm, problems: Mapping[str, Saying]) -> WordingForm:
    for name, problem in problems.items():
        field = form[name]
        field.errors = [*field.errors, field.complaint(problem)]
    return form


def _wording(form: WordingForm) -> Wording:
    told: dict[str, Any] = {name: form[name].data or "" for name in Wording.__dataclass_fields__}
    return Wording(**{**told, "seal": form.seal.data == "1"})


def _page(kind: str, form: WordingForm, status: int) -> tuple[str, int]:
    db.session.rollback()
    versions = queries.wordings(kind)
    people = numbers_of({row.made_by for row in versions if row.made_by})
    page = render_template(
        "certificates/word.html", kind=kind, form=form, blanks=blanks(kind), versions=versions, people=people
    )
    return page, status
