"""A person's ethics file over the years, on the screen and on paper."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, render_template

from hospital_integrity.access import asker, may, may_see, reach
from hospital_integrity.certificates import queries as certificates
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.home import pdf
from hospital_integrity.home.queries import record as queries
from hospital_integrity.home.views.blueprint import bp
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.paper.fonts import undrawable
from hospital_integrity.rules.ethics_file import EthicsFile
from hospital_integrity.rules.saying import Refused

FILE = "/staff/<int(max=2147483647):staff_id>/file"


@bp.get(FILE)
def file(staff_id: int) -> str:
    """The file of a person: for the person, the head and the office."""
    found, department_id = _within(staff_id)
    own = asker().staff_id == staff_id
    told = own or (reach().everything and not reach().masked)
    years = [one.year for one in found.years]
    return render_template(
        "home/file.html",
        file=found,
        staff_id=staff_id,
        own=own,
        objections=queries.objections_about(staff_id, [today().year, *years]) if told else [],
        papers=_papers(found, staff_id, department_id),
        may_print_form=may("ethics.registration", "POST"),
    )


@bp.post(FILE)
def file_print(staff_id: int) -> Response:
    """The same as a PDF; taking it away is an event itself."""
    found, _ = _within(staff_id)
    if problems := undrawable(dict.fromkeys(found.texts())):
        names = "、".join(one.text[:40] for one in problems)
        raise Refused("有 %(count)s 处文字无法打印：%(names)s", count=len(problems), names=names)
    body = pdf.draw_file(found, today())
    note_taken("home.file", len(found.years), staff=staff_id)
    db.session.commit()
    headers = {"Content-Disposition": f"attachment; filename=ethics-file-{found.number}.pdf"}
    return Response(body, mimetype="application/pdf", headers=headers)


def _within(staff_id: int) -> tuple[EthicsFile, int | None]:
    found = queries.ethics_file(staff_id)
    home = departments.home_department({staff_id}, today()).get(staff_id)
    if found is None or not reach().covers(department_id=home, staff_id=staff_id):
        abort(404)
    return found, home


def _papers(found: EthicsFile, staff_id: int, department_id: int | None) -> dict[int, Any]:
    """The valid certificate of each year, where the asker may see it."""
    if not may_see("certificates.show", department_id=department_id, staff_id=staff_id):
        return {}
    years = {one.award_id: one.year for one in found.years if one.award_id}
    papers = certificates.papers_of_awards(list(years)) if years else {}
    return {
        years[award]: paper.certificate.id
        for award, issued in papers.items()
        for paper in issued
        if paper.state == certificates.VALID
    }
