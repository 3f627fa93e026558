"""The list of papers: the office's, with what is still to be issued; everybody else's own."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, render_template, request

from hospital_integrity.access import reach
from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Closing
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.sheet import papers_workbook
from hospital_integrity.certificates.views.blueprint import KINDS, STATES, bp, scope
from hospital_integrity.deeds import handed_out
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.rules.paper_kinds import APPOINTMENT, HONOURS, SUBJECTS
from hospital_integrity.spreadsheet import MOST_TAKEN


@dataclass(frozen=True)
class Batch:
    """One kind of a closing: how many deserve a paper, have a valid one, still miss it."""

    kind: str
    deserving: int
    valid: int

    @property
    def missing(self) -> int:
        """How many are still to be issued."""
        return self.deserving - self.valid


@bp.get("/certificates", endpoint="list")
def index() -> str:
    """Papers, newest first, within reach."""
    closing, wanted = _closing(), _wanted()
    page = queries.page_of(wanted, scope(), request.args.get("page", 1, int))
    return render_template(
        "certificates/list.html",
        closing=closing,
        years=awards.held_years(),
        wanted=wanted,
        page=page,
        office=reach().everything,
        batches=_batches(closing) if closing and reach().everything else [],
        waiting=_waiting() if reach().everything else {},
    )


@bp.post("/certificates/export")
def export() -> Response:
    """The same list, whole, as a spreadsheet; taking it away is an event itself."""
    wanted = _wanted()
    found = queries.page_of(wanted, scope(), 1, MOST_TAKEN)
    mark = note_taken("certificates.list", len(found.items), year=wanted.year, kind=wanted.kind, of=found.total)
    return handed_out(papers_workbook(found, STATES, mark), "certificates")


def _closing() -> Closing | None:
    """The closing that holds for the year in the address, else the newest one."""
    years = awards.held_years()
    year = request.args.get("year", type=int)
    return awards.closing_of(year if year in years else years[0]) if years else None


def _wanted() -> queries.Wanted:
    kind = request.args.get("kind", "")
    return queries.Wanted(
        year=request.args.get("year", 0, int) % 10_000,
        kind=kind if kind in KINDS else "",
        text=request.args.get("q", "")[:40],
        valid=request.args.get("valid") == "1",
    )


def _waiting() -> dict[str, int]:
    """How many grounds other than a year's results have no paper yet, by kind."""
    honours = {kind: len(queries.honourable(kind)) for kind in HONOURS}
    return {**honours, APPOINTMENT: len(queries.appointable())}


def _batches(closing: Closing) -> list[Batch]:
    levels, counts = queries.certified_levels(closing), queries.counts(closing.id)
    found = awards.levels_of(closing.id)
    return [
        Batch(kind, sum(found.get((SUBJECTS[kind], level), 0) for level in levels[kind]), counts[kind, queries.VALID])
        for kind in KINDS
        if kind in levels
    ]
