"""What becomes of an order of papers: few are issued while somebody waits, many by a job."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.certificates import operations, pdf, queries
from hospital_integrity.certificates.operations import Order
from hospital_integrity.certificates.views.blueprint import named
from hospital_integrity.certificates.views.long import LONG
from hospital_integrity.forms import Form
from hospital_integrity.jobs import operations as jobs
from hospital_integrity.jobs.queries import job_by_nonce


class Desk:
    """Takes one order: `papers` were issued, or `job` does it."""

    papers: int = 0
    job: int | None = None

    def repeats(self, nonce: str) -> bool:
        """Whether the same form was sent before; what came of it is then told again."""
        before, job = queries.issue_by_nonce(nonce), job_by_nonce(nonce)
        self.papers, self.job = before.papers if before else 0, job.id if job else None
        return bool(before or job)

    def take(self, order: Order, form: Form, source: str = "") -> None:
        """Issue, or ask for a job; Refused as by the operations, every undrawable name on the form."""
        if len(order.grounds) > LONG:
            total = len(order.grounds) + 1
            self.job = jobs.ask("certificates.issue", order.plain(), form.nonce.data, total=total).id
            return
        named(form, lambda: self._issue(order, form.nonce.data, source))

    def _issue(self, order: Order, nonce: str, source: str) -> None:
        self.papers = operations.carry_out(order, pdf.check, nonce, source).papers

    def done(self, **where: Any) -> ResponseReturnValue:
        """To the job, or to the list of what was issued."""
        if self.job is not None:
            return redirect(url_for("jobs.show", id=self.job), 303)
        flash(gettext("已签发 %(count)s 份证书", count=self.papers))
        return redirect(url_for("certificates.list", **where), 303)
