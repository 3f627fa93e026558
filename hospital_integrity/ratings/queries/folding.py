"""Facts of many subjects in a constant number of statements, and the ratings folded from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import chain
from operator import attrgetter

from hospital_integrity.awards.queries import histories
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.queries.subjects import Subjects, rating_day, subjects
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Entry, Facts, History
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.quota import decide
from hospital_integrity.rules.resting import resting

Entries = list[Entry]
KINDS = ("department", "grid", "staff")
FULL = Decimal(100)
BY_NUMBER = attrgetter("id")


def facts_of(
    kind: str, year: int, subject_ids: Collection[int] | None = None, day: date | None = None
) -> dict[int, Facts]:
    """What decides the ratings of a kind in a year, by subject; about twelve statements, however many subjects.

    Departments, memberships and appointments are those of `day`: by default 31 December, today in a running year.
    """
    edition = edition_of(year)
    if kind not in edition.schemes:
        return {}
    who = subjects(kind, year, subject_ids, day)
    return facts_for(kind, year, who, whole=subject_ids is None, day=day, edition=edition)


@resting()
def facts_for(
    kind: str,
    year: int,
    who: Subjects,
    *,
    whole: bool,
    feeders: Mapping[int, Decimal] | None = None,
    day: date | None = None,
    edition: Edition | None = None,
) -> dict[int, Facts]:
    """The facts of subjects that were found already; `whole` reads the year's entries in one go.

    `feeders` are scores of departments by id, where they are known; grid members need them.
    """
    whole = whole and (kind != "grid" or feeders is None)
    entries = _entries(kind, year, who, whole)
    if kind == "grid" and feeders is None:
        feeders = _feeders(year, who, entries if whole else None, day)
    return _facts(kind, year, who, entries, feeders or {}, edition, None if whole else list(who))


@resting()
def everybody(year: int) -> dict[tuple[str, int], Facts]:
    """The facts of every subject of every kind that the year's edition rates; the ledger is read once."""
    return facts_under(edition_of(year), year, ledger.entries_of_year(year))


def facts_under(
    edition: Edition, year: int, entries: Entries, kinds: Collection[str] = KINDS
) -> dict[tuple[str, int], Facts]:
    """The facts of every subject of some kinds as any edition looks at them; grid members need the departments too."""
    found: dict[tuple[str, int], Facts] = {}
    feeders: Mapping[int, Decimal] = {}
    for kind in (kind for kind in KINDS if kind in kinds and kind in edition.schemes):
        facts = _facts(kind, year, subjects(kind, year), entries, feeders if kind == "grid" else {}, edition)
        feeders = _scores(edition, facts.values()) if kind == "department" else feeders
        found.update(((kind, subject), one) for subject, one in facts.items())
    return found


@resting()
def ratings_of(
    kind: str, year: int, subject_ids: Collection[int] | None = None, *, quota: bool = True
) -> dict[int, Rating]:
    """Ratings by subject, folded now from the ledger. The quota needs everybody: with ids it is never applied."""
    edition = edition_of(year)
    if kind not in edition.schemes:
        return {}
    who = subjects(kind, year, subject_ids)
    facts = facts_for(kind, year, who, whole=subject_ids is None, edition=edition)
    ratings = {subject: fold(edition, one) for subject, one in facts.items()}
    return decide(edition, kind, ratings.values()) if quota and subject_ids is None else ratings


def remembered(edition: Edition, kind: str, before: int) -> dict[int, Entries]:
    """Entries of former years that an edition still remembers, by the subject they are about."""
    items = [key for key, item in edition.items.items() if item.lookback and kind in item.ceilings]
    return _grouped(kind, ledger.earlier_entries(items, before))


def history_of(sources: Iterable[int], known: Mapping[int, History]) -> History:
    """The last award of a subject or, if it has none, of the nearest department whose history goes on in it."""
    return next((known[source] for source in sources if source in known), History())


def feeder(score: Decimal) -> Decimal:
    """A department's score as a part of a grid member's: between 0 and 100."""
    return max(Decimal(0), min(FULL, score))


def _entries(kind: str, year: int, who: Subjects, whole: bool) -> Entries:
    if whole:
        return ledger.entries_of_year(year)
    sources = sorted(set(chain.from_iterable(subject.sources for subject in who.values())))
    if kind == "department":
        return ledger.entries_of_year(year, department_ids=sources)
    return ledger.entries_of_year(year, staff_ids=sources)


def _grouped(kind: str, entries: Entries) -> dict[int, Entries]:
    return ledger.by_department(entries) if kind == "department" else ledger.by_staff(entries)


def _facts(
    kind: str,
    year: int,
    who: Subjects,
    entries: Entries,
    feeders: Mapping[int, Decimal],
    edition: Edition | None = None,
    marked: Collection[int] | None = None,
) -> dict[int, Facts]:
    mine, earlier = _grouped(kind, entries), remembered(edition or edition_of(year), kind, year)
    sources = None if marked is None else set(chain.from_iterable(one.sources for one in who.values()))
    marks, known = ledger.marks_of_year(kind, year, marked), histories(kind, year, sources)
    return {
        one.id: Facts(
            kind=kind,
            subject_id=one.id,
            year=year,
            pool=one.pool,
            entries=_of(one.sources, mine),
            marks=tuple(sorted(marks.get(one.id, ()), key=BY_NUMBER)),
            history=history_of(one.sources, known),
            feeder=feeders.get(one.department_id),
            earlier=_of(one.sources, earlier),
        )
        for one in who.values()
    }


def _of(sources: Iterable[int], grouped: Mapping[int, Entries]) -> tuple[Entry, ...]:
    return tuple(sorted(chain.from_iterable(grouped.get(source, ()) for source in sources), key=BY_NUMBER))


def _feeders(year: int, who: Subjects, entries: Entries | None, day: date | None) -> dict[int, Decimal]:
    edition = edition_of(year)
    if "department" not in edition.schemes:
        return {}
    places = subjects("department", year, {subject.department_id for subject in who.values()}, day or rating_day(year))
    entries = _entries("department", year, places, whole=False) if entries is None else entries
    return _scores(edition, _facts("department", year, places, entries, {}).values())


def _scores(edition: Edition, facts: Iterable[Facts]) -> dict[int, Decimal]:
    return {one.subject_id: feeder(fold(edition, one).raw) for one in facts}
