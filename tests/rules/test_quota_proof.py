"""The proof that quotas held: it agrees with the decision, and finds out whoever breaks one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hospital_integrity.rules.edition import parse
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.quota import decide, places
from hospital_integrity.rules.quota_proof import most, prove
from tests.rules.editions import SHIPPED, shipped
from tests.rules.editions import places as problem_places
from tests.rules.facts import entry, staff_facts

DEFAULT = shipped("default-2026")
TEXT = (SHIPPED / "default-2026.toml").read_text("utf-8")
WHOLE = 'level = "excellent"\nshare = 15\n'
TYPES = 'pool = "category"\nshares = { clinical = 20, technical = 18, administrative = 10 }\n'
BY_TYPE = parse(TEXT.replace(WHOLE, WHOLE + TYPES))
STAFF = DEFAULT.schemes["staff"]
EXCELLENT = fold(DEFAULT, staff_facts(2026, *(entry(n, "R08", "2026-03-01") for n in (1, 2))))
VETOED = fold(
    DEFAULT, staff_facts(2026, *(entry(n, item, "2026-03-01") for n, item in enumerate(("R08", "R08", "V2"), 1)))
)
GOOD = fold(DEFAULT, staff_facts(2026))


def person(number: int, more: int = 0, like: Rating = EXCELLENT, pool: str = "clinical") -> Rating:
    """Somebody with so many points more; the rest is that of the pattern."""
    raw = like.raw + more
    return replace(like, subject_id=number, pool=pool, raw=raw, score=STAFF.shown(raw), bonus=like.bonus + more)


def hospital(staff: int, contenders: int) -> list[Rating]:
    """Everybody, of whom so many earned 优秀, each with another score."""
    return [person(n, n if n < contenders else 0, EXCELLENT if n < contenders else GOOD) for n in range(staff)]


def decided(ratings: list[Rating], edition=DEFAULT) -> list[Rating]:
    return list(decide(edition, "staff", ratings).values())


def held(ratings: list[Rating]) -> int:
    return sum(one.level == "excellent" for one in ratings)


@pytest.mark.parametrize(("staff", "allowed"), [(2045, 306), (5000, 750), (1494, 224), (6, 0), (7, 1), (37, 5)])
def test_case_14_grades_add_up_to_the_arithmetic_and_the_proof_says_so(staff: int, allowed: int) -> None:
    found = decided(hospital(staff, staff // 2))
    (place,) = prove(STAFF, found).places
    assert (held(found), place.allowed, place.held, place.rated) == (allowed, allowed, allowed, staff)
    assert prove(STAFF, found).holds


def test_small_departments_share_one_pool() -> None:
    assert held(decided(hospital(6, 6))) == 0
    found = decided([person(n, n, pool=f"small {n // 6}") for n in range(42)])
    assert held(found) == 6


def test_each_type_has_its_own_share() -> None:
    sizes = {"clinical": 40, "technical": 40, "administrative": 40}
    ratings = [person(n, n, pool=pool) for n, pool in enumerate(p for p, size in sizes.items() for _ in range(size))]
    found = decided(ratings, BY_TYPE)
    got = {pool: sum(one.level == "excellent" for one in found if one.pool == pool) for pool in sizes}
    assert got == {"clinical": 8, "technical": 7, "administrative": 4}
    assert prove(BY_TYPE.schemes["staff"], found).holds


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("shares = { clinical = 20 }\n", "shares"),
        ('pool = "category"\nshares = { clinical = 120 }\n', "shares.clinical"),
        ('pool = "category"\nshares = { wards = 20 }\n', "shares.wards"),
    ],
)
def test_shares_that_can_not_be_are_refused(typed: str, place: str) -> None:
    assert problem_places(TEXT.replace(WHOLE, WHOLE + typed)) == [f"schemes.staff.quotas[0].{place}"]


def test_the_people_on_both_sides_of_the_edge_are_named() -> None:
    (place,) = prove(STAFF, decided(hospital(100, 17))).places
    assert (place.wanted, place.inside, place.outside) == (17, (2, 3, 4), (1, 0))


def test_who_holds_a_veto_is_no_contender_but_is_assessed() -> None:
    ratings = [*hospital(99, 17), person(500, 50, VETOED)]
    (place,) = prove(STAFF, decided(ratings)).places
    assert (place.rated, place.wanted, place.allowed) == (100, 17, 15)


def test_a_place_stays_empty_where_equals_stand_at_the_edge() -> None:
    found = decided([person(n) for n in range(20)])
    assert (held(found), prove(STAFF, found).holds) == (0, True)


def faults(found: list[Rating]) -> str:
    return " ".join(str(one) for one in prove(STAFF, found).faults)


def changed(found: list[Rating], number: int, **values: object) -> list[Rating]:
    return [replace(one, **values) if one.subject_id == number else one for one in found]


def test_one_too_many_is_found_out() -> None:
    found = changed(decided(hospital(100, 17)), 1, level="excellent")
    assert "名额 15 个，给了 16 个" in faults(found)


def test_a_swap_of_two_people_is_found_out() -> None:
    found = changed(changed(decided(hospital(100, 17)), 0, level="excellent"), 16, level="good")
    assert "没有按次序给" in faults(found)


def test_somebody_cut_without_need_is_found_out() -> None:
    found = changed(decided(hospital(100, 15)), 3, level="good")
    assert "只给了 14 个，却有人因名额调低" in faults(found)


def test_a_raise_that_no_quota_explains_is_found_out() -> None:
    found = changed(decided(hospital(100, 3)), 50, level="excellent")
    assert "第 50 号的等次不是名额能说明的" in faults(found)


def test_a_cut_without_the_reason_is_found_out() -> None:
    assert "没有写明理由" in faults(changed(decided(hospital(100, 17)), 1, lines=()))


def test_a_score_that_a_cut_has_changed_is_found_out() -> None:
    assert "得分不是封存的得分" in faults(changed(decided(hospital(100, 17)), 1, score=Decimal(80)))


@given(st.decimals(0, 100, places=2), st.integers(0, 400), st.integers(0, 5))
@settings(max_examples=80)
def test_counting_by_trying_gives_the_same_places(share: Decimal, rated: int, least: int) -> None:
    assert most(share, rated, least) == places(share, rated, least)


KINDS = st.sampled_from(["clinical", "technical", "administrative"])
PEOPLE = st.lists(st.tuples(st.integers(0, 6), st.sampled_from([EXCELLENT, GOOD, VETOED]), KINDS), max_size=40)


@given(PEOPLE, st.sampled_from([DEFAULT, BY_TYPE]))
@settings(max_examples=80)
def test_whatever_is_decided_the_proof_holds(people: list[tuple[int, Rating, str]], edition) -> None:
    ratings = [person(n, more, like, pool) for n, (more, like, pool) in enumerate(people)]
    assert prove(edition.schemes["staff"], decided(ratings, edition)).faults == ()
