"""What must hold for any parts, measures and histories, under an edition that uses everything that limits."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hospital_integrity.rules.edition import Edition, parse
from hospital_integrity.rules.entry import Departure, Facts, Given, History
from hospital_integrity.rules.everybody import rate_everybody
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.frozen import canonical, digest, facts_from_json, facts_to_json, lines_to_json
from hospital_integrity.rules.frozen import result_to_json as result
from tests.rules.editions import STARS, edition_text
from tests.rules.test_compared import BREAKS, LEVELS, LOWEST
from tests.rules.test_limits import on_part
from tests.rules.test_parts_file import TWO

many = settings(max_examples=40, deadline=None, database=None)

LADDER = "ladder = { rise = 1, first = 2, reapply = 12, hold = { years = 1, of = 3 } }\n"
EVIDENCE = 'evidence = { measures = 2, parts = 1, any_of = ["care", "staff"] }\n'
LIMITERS = [
    on_part("at_or_below", 10, "1"),
    on_part("below", 40, "2"),
    on_part("at_or_above", 90, "2", "staff"),
    LOWEST,
]
QUOTA = '[[schemes.KIND.quotas]]\nlevel = "3"\nshare = 40\npool = "parts"\n'


def made(limiters: list[str], levels: str = LEVELS, more: str = BREAKS + 'pool = "category"\n') -> Edition:
    scheme = more + LADDER + EVIDENCE
    return parse(
        edition_text(scheme, kind="department", parts=TWO, levels=levels + "".join(limiters) + QUOTA, items="")
    )


BROKEN, BANDED = made(LIMITERS), made(LIMITERS, STARS, "")

values = st.none() | st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 10)
givens = (
    st.builds(Given, st.just("care"), values, st.integers(0, 4)),
    st.builds(Given, st.just("staff"), values, st.integers(0, 4)),
)
stars = st.integers(0, 3)
histories = st.builds(
    History,
    st.just(2025),
    st.none() | stars,
    st.none(),
    st.lists(stars, max_size=3).map(lambda earned: tuple((2025 - n, one) for n, one in enumerate(earned))),
)
subjects = st.builds(
    Facts,
    st.just("department"),
    st.just(0),
    st.just(2026),
    st.sampled_from(["a", "b"]),
    history=histories,
    departure=st.none() | st.builds(Departure, st.sampled_from(["1", "2", "3", "none"]), st.just("理由")),
    given=st.tuples(*givens),
)
everybody = st.lists(subjects, max_size=14).map(
    lambda found: [replace(one, subject_id=n) for n, one in enumerate(found)]
)


def rated(edition: Edition, all_of_them: list[Facts]) -> list[Rating]:
    return sorted(rate_everybody(edition, all_of_them).values(), key=lambda rating: rating.subject_id)


@many
@given(st.sampled_from([BROKEN, BANDED]), everybody)
def test_everybody_has_exactly_one_level_and_no_star_without_evidence(edition: Edition, facts: list[Facts]) -> None:
    found = rated(edition, facts)
    assert [one.subject_id for one in found] == [one.subject_id for one in facts]
    assert all(one.level in edition.schemes["department"].rank and (one.rated or not one.stars) for one in found)


@many
@given(st.permutations(LIMITERS), st.booleans(), everybody)
def test_the_order_of_limiters_does_not_matter(limiters: list[str], breaks: bool, facts: list[Facts]) -> None:
    turned = made(limiters) if breaks else made(limiters, STARS, "")
    levels = [[one.level for one in rated(edition, facts)] for edition in (turned, BROKEN if breaks else BANDED)]
    assert levels[0] == levels[1]


@many
@given(st.sampled_from([BROKEN, BANDED]), everybody, st.randoms(use_true_random=False))
def test_the_order_of_subjects_does_not_matter(edition: Edition, facts: list[Facts], random) -> None:
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert rated(edition, shuffled) == rated(edition, facts)


@many
@given(subjects, st.sampled_from(["care", "staff"]), st.integers(0, 500).map(lambda tenths: Decimal(tenths) / 10))
def test_a_lower_part_never_raises_a_star_where_only_low_numbers_limit(facts: Facts, part: str, less: Decimal) -> None:
    edition = made(LIMITERS[:2], STARS, "")
    lower = tuple(
        replace(one, value=one.value - less) if one.part == part and one.value is not None else one
        for one in facts.given
    )
    before, after = rated(edition, [facts])[0], rated(edition, [replace(facts, given=lower)])[0]
    assert after.raw <= before.raw and after.stars <= before.stars


@many
@given(st.sampled_from([BROKEN, BANDED]), everybody)
def test_nothing_passes_a_ceiling_or_the_ladder(edition: Edition, facts: list[Facts]) -> None:
    for one, rating in zip(facts, rated(edition, facts), strict=True):
        care = next(given.value for given in one.given if given.part == "care")
        most = (one.history.last_stars or 0) + 1 if one.history.last_stars else 2
        assert rating.stars <= most
        assert care is None or care > 10 or rating.stars <= 1


def hashes(facts: list[Facts]) -> list[str]:
    found = [digest([result(one), lines_to_json(one.lines)]) for one in rated(BROKEN, facts)]
    return found + [digest(facts_to_json(one)) for one in facts]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="a system without time zones to set")
@settings(max_examples=10, deadline=None, database=None)
@given(everybody)
def test_the_same_facts_have_the_same_hash_in_another_time_zone(facts: list[Facts]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        found = []
        for zone in ("Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"):
            patched.setenv("TZ", zone)
            time.tzset()
            found.append(hashes(facts))
    time.tzset()
    assert found[0] == found[1] == found[2]


@many
@given(subjects)
def test_facts_of_parts_come_back_from_their_text(facts: Facts) -> None:
    again = facts_from_json(facts_to_json(facts))
    assert again == facts and canonical(facts_to_json(again)) == canonical(facts_to_json(facts))
