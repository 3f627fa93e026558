"""What certificates say."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from hospital_integrity.rules.citation import WORDINGS, citation, wrong_blanks
from hospital_integrity.rules.paper_kinds import KINDS, bearing


@pytest.mark.parametrize("level", ["三星", "三星级"])
def test_a_level_is_called_a_grade_once(level: str) -> None:
    assert citation("department", 2026, level).grade == "三星级清廉科室"


def test_only_the_grade_is_emphasised() -> None:
    words = citation("staff", 2026, "优秀")
    assert [text for paragraph in words.body for text, strong in paragraph if strong] == ["优秀等次"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_words_whose_blanks_it_knows(kind: str) -> None:
    assert wrong_blanks(kind, WORDINGS[kind]) == {}


def test_what_fills_a_blank_is_not_read_as_one() -> None:
    words = citation("personal", 2026, about={"事由": "拾金不昧{年度}"})
    assert "“拾金不昧{年度}”" in words.body[0][0][0]


def test_without_a_closing_sentence_there_is_one_paragraph() -> None:
    assert len(citation("personal", 2026, wording=replace(WORDINGS["personal"], closing="")).body) == 1


def test_outstanding_are_those_at_the_highest_level_that_bears_a_certificate() -> None:
    rows = (("6", 6, False), ("5", 5, True), ("4", 4, True))
    scheme = SimpleNamespace(levels=[SimpleNamespace(key=key, stars=n, certificate=on) for key, n, on in rows])
    assert [[level.key for level in bearing(kind, scheme)] for kind in ("grid", "outstanding")] == [["5", "4"], ["5"]]
