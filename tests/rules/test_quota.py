"""Quotas: from the top, cumulative, rounded down, no tie split, and nobody unrated in the count."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hospital_integrity.rules.entry import Facts, Mark
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.quota import decide, places
from tests.rules.editions import ENTRIES, ITEMS, MARKS, STARS, edition
from tests.rules.facts import entry

QUOTA = '[[schemes.KIND.quotas]]\nlevel = "{}"\nshare = {}\nleast = {}\npool = "{}"\n'
QUOTA += 'ties = ["deductions", "bonus", "worst"]\n'
WARNING = '[items.warning]\nname = "警示"\nclause = "1"\nkind = "warning"\nceiling = { KIND = "4" }\n'


def limited(*quotas: tuple[str, object, int], pool: str = "all", parts: str = MARKS):
    levels = STARS + "".join(QUOTA.format(level, share, least, pool) for level, share, least in quotas)
    return edition(kind="department", parts=parts, levels=levels, items=ITEMS + WARNING)


TWO = limited(("5", 10, 0), ("4", 40, 0))


def rated(found, subject: int, score: str, *entries, pool: str = "clinical") -> Rating:
    marks = (Mark(1, "satisfaction", "", 1, Decimal(score)),)
    return fold(found, Facts("department", subject, 2026, pool, tuple(entries), marks))


def decided(found, *scores: str, **more: str) -> list[int]:
    ratings = [rated(found, number, score, **more) for number, score in enumerate(scores)]
    return [rating.stars for _, rating in sorted(decide(found, "department", ratings).items())]


@pytest.mark.parametrize(
    ("share", "pool", "least", "allowed"),
    [
        ("15", 6, 0, 0),
        ("15", 6, 1, 1),
        ("15", 7, 0, 1),
        ("12.5", 8, 0, 1),
        ("33.3", 3, 0, 0),
        ("100", 3, 0, 3),
        ("10", 0, 1, 0),
    ],
)
def test_places_are_rounded_down_but_never_below_the_least(share: str, pool: int, least: int, allowed: int) -> None:
    assert places(Decimal(share), pool, least) == allowed


def test_overflow_falls_to_the_next_level_and_counts_there() -> None:
    assert decided(TWO, "99", "98", "97", "96", "95", "94", "93", "92", "91", "90") == [5, 4, 4, 4, 3, 3, 3, 3, 3, 3]


def test_a_quota_that_is_not_filled_takes_nothing() -> None:
    assert decided(TWO, "99", "85", "75", "75", "75", "75", "75", "75", "75", "75") == [5, 4, 3, 3, 3, 3, 3, 3, 3, 3]


def test_a_higher_level_outranks_a_higher_score_under_a_ceiling() -> None:
    found = limited(("5", 50, 0), ("4", 50, 0))
    warned = rated(found, 1, "99", entry(1, "warning", "2026-02-01"))
    ratings = decide(found, "department", [warned, rated(found, 2, "92")])
    assert (ratings[1].stars, ratings[2].stars) == (3, 5)


def test_each_pool_has_its_own_places() -> None:
    found = limited(("5", 50, 0), pool="category")
    ratings = [rated(found, n, "95", pool="clinical" if n < 3 else "technical") for n in range(4)]
    scores = [replace(rating, raw=rating.raw + rating.subject_id) for rating in ratings]
    assert [decide(found, "department", scores)[n].stars for n in range(4)] == [4, 4, 5, 4]


def test_who_can_not_be_rated_makes_no_place() -> None:
    found = limited(("5", 10, 0))
    unrated = [fold(found, Facts("department", n, 2026, "clinical")) for n in range(1, 10)]
    ratings = decide(found, "department", [rated(found, 0, "99"), *unrated])
    assert (ratings[0].stars, ratings[1].rated) == (4, False)


def test_the_reason_names_the_place_and_the_score_stays() -> None:
    ratings = decide(TWO, "department", [rated(TWO, n, str(90 + n)) for n in range(10)])
    assert "10 个参评对象中5 星及以上 1 个，本对象排第 2，改为4 星" in [
        str(line.saying)[3:] for line in ratings[8].lines
    ]
    assert (ratings[8].earned, ratings[8].level, str(ratings[8].raw)) == ("5", "4", "98.00")


def test_the_order_of_the_ratings_does_not_matter() -> None:
    ratings = [rated(TWO, n, str(80 + n)) for n in range(20)]
    assert decide(TWO, "department", ratings) == decide(TWO, "department", ratings[::-1])


def test_equals_at_the_edge_stand_or_fall_together() -> None:
    found = limited(("5", 50, 0))
    assert decided(found, "99", "95", "95", "80") == [5, 4, 4, 4]


def bonus(points: str):
    return entry(1, "plus", "2026-02-01", points=points)


def minus(number: int, points: str, item: str = "minus"):
    return entry(number, item, "2026-02-01", points=points)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([minus(1, "1")], [minus(1, "2")]),
        ([bonus("2")], [bonus("1")]),
        ([minus(1, "2"), minus(2, "2", "other")], [minus(1, "4")]),
    ],
    ids=["fewer deductions", "more bonus", "smaller greatest deduction"],
)
def test_a_tie_is_broken_in_the_written_order(first: list, second: list) -> None:
    found = limited(("5", 50, 0))
    ratings = [rated(found, 1, "95", *second), rated(found, 2, "95", *first)]
    assert [decide(found, "department", ratings)[n].stars for n in (1, 2)] == [4, 5]


def test_the_least_is_granted_where_the_share_gives_none() -> None:
    assert decided(limited(("5", 10, 1), ("4", 40, 1)), "99", "98") == [5, 3]


def test_consequences_follow_the_level_that_is_left() -> None:
    said = '[[schemes.KIND.consequences]]\nwords = "五星奖励"\nlevels = ["5"]\n'
    levels = STARS + said + QUOTA.format("5", 50, 0, "all")
    found = edition(kind="department", parts=ENTRIES, levels=levels)
    ratings = [
        fold(found, Facts("department", n, 2026, "", (entry(1, "plus", "2026-02-01", points=str(20 + n)),)))
        for n in (1, 2)
    ]
    assert [decide(found, "department", ratings)[n].consequences for n in (1, 2)] == [(), ("五星奖励",)]
