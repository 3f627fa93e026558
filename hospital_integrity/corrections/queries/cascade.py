"""The plan of a correction: everything that moves when a published entry or a fact turns out untrue.

The preview shows a plan and the operation carries out a plan; both ask here. `seen` is its hash: whoever confirms an
older one is told that something has moved meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity import clock
from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Award
from hospital_integrity.board import queries as board
from hospital_integrity.board.queries import BoardEntry, remedies
from hospital_integrity.certificates import queries as certificates
from hospital_integrity.certificates.queries import Paper
from hospital_integrity.certificates.queries.papers import papers_of_board
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.ledger.operations import LedgerEntry
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.queries import facts_of, subjects
from hospital_integrity.ratings.queries.folding import feeder
from hospital_integrity.rules.correcting import Effect, effect, told
from hospital_integrity.rules.frozen import digest

SHOWN_STATES = (certificates.VALID, certificates.SUSPENDED)


@dataclass(frozen=True)
class Plan:
    """What a correction will do. `sealed` is the closed year in which the points stay until it is opened again."""

    board_entry: BoardEntry | None
    entry: LedgerEntry | None
    withdraws: bool
    reverses: bool
    sealed: int | None
    appeal_id: int | None
    effects: tuple[Effect, ...]
    awards: tuple[Award, ...]
    papers: tuple[Paper, ...]

    @property
    def does_something(self) -> bool:
        """Whether anything is left to correct."""
        return self.withdraws or self.reverses or self.sealed is not None

    @property
    def moving(self) -> list[Effect]:
        """The effects that move a score or a level."""
        return [one for one in self.effects if one.moves]

    @property
    def seen(self) -> str:
        """The hash of all that was shown."""
        entry, row = self.entry, self.board_entry
        what = [entry.id if entry else None, [row.id, row.version] if row else None, self.appeal_id]
        does = [self.withdraws, self.reverses, self.sealed]
        papers = [[one.certificate.id, one.state] for one in self.papers]
        return digest([what, does, told(self.effects), [one.id for one in self.awards], papers])


def plan_for_board(row: BoardEntry) -> Plan:
    """The plan for an entry of the board with the fact behind it."""
    return _plan(row, ledger.entry(row.entry_id) if row.entry_id else None)


def plan_for_fact(entry: LedgerEntry) -> Plan:
    """The plan for a fact of the ledger, with its entry of the board if it has one."""
    return _plan(board.standing_for(entry.id), entry)


def _plan(row: BoardEntry | None, entry: LedgerEntry | None) -> Plan:
    stands = entry is not None and ledger.reversal_of(entry.id) is None
    sealed = entry.counts_in if entry is not None and stands and entry.counts_in in ledger.sealed_years() else None
    effects = tuple(_effects(entry)) if entry is not None and stands else ()
    touched = _awards(effects)
    waiting = remedies.remedies_of(row).open_appeal if row is not None else None
    return Plan(
        board_entry=row,
        entry=entry,
        withdraws=row is not None and row.state != "withdrawn",
        reverses=stands and sealed is None,
        sealed=sealed,
        appeal_id=waiting.id if waiting else None,
        effects=effects,
        awards=touched,
        papers=_papers(row, touched),
    )


def _effects(entry: LedgerEntry) -> Iterator[Effect]:
    for year in range(entry.counts_in, clock.today().year + 1):
        if year == entry.counts_in or _remembered(entry, year):
            yield from _of_year(entry, year)


def _remembered(entry: LedgerEntry, year: int) -> bool:
    item = edition_of(year).items.get(entry.item)
    return item is not None and item.lookback > 0


def _of_year(entry: LedgerEntry, year: int) -> list[Effect]:
    """The person, the department (or what carries it on), and the grid members who take a part from its score."""
    places = {id for id, one in subjects("department", year).items() if entry.department_id in one.sources}
    departments = _folded(entry, year, "department", places)
    people = set() if entry.staff_id is None else {entry.staff_id}
    scores = {one.subject_id: feeder(one.after.raw) for one in departments if one.before.raw != one.after.raw}
    watched = {id: one.department_id for id, one in subjects("grid", year).items() if one.department_id in scores}
    fed = {id: scores[place] for id, place in watched.items()}
    staff, grid = _folded(entry, year, "staff", people), _folded(entry, year, "grid", people | fed.keys(), fed)
    return [*staff, *departments, *grid]


def _folded(
    entry: LedgerEntry, year: int, kind: str, ids: set[int], fed: dict[int, Decimal] | None = None
) -> list[Effect]:
    if not ids:
        return []
    edition, found = edition_of(year), facts_of(kind, year, ids)
    return [effect(edition, facts, entry.id, (fed or {}).get(id)) for id, facts in sorted(found.items())]


def _awards(effects: tuple[Effect, ...]) -> tuple[Award, ...]:
    years = {(one.kind, one.subject_id, one.year) for one in effects if one.moves}
    briefs = [
        brief.id
        for kind, subject in {(kind, subject) for kind, subject, _ in years}
        for brief in awards.timeline(kind, [subject])
        if (kind, subject, brief.year) in years
    ]
    found = awards.awards_by_id(briefs)
    return tuple(found[id] for id in sorted(found))


def _papers(row: BoardEntry | None, touched: tuple[Award, ...]) -> tuple[Paper, ...]:
    of_awards = certificates.papers_of_awards([one.id for one in touched]) if touched else {}
    found = [paper for papers in of_awards.values() for paper in papers]
    found += papers_of_board(row.id) if row is not None else []
    return tuple(paper for paper in found if paper.state in SHOWN_STATES)
