"""The properties of the assessment on a thousand examples; fifty thousand by `dev.py test --deep ethics`."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules import ethics_properties as must

thousand = settings(max_examples=1000, deadline=None, database=None)
some = settings(max_examples=60, deadline=None, database=None)
edition = st.sampled_from(must.EDITIONS)
shuffling = st.randoms(use_true_random=False)


@thousand
@given(edition, must.happenings, must.judgements, must.happening, shuffling)
def test_any_year_of_anybody(edition, happened, judged, more, random) -> None:
    found = must.facts(edition, happened, judged)
    must.level_follows_from_the_stored_score(edition, found)
    must.one_more_deduction_never_raises(edition, found, must.breach(edition, more))
    must.the_last_counting_stage_wins(edition, found)
    must.order_does_not_matter(edition, found, random)


@some
@given(edition, must.people)
def test_the_quota_is_never_exceeded(edition, people) -> None:
    must.the_quota_is_never_exceeded(edition, people)
