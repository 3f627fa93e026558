"""What must hold for any facts at all, tried on many by hypothesis."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hospital_integrity.rules.edition import Edition, parse
from hospital_integrity.rules.entry import Entry, Facts, History, Mark
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.frozen import (
    canonical,
    digest,
    facts_from_json,
    facts_to_json,
    lines_to_json,
    result_to_json,
)
from hospital_integrity.rules.plane import boxes, earned, holding
from hospital_integrity.rules.quota import decide
from hospital_integrity.rules.scheme_reader import read_scheme
from hospital_integrity.rules.soundness import table_problems
from hospital_integrity.rules.table import Table
from tests.rules.editions import edition_text, shipped

many = settings(max_examples=60, deadline=None, database=None)
some = settings(max_examples=20, deadline=None, database=None)

DEFAULT, FORM = shipped("default-2026"), shipped("form-2025")

# All that could break the order at once: caps, limits of headings, four terms, a worst-item gate, a capped bonus.
TWISTED = parse(
    edition_text(
        'join = "mean"\nbonus_after = 5\nheadings.a = { name = "a", most_deduction = 20, most_bonus = 8 }\n',
        levels="""
[[schemes.KIND.levels]]
key = "A"
name = "优"
when = [{ score = "[78,)", deductions = "[0,0]" }]
[[schemes.KIND.levels]]
key = "B"
name = "良"
when = [{ score = "[70,)", deductions = "[0,30)", worst = "[0,15]" }]
[[schemes.KIND.levels]]
key = "C"
name = "中"
when = [{ score = "[60,)" }]
[[schemes.KIND.levels]]
key = "D"
name = "差"
otherwise = true
""",
        items="".join(
            f'[items.{key}]\nname = "{key}"\nclause = "1"\nkind = "{kind}"\nKIND = {sign}\njudged = [0, 50]\n{more}\n'
            for key, kind, sign, more in (
                ("P1", "bonus", 1, 'heading = { KIND = "a" }'),
                ("P2", "bonus", '"0.5"', "cap = 6"),
                ("M1", "deduction", -1, 'heading = { KIND = "a" }'),
                ("M2", "deduction", '"-0.5"', 'heading = { KIND = "a" }\ncap = 12'),
                ("M3", "deduction", -2, "cap = 15"),
            )
        ),
    ).replace("year = 2026", "year = 2026\nterms = 4")
)

days = st.sampled_from([date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 31), date(2026, 7, 1), date(2026, 12, 31)])
points = st.integers(0, 5000).map(lambda hundredths: Decimal(hundredths) / 100)


@st.composite
def entries_of(draw, edition: Edition, kind: str, most: int = 12) -> list[Entry]:
    """Facts under items of an edition, some of them reversed."""
    keys = sorted(key for key, item in edition.items.items() if item.counts_for(kind))
    numbers, found = count(1), []
    for key in draw(st.lists(st.sampled_from(keys), max_size=most)):
        judged = draw(points) if edition.items[key].judged else None
        found.append(Entry(next(numbers), key, draw(days), draw(st.integers(1, 3)), judged, 1))
    undone = draw(st.lists(st.sampled_from(found), unique=True, max_size=most // 4)) if found else []
    return found + [entry._replace(id=next(numbers), reverses=entry.id) for entry in undone]


marks_of = st.lists(
    st.tuples(
        st.sampled_from(["satisfaction", "peer", "expert"]), st.integers(1, 3), st.none() | points.map(lambda p: p * 2)
    ),
    max_size=6,
).map(lambda found: tuple(Mark(n, sheet, "", rater, value) for n, (sheet, rater, value) in enumerate(found, 1)))


@st.composite
def facts_of(draw, edition: Edition, kind: str) -> Facts:
    """Everything that may be known about one subject."""
    return Facts(
        kind=kind,
        subject_id=draw(st.integers(1, 9)),
        year=2026,
        pool=draw(st.sampled_from(["clinical", "technical"])),
        entries=tuple(draw(entries_of(edition, kind))),
        marks=draw(marks_of) if kind == "department" else (),
        history=History(2025, draw(st.none() | st.integers(0, 5)), draw(st.none() | days)),
        feeder=draw(st.none() | points.map(lambda p: p * 2)) if kind == "grid" else None,
    )


whatever = st.one_of(
    *(st.tuples(st.just(DEFAULT), facts_of(DEFAULT, kind)) for kind in ("staff", "department", "grid")),
    st.tuples(st.just(FORM), facts_of(FORM, "staff")),
    st.tuples(st.just(TWISTED), facts_of(TWISTED, "staff")),
)
breaches = st.sampled_from(["M1", "M2", "M3"])


def fact(id: int, item: str, day: str, points: int) -> Entry:
    return Entry(id, item, date.fromisoformat(day), 1, Decimal(points), 1)


@many
@given(
    entries_of(TWISTED, "staff", most=3),
    st.tuples(breaches, days, st.integers(1, 3), points).map(lambda drawn: Entry(99, *drawn, 1)),
)
@example([fact(1, "M1", "2026-03-01", 20)], fact(99, "M2", "2026-01-01", 24))  # the earlier one uses up M1's heading
def test_one_more_deduction_never_raises_score_or_level(entries: list[Entry], more: Entry) -> None:
    before = fold(TWISTED, Facts("staff", 1, 2026, "", tuple(entries)))
    after = fold(TWISTED, Facts("staff", 1, 2026, "", (*entries, more)))
    rank = TWISTED.schemes["staff"].rank
    assert after.raw <= before.raw
    assert rank[after.level] >= rank[before.level]


@many
@given(st.data(), facts_of(DEFAULT, "staff"))
def test_one_more_praise_never_lowers_score_or_level(data, facts: Facts) -> None:
    praises = sorted(key for key, item in DEFAULT.items.items() if item.kind == "bonus" and "staff" in item.worth)
    more = Entry(99, data.draw(st.sampled_from(praises)), data.draw(days), 1, None, 1)
    before, after = fold(DEFAULT, facts), fold(DEFAULT, replace(facts, entries=(*facts.entries, more)))
    rank = DEFAULT.schemes["staff"].rank
    assert after.raw >= before.raw
    assert rank[after.level] <= rank[before.level]


@many
@given(st.randoms(use_true_random=False), whatever)
def test_the_order_of_entries_and_marks_does_not_matter(random, both: tuple[Edition, Facts]) -> None:
    edition, facts = both
    shuffled = replace(facts, entries=_shuffled(random, facts.entries), marks=_shuffled(random, facts.marks))
    assert fold(edition, shuffled) == fold(edition, facts)
    assert digest(facts_to_json(shuffled)) == digest(facts_to_json(facts))


def _shuffled(random, values: tuple) -> tuple:
    found = list(values)
    random.shuffle(found)
    return tuple(found)


@many
@given(whatever)
def test_a_reversed_fact_is_as_if_it_had_never_been(both: tuple[Edition, Facts]) -> None:
    edition, facts = both
    undone = {entry.reverses for entry in facts.entries}
    without = tuple(entry for entry in facts.entries if entry.id not in undone and entry.reverses is None)
    one, other = fold(edition, facts), fold(edition, replace(facts, entries=without))
    assert result_to_json(one) == result_to_json(other)


@many
@given(whatever)
def test_what_is_frozen_folds_again_to_the_same(both: tuple[Edition, Facts]) -> None:
    edition, facts = both
    again = facts_from_json(facts_to_json(facts))
    assert again == replace(facts, entries=tuple(sorted(facts.entries, key=lambda entry: entry.id)))
    assert _text(edition, again) == _text(edition, facts)


def _text(edition: Edition, facts: Facts) -> str:
    rating = fold(edition, facts)
    return canonical([result_to_json(rating), lines_to_json(rating.lines)])


@many
@given(whatever)
def test_the_lines_add_up_to_the_score(both: tuple[Edition, Facts]) -> None:
    edition, facts = both
    rating = fold(edition, facts)
    effects = [line.effect or 0 for line in rating.lines if line.step == "entry"]
    assert sum(effects) == rating.bonus - rating.deductions
    assert [line.total for line in rating.lines if line.step == "level"] == [rating.raw]


scores = st.integers(-20000, 20000).map(lambda hundredths: Decimal(hundredths) / 100)


@many
@given(st.sampled_from([DEFAULT, FORM, TWISTED]), scores, points, points)
def test_every_number_has_exactly_one_level_and_the_checker_knows_it(edition: Edition, score, one, other) -> None:
    scheme = edition.schemes["staff"]
    numbers = (score, one + other, max(one, other))
    held = [level.key for level in scheme.levels if any(region.holds(*numbers) for region in level.regions)]
    box = next(box for box in boxes(scheme) if _in(box, numbers))
    level = earned(scheme, box)
    assert level is not None
    assert [scheme.levels[rank].key for rank in holding(scheme, box)] == held


def _in(box, numbers) -> bool:
    return all(
        number in cell.stretch for number, cell in zip(numbers, (box.score, box.deductions, box.worst), strict=True)
    )


ends = st.sampled_from(["", "0", "10", "15", "25", "30", "60", "79", "80", "89.5", "90"])
intervals = st.builds(
    lambda a, low, high, b: (a, low, high, b), st.sampled_from("[("), ends, ends, st.sampled_from("])")
)
written = intervals.filter(lambda i: not i[1] or not i[2] or Decimal(i[1]) < Decimal(i[2])).map(
    lambda i: f"{i[0]}{i[1]},{i[2]}{i[3]}"
)
regions = st.builds('{{ score = "{}", deductions = "{}", worst = "{}" }}'.format, written, written, written)


@some
@given(st.lists(regions, min_size=1, max_size=4), st.lists(st.tuples(scores, points, points), min_size=20, max_size=20))
def test_the_checker_finds_every_hole_and_overlap_that_chance_finds(rows: list[str], tries) -> None:
    scheme = _scheme(rows)
    words = " ".join(str(problem.saying) for problem in table_problems("x", scheme))
    for score, one, other in tries:
        held = [
            n for n, level in enumerate(scheme.levels) if level.regions[0].holds(score, one + other, max(one, other))
        ]
        assert held or "不属于任何等次" in words
        assert len(held) < 2 or "同时属于" in words


def _scheme(rows: list[str]):
    levels = (
        "".join(f'[[schemes.KIND.levels]]\nkey = "{n}"\nname = "{n}"\nwhen = [{row}]\n' for n, row in enumerate(rows))
        + '[[schemes.KIND.levels]]\nkey = "x"\nname = "x"\nwhen = [{ score = "(,-999)" }]\n'
    )
    sound = parse(edition_text()).schemes["staff"]
    raw = _raw(edition_text('decide = "table"\n', levels=levels))
    return replace(sound, levels=raw.levels, decide="table")


def _raw(text: str):
    """A scheme as it stands in the text, sound or not."""
    return read_scheme("staff", Table("x", tomllib.loads(text)["schemes"]["staff"], []))


@some
@given(st.lists(facts_of(DEFAULT, "department"), max_size=25), st.randoms(use_true_random=False))
def test_quotas_hold_whoever_comes_first(everybody: list[Facts], random) -> None:
    ratings = [fold(DEFAULT, replace(facts, subject_id=n)) for n, facts in enumerate(everybody)]
    decided = decide(DEFAULT, "department", ratings)
    assert decided == decide(DEFAULT, "department", _shuffled(random, tuple(ratings)))
    for pool in ("clinical", "technical"):
        rated = [rating for rating in decided.values() if rating.pool == pool and rating.rated]
        assert sum(rating.stars >= 5 for rating in rated) <= len(rated) * 10 // 100
        assert sum(rating.stars >= 4 for rating in rated) <= len(rated) * 40 // 100


@some
@given(st.lists(facts_of(DEFAULT, "department"), min_size=1, max_size=12))
def test_quotas_only_ever_lower_and_never_touch_a_score(everybody: list[Facts]) -> None:
    ratings = [fold(DEFAULT, replace(facts, subject_id=n)) for n, facts in enumerate(everybody)]
    for before in ratings:
        after = decide(DEFAULT, "department", ratings)[before.subject_id]
        assert (after.raw, after.score, after.earned) == (before.raw, before.score, before.level)
        assert after.stars <= before.stars
