"""Screens of what was frozen: results by year and kind, one result with its reasons, the export."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hospital_integrity.access import may_see, reach
from hospital_integrity.awards import operations, queries
from hospital_integrity.awards.forms import ExportForm
from hospital_integrity.awards.models import Award, Closing, StarChange
from hospital_integrity.awards.sheet import results_workbook
from hospital_integrity.awards.views.blueprint import XLSX, bp
from hospital_integrity.db import db
from hospital_integrity.rules.award import facts_of_award
from hospital_integrity.rules.frozen import lines_from_json
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scale import tone
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.transition import NAMES

ID = "<int(max=2147483647):award_id>"
SHOWN = 200
KINDS = {"department": say("科室星级"), "grid": say("网格员星级"), "staff": say("医德考评")}


@bp.get("/awards", endpoint="list")
def index() -> str:
    """The results of a closed year, by kind."""
    closing = _closing()
    if closing is None:
        return render_template("awards/list.html", closing=None)
    kinds = queries.kinds_of(closing.id, _scope())
    wanted = _wanted(closing, kinds)
    sort = request.args.get("sort", "-score")
    page = queries.page_of(wanted, _scope(), sort, request.args.get("page", 1, int))
    scheme = queries.edition_of_closing(closing).schemes.get(wanted.kind)
    tabs = [
        (name, url_for("awards.list", year=closing.year, kind=key), key == wanted.kind) for key, name in KINDS.items()
    ]
    return render_template(
        "awards/list.html",
        closing=closing,
        years=queries.held_years(),
        tabs=[tab for tab, key in zip(tabs, KINDS, strict=True) if key in kinds],
        wanted=wanted,
        page=page,
        sort=sort,
        scheme=scheme,
        tones={level.key: tone(scheme, level) for level in scheme.levels} if scheme else {},
        level_names={level.key: level.name for level in scheme.levels} if scheme else {},
        moves=NAMES,
        form=ExportForm(formdata=None),
    )


@bp.get(f"/awards/{ID}")
def show(award_id: int) -> str:
    """One result: what was frozen, why, and whether it still follows from what was frozen with it."""
    award = _award(award_id)
    edition = queries.edition_of_closing(award.closing)
    scheme = edition.schemes[award.subject_kind]
    level = scheme.level_by_key[award.level]
    return render_template(
        "awards/show.html",
        award=award,
        score=Decimal(award.score),
        closing=award.closing,
        undone=queries.reopening_of(award.closing_id),
        edition=edition,
        scheme=scheme,
        level=level,
        tone=tone(scheme, level),
        move=NAMES[award.transition],
        since=_since(award),
        star_page=_star_page(award),
        sound=queries.is_sound(award),
        **_reasons(award),
        kind_name=KINDS[award.subject_kind],
        entry_endpoint="ledger.show" if _sees_entries(award) else "",
        timeline=queries.timeline(award.subject_kind, [award.subject_id]),
        level_names={one.key: one.name for one in scheme.levels},
        **_inputs(scheme, award),
    )


@bp.post("/awards/export")
def export() -> ResponseReturnValue:
    """The list as a spreadsheet; taking it away is an event itself."""
    closing = _closing()
    if closing is None or not ExportForm().validate():
        abort(400)
    wanted = _wanted(closing, queries.kinds_of(closing.id, _scope()))
    scheme = queries.edition_of_closing(closing).schemes.get(wanted.kind) or abort(404)
    found = queries.all_of(wanted, _scope())
    operations.note_export(closing, wanted.kind, len(found))
    body = results_workbook(closing, scheme, found)
    db.session.commit()
    named = {"Content-Disposition": f"attachment; filename=results-{closing.year}-{wanted.kind}.xlsx"}
    return Response(body, mimetype=XLSX, headers=named)


def _scope() -> queries.Scope:
    far = reach()
    return queries.Scope(far.everything, far.departments, far.staff_id)


def _closing() -> Closing | None:
    """The closing that holds for the year in the address, else the newest one."""
    years = queries.held_years()
    year = request.args.get("year", type=int)
    return queries.closing_of(year if year in years else years[0]) if years else None


def _wanted(closing: Closing, kinds: dict[str, int]) -> queries.Wanted:
    asked = request.args.get("kind", "")
    kind = asked if asked in KINDS else next((one for one in KINDS if one in kinds), "staff")
    level, moved = request.args.get("level", "")[:40], request.args.get("transition", "")
    return queries.Wanted(closing.id, kind, level, moved if moved in NAMES else "", request.args.get("q", "")[:40])


def _award(award_id: int) -> Award:
    award = queries.award(award_id)
    if award is None:
        abort(404)
    own = award.subject_id if award.subject_kind != "department" else None
    if not reach().covers(department_id=award.department_id, staff_id=own):
        abort(404)
    return award


def _since(award: Award) -> list[tuple[StarChange, Saying]]:
    """What was decided about this award's stars after it."""
    changes = queries.changes_of(award.subject_kind, [award.subject_id]).get(award.subject_id, [])
    return [(one, NAMES[one.transition]) for one in changes if one.year == award.year]


def _star_page(award: Award) -> str:
    if award.subject_kind == "department":
        seen = may_see("awards.stars", department_id=award.subject_id)
        return url_for("awards.stars", subject_id=award.subject_id) if seen else ""
    seen = may_see("awards.grid_stars", department_id=award.department_id, staff_id=award.subject_id)
    return url_for("awards.grid_stars", subject_id=award.subject_id) if seen and award.subject_kind == "grid" else ""


def _reasons(award: Award) -> dict[str, Any]:
    """The reasons; of very many records the first ones, unless all are asked for. The steps behind them always."""
    lines = lines_from_json(award.reasons)
    records = [line for line in lines if line.entry_id is not None]
    steps = [line for line in lines if line.entry_id is None]
    shown = records if "all" in request.args else records[:SHOWN]
    return {"lines": [*shown, *steps], "hidden": len(records) - len(shown)}


def _inputs(scheme: Scheme, award: Award) -> dict[str, Any]:
    """What the award keeps, as the page shows it."""
    result: dict[str, Any] = award.inputs["result"]  # type: ignore[assignment]
    names = {part.key: part.name for part in scheme.parts}
    return {
        "facts": facts_of_award(award.inputs),
        "raw": Decimal(result["raw"]),
        "headings": [
            (scheme.headings[key].name, Decimal(points), scheme.headings[key].points)
            for key, points in result["headings"]
            if key in scheme.headings
        ],
        "parts": [
            (names.get(key, key), value and Decimal(value), Decimal(weight)) for key, value, weight in result["parts"]
        ],
        "consequences": result["consequences"],
    }


def _sees_entries(award: Any) -> bool:
    staff_id = None if award.subject_kind == "department" else award.subject_id
    return may_see("ledger.show", department_id=award.department_id, staff_id=staff_id)
