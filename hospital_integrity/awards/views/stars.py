"""One subject's stars over the years: the line, the table, what was decided in between, the label for the ward door."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import abort, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import may_see, reach
from hospital_integrity.awards import pdf, queries
from hospital_integrity.awards.queries import YearOfStars
from hospital_integrity.awards.views.blueprint import bp
from hospital_integrity.clock import today
from hospital_integrity.departments import queries as departments
from hospital_integrity.hospital.queries import emblem_picture, profile
from hospital_integrity.ledger.queries import indicators_of
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.period import last_day
from hospital_integrity.rules.star_line import BOTTOM, LEFT, MOST, RIGHT, WIDTH, height, path, star_line, turns
from hospital_integrity.rules.transition import NAMES

ID = "<int(max=2147483647):subject_id>"
LABEL_YEARS = 3


@bp.get(f"/stars/department/{ID}")
def stars(subject_id: int) -> str:
    """A department's stars over the years."""
    place = departments.department(subject_id)
    if place is None or not reach().covers(department_id=subject_id):
        abort(404)
    line = departments.lineage([subject_id])[subject_id]
    found = indicators_of(line, today())
    indicators = [one for source in line for one in found.get(source, [])]
    return _page("department", line, place.name, indicators=indicators)


@bp.get(f"/stars/grid/{ID}")
def grid_stars(subject_id: int) -> str:
    """A grid member's stars over the years."""
    person, mine = departments.standing(subject_id, today()), reach()
    if person is None or not any(mine.covers(department_id=one, staff_id=subject_id) for one in person.places):
        abort(404)
    return _page("grid", (subject_id,), person.name, indicators=[])


@bp.get(f"/stars/department/{ID}/label.pdf")
def label(subject_id: int) -> ResponseReturnValue:
    """The label for the ward door: the last three years, A4 or (`size=a5`) half of it."""
    place = departments.department(subject_id)
    if place is None or not reach().covers(department_id=subject_id):
        abort(404)
    rows = _last_three(departments.lineage([subject_id])[subject_id])
    now = queries.stars_now("department", [subject_id], today()).get(subject_id)
    if now is None or not rows:
        abort(404)
    words = _label(place, rows, now.stars)
    body = pdf.label(words, small=request.args.get("size", "") == "a5")
    name = gettext("%(name)s星级门牌", name=place.name) + ".pdf"
    return send_file(BytesIO(body), "application/pdf", download_name=name)


def _page(kind: str, line: tuple[int, ...], name: str, **more: Any) -> str:
    subject_id, day = line[0], today()
    rows, changes = _rows(kind, line), queries.changes_of(kind, line)
    decided = [change for source in line for change in changes.get(source, [])]
    limits = [limit for found in queries.limits_of(kind, line).values() for limit in found]
    told = [(queries.awarded_by(row), moved) for row, moved in rows]
    points = star_line(turns(told, queries.decisions_of(decided), limits, day), day)
    return render_template(
        "awards/stars.html",
        kind=kind,
        subject_id=subject_id,
        name=name,
        now=queries.stars_now(kind, [subject_id], day).get(subject_id),
        rows=[(row, NAMES[moved], _address(kind, row)) for row, moved in reversed(rows)],
        changes=[(change, NAMES[change.transition]) for change in reversed(decided)],
        waiting=queries.open_proposals(kind, subject_id),
        points=points,
        path=path(points),
        grid=[(stars, height(stars)) for stars in range(MOST + 1)],
        frame=(WIDTH, LEFT, WIDTH - RIGHT, BOTTOM),
        home=_home(kind, subject_id),
        **more,
    )


def _rows(kind: str, line: tuple[int, ...]) -> list[tuple[YearOfStars, str]]:
    """Every year of a subject and of those whose history it carries on, oldest first, each year once."""
    years = queries.years_of_stars(kind, line)
    nearest = {row.year: row for source in reversed(line) for row in years.get(source, ())}
    return queries.with_moves(kind, [nearest[year] for year in sorted(nearest)])


def _last_three(line: tuple[int, ...]) -> list[tuple[YearOfStars, str]]:
    return _rows("department", line)[-LABEL_YEARS:]


def _address(kind: str, row: YearOfStars) -> str:
    own = row.subject_id if kind == "grid" else None
    department_id = row.subject_id if kind == "department" else None
    seen = row.award_id and may_see("awards.show", department_id=department_id, staff_id=own)
    return url_for("awards.show", award_id=row.award_id) if seen else ""


def _home(kind: str, subject_id: int) -> str:
    if kind == "grid":
        seen = may_see("home.person", staff_id=subject_id)
        return url_for("home.person", staff_id=subject_id) if seen else ""
    seen = may_see("home.department", department_id=subject_id)
    return url_for("home.department", department_id=subject_id) if seen else ""


def _label(place: Any, rows: list[tuple[YearOfStars, str]], now: int) -> pdf.Label:
    day, last = today(), rows[-1][0]
    hospital = profile(day)
    return pdf.Label(
        hospital=hospital.name if hospital else "",
        office=hospital.office if hospital else "",
        department=place.name,
        stars=now,
        years=tuple((row.year, row.stars) for row, _ in rows),
        valid_from=last.decided_on,
        valid_to=last_day(last.year + 1),
        document_no=last.document_no,
        day=day,
        of=_most_stars(day.year),
        emblem=emblem_picture(hospital.emblem) if hospital and hospital.emblem else b"",
    )


def _most_stars(year: int) -> int:
    scheme = edition_of(year).schemes.get("department")
    return max(level.stars for level in scheme.levels) if scheme else MOST
