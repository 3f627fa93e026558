"""A text changed in place: what was wanted is there, what wasn't touched stays as it was written."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hospital_integrity.policy.operations import rewritten
from hospital_integrity.policy.operations.blocks import blocks_of
from hospital_integrity.policy.queries import SHIPPED
from hospital_integrity.rules.saying import Refused

TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(SHIPPED.glob("*.toml"))}
DEFAULT = TEXTS["default-2026"]


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def changed(text: str, change: Any) -> tuple[list[str], list[str]]:
    """What a change takes out of a text and what it puts in, as lines."""
    content = tomllib.loads(text)
    change(content)
    made = rewritten(text, content)
    assert tomllib.loads(made) == content
    old, new = lines(text), lines(made)
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_in_blocks_is_the_same_text(name: str) -> None:
    assert "\n".join(block.text() for block in blocks_of(TEXTS[name]) if block.path or block.body) == TEXTS[name]


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_changed_nothing_written(name: str) -> None:
    assert rewritten(TEXTS[name], tomllib.loads(TEXTS[name])) == TEXTS[name]


def test_one_number_is_one_line() -> None:
    def change(content: dict[str, Any]) -> None:
        content["items"]["R05"]["staff"] = "0.75"

    assert changed(DEFAULT, change) == ([], ['staff = "0.75"'])


def test_a_comment_behind_a_value_stays() -> None:
    assert rewritten('a = "x#y" # why\n', {"a": "z"}) == 'a = "z" # why\n'


def test_a_comment_stays_with_the_table_below_it() -> None:
    def change(content: dict[str, Any]) -> None:
        del content["schemes"]["staff"]["headings"]["meetings"]

    gone, new = changed(DEFAULT, change)
    assert (gone, new) == (["[schemes.staff.headings.meetings]", 'name = "会议出席"'], [])


def test_a_loose_comment_outlives_the_table_below_it() -> None:
    assert rewritten("[a]\nx = 1\n\n# kept\n\n# gone\n[b]\nx = 2\n", {"a": {"x": 1}}) == "[a]\nx = 1\n\n# kept\n"


def test_levels_are_put_in_another_order_with_their_comments() -> None:
    def change(content: dict[str, Any]) -> None:
        levels = content["schemes"]["department"]["levels"]
        levels.insert(0, levels.pop())

    assert changed(DEFAULT, change) == ([], [])


def test_a_new_level_stands_between_its_neighbours() -> None:
    content = tomllib.loads(DEFAULT)
    levels = content["schemes"]["department"]["levels"]
    levels.insert(1, {"key": "half", "name": "四星半", "when": [{"score": "[85,90)"}]})
    made = rewritten(DEFAULT, content)
    assert made.index('name = "五星"') < made.index('name = "四星半"') < made.index('name = "四星"\n')


def test_the_first_row_of_a_list_follows_its_scheme() -> None:
    def change(content: dict[str, Any]) -> None:
        content["schemes"]["grid"]["stages"] = [{"key": "self", "name": "自评", "only_noted": True}]

    assert changed(DEFAULT, change) == (
        [],
        ["[[schemes.grid.stages]]", 'name = "自评"'],
    )


def test_a_new_item_comes_behind_the_others() -> None:
    content = tomllib.loads(DEFAULT)
    content["items"]["Z9"] = {
        "name": "新",
        "clause": "新一",
        "kind": "bonus",
        "staff": 1,
        "heading": {"staff": "honour"},
    }
    assert rewritten(DEFAULT, content).endswith('staff = 1\nheading = { staff = "honour" }\n')


@pytest.mark.parametrize(
    "text",
    [
        'a.b = 1\n[c]\nd = """\nx\n# no comment\n[no.header]\n"""\n',
        "[[a]]\nx = 1\n[a.b]\ny = 2\n[[a]]\nx = 3\n",
        "a = [\n  1, # one\n  2,\n]\nb = 1\n",
        "'a b' = 1\n[\"c.d\"]\ne = {f = 1}\n",
    ],
)
def test_other_ways_to_write_are_read_too(text: str) -> None:
    content = tomllib.loads(text)
    assert "\n".join(block.text() for block in blocks_of(text) if block.path or block.body) == text
    assert rewritten(text, content) == text


def test_what_cannot_be_changed_in_place_is_refused_and_not_lost() -> None:
    with pytest.raises(Refused, match="文本"):
        rewritten("x = [\n" + "1,\n" * 500 + "]\ny = 1\n", {"x": [1] * 500, "y": 2})


VALUES = st.one_of(
    st.integers(-99, 99), st.text("ab是\"'#\\ ", max_size=6), st.booleans(), st.lists(st.integers(0, 9), max_size=3)
)
EDITS = st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(["set", "drop", "copy", "new"]), VALUES), max_size=6)


def tables(content: Any) -> list[Any]:
    """Every table and list of tables inside, itself first."""
    inner = content.values() if isinstance(content, dict) else content
    found = [content] if isinstance(content, dict) else []
    return found + [one for value in inner if isinstance(value, (dict, list)) for one in tables(value)]


@settings(deadline=None, max_examples=50)
@given(edits=EDITS)
def test_whatever_is_changed_is_in_the_text_afterwards(edits: list[tuple[int, str, Any]]) -> None:
    content = tomllib.loads(DEFAULT)
    for number, deed, value in edits:
        everything = tables(content)
        table = everything[number % len(everything)]
        keys = sorted(key for key, one in table.items() if not isinstance(one, (dict, list)))
        if deed == "set" and keys:
            table[keys[number % len(keys)]] = value
        elif deed == "drop" and table:
            table.pop(sorted(table)[number % len(table)])
        elif deed == "new" and keys:
            table[f"new{number % 3}"] = value
        elif deed == "copy" and content.get("items"):
            content["items"][f"N{number}"] = deepcopy(next(iter(content["items"].values())))
    assert tomllib.loads(rewritten(DEFAULT, content)) == content
