"""Names on a board: the surname and 某."""

from __future__ import annotations

import pytest

from hospital_integrity.rules.masking import is_masked_match, masked_name


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张晓明", "张某"),
        ("张三", "张某"),
        ("张", "张某"),
        ("欧阳修", "欧阳某"),
        ("欧阳", "欧某"),
        ("司马相如", "司马某"),
        ("𬭩晓", "𬭩某"),
        ("阿卜杜·热合曼", "阿卜杜某"),
        ("阿卜杜•热合曼", "阿卜杜某"),
        ("阿卜杜・热合曼", "阿卜杜某"),
        ("张\u3000三", "张某"),
        (" 张三 ", "张某"),
        ("John Smith", "John某"),
        ("", ""),
        (" ", ""),
    ],
)
def test_only_the_surname_is_shown(name: str, masked: str) -> None:
    assert masked_name(name) == masked


def test_the_given_name_is_nowhere_in_the_mask() -> None:
    assert not set("晓明修热合曼") & set("".join(map(masked_name, ("张晓明", "欧阳修", "阿卜杜·热合曼"))))


def test_a_visitor_must_know_the_whole_name() -> None:
    assert is_masked_match(" 张三 ", "张三")
    assert not is_masked_match("张", "张三")
