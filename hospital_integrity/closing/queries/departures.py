"""Departures from what the fold proposes: which wait for a second person, which are in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select

from hospital_integrity.awards import queries as awards
from hospital_integrity.closing.models import Departure
from hospital_integrity.db import db
from hospital_integrity.rules import entry as rules
from hospital_integrity.rules.entry import Facts

AGREED, DROPPED = "agreed", "dropped"
Key = tuple[str, int]


def departures(year: int, round_: int | None = None) -> list[Departure]:
    """The departures of a year's round (the one that is open, if none is named), newest first, with their answers."""
    current = awards.rounds_of(year) + 1 if round_ is None else round_
    query = select(Departure).where(Departure.year == year, Departure.round == current)
    return list(db.session.scalars(query.order_by(Departure.id.desc())))


def departure(departure_id: int) -> Departure | None:
    """One departure with its answer."""
    return db.session.get(Departure, departure_id)


def departure_for_change(departure_id: int) -> Departure | None:
    """The same, locked until the transaction ends; its answer is read only after the lock was waited for."""
    db.session.scalar(select(Departure.id).where(Departure.id == departure_id).with_for_update())
    return db.session.get(Departure, departure_id, populate_existing=True)


def waiting_departures(year: int) -> list[Departure]:
    """Departures of the open round on which no second person has said a word yet."""
    return [one for one in departures(year) if one.answer is None]


def departures_in_force(year: int, round_: int | None = None) -> dict[Key, Departure]:
    """What was agreed, the newest of each subject; those that go back to the earned level are left out."""
    agreed = [one for one in departures(year, round_) if one.answer and one.answer.verdict == AGREED]
    newest = {(one.subject_kind, one.subject_id): one for one in reversed(agreed)}
    return {key: one for key, one in newest.items() if one.level is not None}


def departed(facts: Mapping[Key, Facts], decided: Mapping[Key, Departure]) -> dict[Key, Facts]:
    """Facts with the departures in force on them; they bring the decision into the fold."""
    return {key: _with(one, decided.get(key)) for key, one in facts.items()}


def _with(facts: Facts, decided: Departure | None) -> Facts:
    if decided is None or decided.level is None:
        return facts
    return replace(facts, departure=rules.Departure(decided.level, decided.reason))
