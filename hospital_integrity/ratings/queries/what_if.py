"""What if: a draft, or any edition, applied to the facts of a year, beside what is shown today. Nothing is stored.

Marks, memberships, awards and entries are those of the year; only the edition is another one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from hospital_integrity.ledger import queries as ledger
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.models import Standing
from hospital_integrity.ratings.queries.beside import DOWN, LEVEL, UP, Beside, Move
from hospital_integrity.ratings.queries.folding import facts_under
from hospital_integrity.ratings.queries.freshness import stamps
from hospital_integrity.ratings.queries.standings import standings
from hospital_integrity.rules.edition import Edition, parse
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.everybody import rate_everybody
from hospital_integrity.rules.explanation import Rating

NEEDS = {"grid": ("department", "grid")}
KEPT_TRIALS = 4


@dataclass(frozen=True)
class Trial:
    """A kind of subject under another edition: everybody who moved (all of them but for staff), and how many did.

    `unknown` are items of the year's entries that the edition doesn't know, with the number of their entries: these
    entries count for nothing. `spread` says how many hold each level now and then.
    """

    kind: str
    year: int
    moves: tuple[Move, ...]
    totals: Mapping[str, int]
    spread: tuple[tuple[str, int, int], ...]
    unknown: tuple[tuple[str, str, int], ...]


def trial(kind: str, year: int, text: str) -> Trial | None:
    """A sound text tried on a year; None where it doesn't rate the kind. Fresh standings are the caller's business.

    The last few trials are kept in memory for as long as neither text nor facts change, so that pages can be turned.
    """
    return _tried(kind, year, text, stamps([kind], year)[kind])


@lru_cache(maxsize=KEPT_TRIALS)
def _tried(kind: str, year: int, text: str, stamp: str) -> Trial | None:
    edition = parse(text)
    return tried(kind, year, edition) if kind in edition.schemes else None


def tried(kind: str, year: int, edition: Edition) -> Trial:
    """A kind of subject in a year, folded under an edition that rates it, beside the standings; one fold."""
    entries = ledger.entries_of_year(year)
    unknown = Counter(entry.item for entry in entries if entry.item not in edition.items)
    if unknown:
        entries = [entry for entry in entries if entry.item not in unknown]
    everybody = facts_under(edition, year, entries, NEEDS.get(kind, (kind,)))
    facts = {subject: one for (of, subject), one in everybody.items() if of == kind}
    ratings = {subject: one for (_kind, subject), one in rate_everybody(edition, facts.values()).items()}
    known = standings(kind, year)
    return _trial(Beside(kind, edition_of(year), edition), year, known, facts, ratings, unknown)


def _trial(
    beside: Beside,
    year: int,
    known: list[Standing],
    facts: Mapping[int, Facts],
    ratings: Mapping[int, Rating],
    unknown: Counter[str],
) -> Trial:
    rated = [row for row in known if row.subject_id in ratings]
    moves = [beside.move(row, facts[row.subject_id], ratings[row.subject_id]) for row in rated]
    told = [move for move in moves if beside.kind != "staff" or move.direction != LEVEL]
    return Trial(
        kind=beside.kind,
        year=year,
        moves=tuple(sorted(told, key=_first_what_moved)),
        totals=Counter(move.direction for move in moves),
        spread=beside.spread(
            Counter(row.level_name for row in known), Counter(one.level_name for one in ratings.values())
        ),
        unknown=tuple((key, beside.name(key), count) for key, count in sorted(unknown.items())),
    )


def _first_what_moved(move: Move) -> tuple[int, int, Decimal]:
    order = (DOWN, UP, LEVEL)
    return order.index(move.direction), move.new.place, -move.new.score
