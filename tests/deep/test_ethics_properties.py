"""The properties of the assessment on 50,000 examples each, in parts, so that a start goes on where one ended."""

from __future__ import annotations

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from tests.rules import ethics_properties as must

PARTS, EACH = 10, 5000
edition = st.sampled_from(must.EDITIONS)
parts = pytest.mark.parametrize("part", range(PARTS))


def tried(part: int, check, *strategies) -> None:
    """Run a property on the examples of one part."""
    given_ = given(st.tuples(edition, *strategies))
    seed(part)(settings(max_examples=EACH, deadline=None, database=None)(given_(lambda drawn: check(*drawn))))()


@parts
def test_one_more_deduction_never_raises(part: int) -> None:
    def check(edition, happened, judged, more) -> None:
        found = must.facts(edition, happened, judged)
        must.one_more_deduction_never_raises(edition, found, must.breach(edition, more))

    tried(part, check, must.happenings, must.judgements, must.happening)


@parts
def test_levels_are_complete_disjoint_and_follow_from_the_stored_score(part: int) -> None:
    def check(edition, happened, judged) -> None:
        must.level_follows_from_the_stored_score(edition, must.facts(edition, happened, judged))

    tried(part, check, must.happenings, must.judgements)


@parts
def test_the_last_counting_stage_wins(part: int) -> None:
    def check(edition, happened, judged) -> None:
        must.the_last_counting_stage_wins(edition, must.facts(edition, happened, judged))

    tried(part, check, must.happenings, must.judgements)


@parts
def test_the_order_never_matters(part: int) -> None:
    def check(edition, happened, judged, random) -> None:
        must.order_does_not_matter(edition, must.facts(edition, happened, judged), random)

    tried(part, check, must.happenings, must.judgements, st.randoms(use_true_random=False))


@parts
def test_the_quota_is_never_exceeded(part: int) -> None:
    tried(part, must.the_quota_is_never_exceeded, must.people)
