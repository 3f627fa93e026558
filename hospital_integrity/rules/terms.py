"""What each term of a divided year came to: a part of the year can be looked at; only the year is awarded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.period import first_day, last_day, months_after
from hospital_integrity.rules.tally import standing_entries, tally, term_in

ZERO = Decimal(0)


@dataclass(frozen=True)
class Term:
    """One term, counted from 1: its days, what its entries added to the base, and its points where terms are averaged.

    A bonus that is added after the weighting enters no term.
    """

    number: int
    first: date
    last: date
    entries: int
    effect: Decimal
    points: Decimal | None


def terms_of(edition: Edition, facts: Facts) -> tuple[Term, ...]:
    """The terms of the year as they stand; none where the year isn't divided or the scheme counts no entries."""
    scheme = edition.schemes[facts.kind]
    part = scheme.entries_part
    if edition.terms == 1 or part is None:
        return ()
    counted = tally(edition, scheme, facts)
    base = part.base if scheme.join == "mean" else None
    number = Counter(term_in(edition, facts, entry) for entry in standing_entries(facts.entries)[0])
    return tuple(
        Term(
            term + 1,
            *days_of(facts.year, edition.terms, term + 1),
            number[term],
            counted.by_term.get(term, ZERO),
            None if base is None else base + counted.by_term.get(term, ZERO),
        )
        for term in range(edition.terms)
    )


def days_of(year: int, terms: int, number: int) -> tuple[date, date]:
    """First and last day of a term of a year, counted from 1."""
    begins = months_after(first_day(year), 12 // terms * (number - 1))
    ends = last_day(year) if number == terms else months_after(begins, 12 // terms) - timedelta(days=1)
    return begins, ends


def ids_in(edition: Edition, facts: Facts, number: int) -> frozenset[int]:
    """The entries that count in a term, counted from 1."""
    return frozenset(one.id for one in facts.entries if term_in(edition, facts, one) == number - 1)
