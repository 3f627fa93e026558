"""What must hold for any year of anybody: said here once, tried on a thousand examples and, at length, on 50,000.

A fact is drawn as one number and taken apart here: drawing its parts would cost far more than the folding.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from hospital_integrity.rules.entry import Entry, Facts, Mark
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.quota import decide, places
from hospital_integrity.rules.scheme import Scheme
from tests.rules.test_properties import DEFAULT, FORM, TWISTED

EDITIONS = (DEFAULT, FORM, TWISTED)
LIMITING = ("ceiling", "evidence", "ladder", "departure", "held")
DAYS = [date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 31), date(2026, 7, 1), date(2026, 12, 31)]


def happened(number: int) -> tuple[int, date, int, Decimal]:
    """A fact out of a number: which item, which day, how often, how many points where points are judged."""
    number, day = divmod(number, len(DAYS))
    number, times = divmod(number, 3)
    chosen, points = divmod(number, 5001)
    return chosen, DAYS[day], times + 1, Decimal(points) / 100


def judged(number: int) -> tuple[int, int]:
    """A stage's word out of a number: which stage, and by how many hundredths it departs."""
    return number // 1001, number % 1001 - 500


happening = st.integers(0, 10**8).map(happened)
happenings = st.lists(st.integers(0, 10**8), max_size=6).map(lambda drawn: list(map(happened, drawn)))
judgements = st.lists(st.integers(0, 10**5), max_size=3).map(lambda drawn: list(map(judged, drawn)))
people = st.lists(st.integers(0, 10**8), min_size=1, max_size=30).map(lambda drawn: list(map(happened, drawn)))


def facts(edition, drawn, marks=(), subject_id: int = 1, kinds=("bonus", "deduction", "veto")) -> Facts:
    """The facts of one person: each drawn number chooses an item of these kinds, each mark a stage."""
    scheme = edition.schemes["staff"]
    items = [edition.items[key] for key in sorted(edition.items)]
    items = [item for item in items if item.counts_for("staff") and item.kind in kinds]
    entries = [_entry(place, items, *one) for place, one in enumerate(drawn, 1)]
    stages = scheme.stages
    said = tuple(
        Mark(place, f"stage.{stages[chosen % len(stages)].key}", "", None, Decimal(value) / 100, "理由")
        for place, (chosen, value) in enumerate(marks, 1)
        if stages
    )
    return Facts("staff", subject_id, 2026, "clinical", tuple(entries), said)


def _entry(place, items, chosen, day, times, judged) -> Entry:
    item = items[chosen % len(items)]
    return Entry(place, item.key, day, times, judged if item.judged else None, 1)


def earned(scheme: Scheme, rating: Rating) -> str:
    """The level that the stored numbers earn, found in the edition's own table and nowhere else."""
    stored = rating.raw, rating.deductions, rating.worst
    held = [level for level in scheme.levels if any(region.holds(*stored) for region in level.regions)]
    return held[0].key if held else next(level.key for level in scheme.levels if level.otherwise)


def complete_and_disjoint(scheme: Scheme, rating: Rating) -> None:
    """Every score with every sum of deductions has a level and, in a table, only one."""
    stored = rating.raw, rating.deductions, rating.worst
    held = [level.key for level in scheme.levels if any(region.holds(*stored) for region in level.regions)]
    assert held or any(level.otherwise for level in scheme.levels)
    assert scheme.decide != "table" or len(held) <= 1


def level_follows_from_the_stored_score(edition, found: Facts) -> None:
    """Nothing but a named limit stands between the stored score and the level beside it."""
    scheme, rating = edition.schemes["staff"], fold(edition, found)
    complete_and_disjoint(scheme, rating)
    own = earned(scheme, rating)
    if any(line.step in LIMITING for line in rating.lines):
        assert scheme.rank[rating.level] >= scheme.rank[own]
    else:
        assert rating.level == own


def one_more_deduction_never_raises(edition, found: Facts, more: Entry) -> None:
    """Neither the score nor the level."""
    scheme = edition.schemes["staff"]
    before, after = fold(edition, found), fold(edition, replace(found, entries=(*found.entries, more)))
    assert after.raw <= before.raw
    assert scheme.rank[after.level] >= scheme.rank[before.level]


def order_does_not_matter(edition, found: Facts, random) -> None:
    """Entries and marks may come in any order."""
    entries, marks = list(found.entries), list(found.marks)
    random.shuffle(entries), random.shuffle(marks)
    assert fold(edition, replace(found, entries=tuple(entries), marks=tuple(marks))) == fold(edition, found)


def the_last_counting_stage_wins(edition, found: Facts) -> None:
    """The score is the computed one moved by that stage's newest word, and by no other's."""
    counting = [stage.key for stage in edition.schemes["staff"].stages if stage.counts]
    newest = {mark.sheet.removeprefix("stage."): mark.value for mark in found.marks}
    said = [newest[key] for key in counting if key in newest]
    bare = fold(edition, replace(found, marks=()))
    assert fold(edition, found).raw - bare.raw == (said[-1] if said else 0)


def the_quota_is_never_exceeded(edition, drawn) -> None:
    """At most so many keep the best level, whoever they are; who is cut keeps the score; the order doesn't matter."""
    kinds = ("bonus", "deduction")
    rated = [
        fold(edition, facts(edition, [(one[0], one[1], one[2], Decimal(5))] * 2, (), number, kinds))
        for number, one in enumerate(drawn, 1)
    ]
    decided, scheme = decide(edition, "staff", rated), edition.schemes["staff"]
    assert decide(edition, "staff", rated[::-1]) == decided
    for quota in scheme.quotas:
        top = scheme.rank[quota.level]
        kept = sum(scheme.rank[one.level] <= top for one in decided.values())
        assert kept <= places(quota.share_in("all"), len(rated), quota.least)
    assert all(decided[one.subject_id].raw == one.raw for one in rated)


def breach(edition, drawn) -> Entry:
    """One more deduction."""
    return facts(edition, [drawn], kinds=("deduction",)).entries[0]._replace(id=99)
