"""Quorum and majority of a meeting."""

from __future__ import annotations

import pytest

from hospital_integrity.rules.meeting import Count, check_members, least_present, quorum
from hospital_integrity.rules.saying import Refused


@pytest.mark.parametrize(("members", "least"), [(3, 2), (7, 5), (9, 6), (10, 7), (11, 8)])
def test_two_thirds_must_be_there(members: int, least: int) -> None:
    assert least_present(members) == least
    assert (quorum(members, least), quorum(members, least - 1)) == (True, False)


@pytest.mark.parametrize(("ayes", "adopted"), [(4, False), (5, True), (6, True)])
def test_more_than_half_of_all_members_must_be_for_it(ayes: int, adopted: bool) -> None:
    assert Count(9, 6, ayes, 0, 0).adopted == adopted


@pytest.mark.parametrize(("count", "words"), [
    (Count(9, 5, 5, 0, 0), "不足应到 9 人的三分之二"),
    (Count(9, 6, 6, 1, 0), "票数合计 7"),
    (Count(9, 6, 0, 0, 0), "票数合计 0"),
])  # fmt: skip
def test_votes_that_cannot_be_are_refused(count: Count, words: str) -> None:
    with pytest.raises(Refused, match=words):
        count.check()


@pytest.mark.parametrize(("members", "chair", "words"), [
    (["甲", "乙"], "甲", "3 到 60"),
    (["甲", "乙", "甲"], "甲", "重复"),
    (["甲", "乙", "丙"], "丁", "主持人应在"),
])  # fmt: skip
def test_a_list_of_members_makes_sense(members: list[str], chair: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        check_members(members, chair)
