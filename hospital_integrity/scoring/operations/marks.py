"""Enter marks of departments: one rater's on one sheet, or many raters' at once from a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity import clock
from hospital_integrity.access import Reach, asker
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.rules.raters import refuse_own
from hospital_integrity.rules.scheme import Sheet
from hospital_integrity.scoring import queries
from hospital_integrity.scoring.operations.drafts import draft_to_change
from hospital_integrity.scoring.queries import About

Values = Mapping[int, Decimal | None]


@dataclass(frozen=True)
class Ballot:
    """What one rater gave on a sheet: a mark by department, None where an earlier one is withdrawn."""

    rater: str
    values: Values


def enter_marks(nonce: str, year: int, sheet: Sheet, rater: str, values: Values) -> int:
    """Enter one rater's marks; only what differs from what stands. How many were entered.

    `rater` is a staff number or the number of a questionnaire; "" means the asker. Raises Refused where a rater marks
    the department he belongs to.
    """
    return _enter(nonce, year, sheet, [Ballot(rater, values)])


def enter_ballots(sheet_id: int, version: int, year: int, sheet: Sheet, ballots: Sequence[Ballot]) -> int:
    """Enter what a file holds, whoever gave it, and put the kept file away as done: one decision."""
    kept = queries.sheet_for_change(sheet_id)
    if kept is not None and kept.state == "submitted":
        return 0
    draft = draft_to_change(sheet_id, version, Reach())
    count = _enter(draft.digest[:32], year, sheet, ballots)
    draft.state, draft.updated_at = "submitted", clock.now()
    return count


def close_drafts(about: About) -> None:
    """The asker's marks were entered: his drafts of them, copies included, have done their work."""
    for draft in queries.own_drafts_about(asker().account_id, about):
        draft.state, draft.updated_at = "submitted", clock.now()


def _enter(nonce: str, year: int, sheet: Sheet, ballots: Sequence[Ballot]) -> int:
    _refuse_own(year, sheet, ballots)
    standing = queries.given(year, sheet)
    marks = [mark for ballot in ballots for mark in _changes(nonce, year, sheet, ballot, standing)]
    if marks:
        rows = ledger.mark_all(marks, asker().account_id)
        note("marks.entered", [("marks", row.id) for row in rows], sheet=sheet.key, year=year, count=len(rows))
    return len(marks)


def _changes(
    nonce: str, year: int, sheet: Sheet, ballot: Ballot, standing: Mapping[str, Mapping[int, Decimal]]
) -> Iterable[ledger.NewMark]:
    now = standing.get(queries.key_of(ballot.rater, asker().account_id), {})
    if sheet.raters == "one":
        now = {subject: value for own in standing.values() for subject, value in own.items()}
    for subject, value in ballot.values.items():
        if now.get(subject) != value:
            name = f"{nonce}-{ballot.rater}-{subject}"[:64]
            yield ledger.NewMark(name, queries.KIND, subject, year, sheet.key, value, rater=ballot.rater)


def _refuse_own(year: int, sheet: Sheet, ballots: Sequence[Ballot]) -> None:
    if sheet.raters == "one":
        return  # one mark for all is what the office was told, nobody's own judgement
    homes = queries.homes_of({ballot.rater for ballot in ballots} - {""}, year)
    for ballot in ballots:
        home = homes.get(ballot.rater) if ballot.rater else next(iter(asker().home), None)
        refuse_own(home, [subject for subject, value in ballot.values.items() if value is not None])
