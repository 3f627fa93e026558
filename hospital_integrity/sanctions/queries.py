"""Reading the register of sanctions: what counts, with its period; what waits; what a year feels of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from hospital_integrity.db import db
from hospital_integrity.rules import sanction as rules
from hospital_integrity.rules.sanction import KINDS, Effect, Term
from hospital_integrity.sanctions.models import CONFIRMED, DROPPED, ENDINGS, Sanction, SanctionEnding, SanctionFile

__all__ = [
    "CONFIRMED",
    "DROPPED",
    "ENDINGS",
    "Sanction",
    "SanctionEnding",
    "Standing",
    "asked_of",
    "effects_in",
    "ending_by_nonce",
    "ending_for_change",
    "files_of",
    "register",
    "sanction",
    "sanction_by_nonce",
    "sanction_for_change",
    "terms_of",
]
WAITING, REVOKED, CORRECTED = "waiting", "revoked", "corrected"


@dataclass(frozen=True)
class Standing:
    """A sanction with how it stands: `term` where it counts, else why it doesn't (`state`)."""

    row: Sanction
    state: str
    term: Term | None = None

    @property
    def kind(self) -> rules.Kind:
        """What kind of sanction it is."""
        return KINDS[self.row.kind]

    @property
    def counts(self) -> bool:
        """Whether it is in force or was."""
        return self.term is not None

    @property
    def open_endings(self) -> list[SanctionEnding]:
        """Endings that wait for a second person."""
        return [one for one in self.row.endings if one.answer is None]

    @property
    def waits(self) -> bool:
        """Whether a second person is waited for."""
        return self.state == WAITING or bool(self.open_endings)


def sanction(sanction_id: int) -> Sanction | None:
    """One sanction."""
    return db.session.get(Sanction, sanction_id)


def sanction_for_change(sanction_id: int) -> Sanction | None:
    """The same, locked until the transaction ends; its answer is read only after the lock was waited for."""
    db.session.scalar(select(Sanction.id).where(Sanction.id == sanction_id).with_for_update())
    return db.session.get(Sanction, sanction_id, populate_existing=True)


def ending_for_change(ending_id: int) -> SanctionEnding | None:
    """An ending, locked until the transaction ends."""
    db.session.scalar(select(SanctionEnding.id).where(SanctionEnding.id == ending_id).with_for_update())
    return db.session.get(SanctionEnding, ending_id, populate_existing=True)


def sanction_by_nonce(nonce: str) -> Sanction | None:
    """The sanction that was entered under this nonce."""
    return db.session.scalar(select(Sanction).where(Sanction.nonce == nonce))


def ending_by_nonce(nonce: str) -> SanctionEnding | None:
    """The ending that was entered under this nonce."""
    return db.session.scalar(select(SanctionEnding).where(SanctionEnding.nonce == nonce))


def register(day: date, staff_ids: Collection[int] | None = None) -> list[Standing]:
    """Every sanction that wasn't dropped (of these people), newest first, as it stands on a day: two statements."""
    rows = [row for row in _rows(staff_ids) if _verdict(row) != DROPPED]
    periods = {term.sanction.id: term for terms in _terms(rows).values() for term in terms}
    replaced = _replaced(rows)
    return [_standing(row, periods.get(row.id), replaced, day) for row in reversed(rows)]


def terms_of(staff_ids: Collection[int] | None = None) -> dict[int, tuple[Term, ...]]:
    """The periods of all sanctions that count (of these people), by person: two statements."""
    return _terms(_rows(staff_ids))


def effects_in(year: int, staff_ids: Collection[int] | None = None) -> dict[int, tuple[Effect, ...]]:
    """What sanctions do to the appraisal of a year, by person; those without any are left out."""
    found = {person: rules.effects((t.sanction for t in terms), year) for person, terms in terms_of(staff_ids).items()}
    return {person: each for person, each in found.items() if each}


def files_of(sanction_ids: Collection[int]) -> dict[int, list[int]]:
    """The ids of the attachments of sanctions, by sanction."""
    query = select(SanctionFile.sanction_id, SanctionFile.attachment_id).where(
        SanctionFile.sanction_id.in_(sanction_ids)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for sanction_id, attachment_id in db.session.execute(query.order_by(SanctionFile.id)):
        found[sanction_id].append(attachment_id)
    return found


def asked_of(account_id: int | None, staff_id: int | None, day: date) -> tuple[int, int]:
    """How many sanctions or endings wait for this person's word, and how many sanctions end within thirty days.

    What the person entered, and what is about the person, isn't asked of that person.
    """
    found = [one for one in register(day) if one.row.staff_id != staff_id]
    waiting = [one for row in found for one in _unanswered(row) if one.entered_by != account_id]
    return len(waiting), sum(one.state == rules.ENDING for one in found)


def _unanswered(one: Standing) -> list[Sanction | SanctionEnding]:
    return [one.row] if one.state == WAITING else [*one.open_endings]


def _rows(staff_ids: Collection[int] | None) -> list[Sanction]:
    query = select(Sanction).order_by(Sanction.effective_on, Sanction.id)
    if staff_ids is not None:
        query = query.where(Sanction.staff_id.in_(staff_ids))
    return list(db.session.scalars(query))


def _terms(rows: Iterable[Sanction]) -> dict[int, tuple[Term, ...]]:
    by_person: dict[int, list[rules.Sanction]] = defaultdict(list)
    rows = list(rows)
    replaced = _replaced(rows)
    for row in rows:
        if _verdict(row) == CONFIRMED and row.id not in replaced and _ended(row, "revoked") is None:
            lifted = _ended(row, "lifted")
            fact = rules.Sanction(row.id, row.kind, row.effective_on, lifted.on_day if lifted else None)
            by_person[row.staff_id].append(fact)
    return {person: rules.terms(found) for person, found in by_person.items()}


def _replaced(rows: Iterable[Sanction]) -> frozenset[int | None]:
    return frozenset(row.corrects for row in rows if row.corrects and _verdict(row) == CONFIRMED)


def _verdict(row: Sanction | SanctionEnding) -> str:
    return row.answer.verdict if row.answer else WAITING


def _ended(row: Sanction, kind: str) -> SanctionEnding | None:
    found = (one for one in row.endings if one.kind == kind and _verdict(one) == CONFIRMED)
    return max(found, key=lambda one: one.id, default=None)


def _standing(row: Sanction, term: Term | None, replaced: frozenset[int | None], day: date) -> Standing:
    if term is not None:
        return Standing(row, term.state(day), term)
    if row.id in replaced:
        return Standing(row, CORRECTED)
    return Standing(row, REVOKED if _ended(row, "revoked") else WAITING)
