"""One paper: what it says, its PDF, revoking it, issuing it anew."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import may
from hospital_integrity.certificates import operations, pdf, queries
from hospital_integrity.certificates.forms import ReissueForm, RevokeForm
from hospital_integrity.certificates.queries import Paper
from hospital_integrity.certificates.views.blueprint import ID, bp, paper_or_404, pdf_answer
from hospital_integrity.deeds import carried_out, done_apart
from hospital_integrity.hospital.queries import emblem_picture
from hospital_integrity.rules.certificate import read


@bp.get(f"/certificates/{ID}")
def show(certificate_id: int) -> str:
    """What the paper says, whether it is valid, what it rests on."""
    return _page(paper_or_404(certificate_id))


@bp.get(f"/certificates/{ID}/pdf")
def download(certificate_id: int) -> Response:
    """The paper itself: drawn and kept at the first download, the same bytes for ever after."""
    paper = paper_or_404(certificate_id)
    serial, words = paper.certificate.serial, read(paper.says)
    if queries.file_of(certificate_id) is None:
        done_apart(lambda: operations.keep_file(certificate_id, lambda: pdf.draw(words, emblem_picture)))
    body = queries.file_of(certificate_id) or abort(503)
    return pdf_answer(body, serial, "inline")


@bp.post(f"/certificates/{ID}/revoke")
def revoke(certificate_id: int) -> ResponseReturnValue:
    """Declare the paper void."""
    paper, form = paper_or_404(certificate_id), RevokeForm()
    status = carried_out(form, lambda: operations.revoke(certificate_id, form.reason.data or ""))
    if status != 303:
        return _page(paper_or_404(certificate_id), revoke=form), status
    flash(gettext("%(serial)s 已撤销，扫码会显示作废", serial=paper.certificate.serial))
    return redirect(url_for("certificates.show", certificate_id=certificate_id), 303)


@bp.post(f"/certificates/{ID}/reissue")
def reissue(certificate_id: int) -> ResponseReturnValue:
    """Issue the paper anew; the old one is void from then on."""
    paper_or_404(certificate_id)
    form, made = ReissueForm(), []
    status = carried_out(form, lambda: made.append(operations.reissue(certificate_id, pdf.check)))
    if status != 303:
        return _page(paper_or_404(certificate_id), reissue=form), status
    flash(gettext("已换发，旧证书作废"))
    return redirect(url_for("certificates.show", certificate_id=made[0].id), 303)


def _page(paper: Paper, revoke: RevokeForm | None = None, reissue: ReissueForm | None = None) -> str:
    return render_template(
        "certificates/show.html",
        paper=paper,
        words=read(paper.says),
        prints=queries.prints_of(paper.certificate.id) if may("certificates.prints") else [],
        revoke=revoke or RevokeForm(formdata=None),
        reissue=reissue or ReissueForm(formdata=None),
    )
