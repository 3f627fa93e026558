"""Marks of departments, one sheet and one rater at a time: by the rater himself, or by the office from paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, may
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.filters import score
from hospital_integrity.forms import spoken
from hospital_integrity.rules.raters import read_mark
from hospital_integrity.rules.reading import read_number
from hospital_integrity.rules.saying import Refused, say
from hospital_integrity.rules.scheme import Sheet
from hospital_integrity.scoring import operations, queries
from hospital_integrity.scoring.forms import MarksForm
from hospital_integrity.scoring.models import ScoreSheet
from hospital_integrity.scoring.queries import About
from hospital_integrity.scoring.views.blueprint import bp
from hospital_integrity.scoring.views.drafts import kept_answer


@dataclass(frozen=True)
class Paper:
    """What is being filled in: the year, the sheet, whose marks they are, and the departments that he may mark."""

    year: int
    sheet: Sheet
    rater: str
    places: tuple[Any, ...]
    noted: bool

    @property
    def about(self) -> About:
        """The draft of it."""
        return About("marks", None, f"{self.sheet.key} {self.rater}".strip()[:40], self.year)


@bp.route("/scoring/marks", methods=["GET", "POST"])
def marks() -> ResponseReturnValue:
    """Enter or correct one rater's marks as the office does: its own, or those on somebody's paper."""
    year = asked_year()
    sheets = queries.mark_sheets(year)
    sheet = chosen(sheets)
    return _answer(_paper(year, sheet, _noted_rater()), sheets, "scoring.marks") if sheet else _none(year)


@bp.route("/scoring/rate", methods=["GET", "POST"])
def rate() -> ResponseReturnValue:
    """Enter one's own marks on the sheets that the edition leaves to one's role."""
    year = today().year
    sheets = queries.sheets_to_rate(asker(), year)
    sheet = chosen(sheets)
    return _answer(_paper(year, sheet, ""), sheets, "scoring.rate") if sheet else _none(year)


@bp.post("/scoring/marks/autosave")
def marks_autosave() -> ResponseReturnValue:
    """Keep the marks that are being typed, as score sheets do."""
    office = request.args.get("page") == "scoring.marks" and may("scoring.marks")
    year = asked_year() if office else today().year
    sheet = chosen(queries.mark_sheets(year) if office else queries.sheets_to_rate(asker(), year))
    form = MarksForm()
    if sheet is None or not form.validate():
        return jsonify(words=gettext("没有保存：页面已过期，或者行数太多")), 422
    paper = _paper(year, sheet, _noted_rater() if office else "")
    rows = [{"subject": row.form.subject.data or "", "value": row.form.value.data or ""} for row in form.rows]
    title = gettext("%(sheet)s %(rater)s", sheet=sheet.name, rater=paper.rater)
    return kept_answer(form, title, rows, paper.about, _told(form, sheet), address="")


def asked_year() -> int:
    """The year of the address, or this one; 404 where no marks can be given for it."""
    typed = request.args.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else today().year
    if not 2000 <= year <= today().year:
        abort(404)
    return year


def chosen(sheets: Mapping[str, Sheet]) -> Sheet | None:
    """The sheet of the address, or the first; 404 for an unknown one, None where there is none at all."""
    key = request.args.get("sheet", "") or next(iter(sheets), "")
    if sheets and key not in sheets:
        abort(404)
    return sheets.get(key)


def _noted_rater() -> str:
    typed = request.args.get("rater", "").strip()
    if not typed:
        return ""
    try:
        return read_number(typed)
    except Refused:
        flash(gettext("评分人编号应为不超过 20 位的字母、数字或连字符"), "error")
        return ""


def _paper(year: int, sheet: Sheet, noted: str) -> Paper:
    own = departments.staff_member(asker().staff_id) if asker().staff_id else None
    rater = "" if sheet.raters == "one" else noted or (own.number if own else "")
    home = queries.home_of(rater, year)
    places = departments.departments_on(queries.judged_on(year))
    return Paper(year, sheet, rater, tuple(place for place in places if place.id != home), bool(noted))


def _answer(paper: Paper, sheets: Mapping[str, Sheet], page: str) -> ResponseReturnValue:
    given = queries.given(paper.year, paper.sheet)
    now = given.get(queries.key_of(paper.rater, asker().account_id), {})
    now = next(iter(given.values()), {}) if paper.sheet.raters == "one" else now
    draft = queries.own_draft_about(asker().account_id, paper.about)
    form = _form(paper, now, draft)
    status = carried_out(form, lambda: _enter(form, paper))
    if status != 303:
        shown = {
            "total": _told(form, paper.sheet),
            "paper": paper,
            "sheets": sheets,
            "page": page,
            "draft": draft,
            "now": now,
        }
        others = queries.rater_names(given) if page == "scoring.marks" and paper.sheet.raters == "many" else {}
        names = {str(place.id): place for place in paper.places}
        return render_template("scoring/marks.html", form=form, names=names, others=others, **shown), status
    flash(gettext("评分已保存"))
    rater = paper.rater if paper.noted else None
    year = paper.year if page == "scoring.marks" else None
    return redirect(url_for(page, year=year, sheet=paper.sheet.key, rater=rater), 303)


def _form(paper: Paper, now: Mapping[int, Decimal], draft: ScoreSheet | None) -> MarksForm:
    typed = {row["subject"]: row["value"] for row in draft.rows} if draft else {}
    rows = [
        {"subject": str(place.id), "value": typed.get(str(place.id), f"{now[place.id]:f}" if place.id in now else "")}
        for place in paper.places
    ]
    return MarksForm(data={"rows": rows, "version": str(draft.version if draft else 1)})


def _enter(form: MarksForm, paper: Paper) -> None:
    values = _values(form, paper)
    operations.enter_marks(form.nonce.data, paper.year, paper.sheet, paper.rater, values)
    operations.close_drafts(paper.about)


def _values(form: MarksForm, paper: Paper) -> dict[int, Decimal | None]:
    known = {str(place.id) for place in departments.departments_on(queries.judged_on(paper.year))}
    values, bad = {}, 0
    for row in form.rows:
        try:
            if row.form.subject.data in known:
                values[int(row.form.subject.data)] = read_mark(row.form.value.data or "", paper.sheet)
        except Refused as refused:
            words = gettext("%(field)s：%(problem)s", field=gettext("分数"), problem=spoken(refused.saying))
            row.form.value.errors, bad = [words], bad + 1
    if bad:
        raise Refused(say("有 %(count)s 处需要改正，没有保存任何一个分数", count=bad))
    return values


def _told(form: MarksForm, sheet: Sheet) -> dict[str, Any]:
    lines, found = {}, []
    for row in form.rows:
        words = ""
        try:
            value = read_mark(row.form.value.data or "", sheet)
            found += [] if value is None else [value]
        except Refused as refused:
            words = spoken(refused.saying)
        lines[row.name] = {"worth": "", "bad": {"value": words} if words else {}}
    return {"lines": lines, "count": len(found), "total": mean_words(found)}


def mean_words(values: list[Decimal]) -> str:
    """The mean of some marks, as the foot of the sheet says it."""
    return (
        gettext("平均 %(mean)s", mean=score(sum(values, Decimal(0)) / len(values))) if values else gettext("还没有分数")
    )


def _none(year: int) -> ResponseReturnValue:
    return render_template("scoring/nothing.html", year=year)
