"""What certificates say."""

from __future__ import annotations

import pytest

from hospital_integrity.rules.citation import citation


@pytest.mark.parametrize("level", ["三星", "三星级"])
def test_a_level_is_called_a_grade_once(level: str) -> None:
    assert citation("department", 2026, level).grade == "三星级清廉科室"


def test_only_the_grade_is_emphasised() -> None:
    words = citation("staff", 2026, "优秀")
    assert [text for paragraph in words.body for text, strong in paragraph if strong] == ["优秀等次"]
