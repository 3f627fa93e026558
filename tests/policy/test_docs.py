"""Every example of docs/edition.md is a sound edition, and gives the results that the page says."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hospital_integrity.ratings.queries import csv_of, rated_file
from hospital_integrity.rules.edition import BadEdition, Edition, parse
from hospital_integrity.rules.entry import Departure, Entry, Facts, Given, History, Mark
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import STEPS, fold
from hospital_integrity.rules.quota import decide

PAGE = (Path(__file__).parents[2] / "docs" / "edition.md").read_text("utf-8")
BLOCK = re.compile(r"^```toml ([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RESULT = re.compile(r"^- (?:(grid): )?(?:`([^`]*)`|nothing) → `([^`]*)`", re.MULTILINE)
FACT = re.compile(r"(-?)([A-Z]+[0-9]*)(?:=([0-9.]+))?(?:\*([0-9]+))?(?:@([0-9-]+))?(?:~([0-9-]+))?")


class Example(NamedTuple):
    """A fenced text: what it is put into, where it is refused (if so), and the results written below it."""

    heading: str
    base: str
    refused: str
    text: str
    results: list[tuple[str, str, str]]


def examples() -> list[Example]:
    found = []
    for match in BLOCK.finditer(PAGE):
        if match[1].startswith("parts "):
            continue
        heading = re.findall(r"^## (.*)$", PAGE[: match.start()], re.MULTILINE)[-1]
        below = PAGE[match.end() :].split("```")[0]
        place = match[1].partition(": ")[2]
        base = re.search(r"smallest|stars", match[1])
        found.append(
            Example(heading, base[0] if base else "", place, match[2], RESULT.findall(below.split("\n## ")[0]))
        )
    return found


EXAMPLES = examples()
BASES = {match[1]: match[2] for match in BLOCK.finditer(PAGE) if match[1] in ("smallest", "stars")}


def merged(base: Any, more: Any) -> Any:
    """A table with another one put into it; lists and values are replaced."""
    if isinstance(base, dict) and isinstance(more, dict):
        return {**base, **{key: merged(base.get(key), value) for key, value in more.items()}}
    return more


def written(value: Any) -> str:
    """A value as TOML on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {written(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def whole(example: Example) -> str:
    """The example put into its base."""
    content = merged(tomllib.loads(BASES[example.base]), tomllib.loads(example.text))
    return "\n".join(f"{key} = {written(value)}" for key, value in content.items()) + "\n"


def facts(edition: Edition, kind: str, subject: int, said: str) -> Facts:
    numbers, told, entries, earlier, marks, earned, given = count(1), {}, [], [], [], [], []
    for word in said.split():
        name, colon, value = word.partition(":")
        if name == "earlier":
            earlier.append(entry(next(numbers), value))
        elif name in ("last", "removed", "department", "decided"):
            told[name] = value
        elif name == "earned":
            earned.append(tuple(map(int, reversed(value.split("@")))))
        elif name.startswith("part."):
            number, _, measures = value.partition("/")
            given.append(Given(name[5:], Decimal(number), int(measures or 0)))
        elif colon:
            marks.append(Mark(next(numbers), name, "", len(marks), Decimal(value), "理由"))
        elif word.startswith("-"):
            undone = next(e for e in entries if e.item == word[1:])
            entries.append(Entry(next(numbers), undone.item, undone.happened_on, 1, None, 1, reverses=undone.id))
        else:
            entries.append(entry(next(numbers), word))
    removed = date.fromisoformat(told["removed"]) if "removed" in told else None
    history = History(2025, int(told["last"]) if "last" in told else None, removed, tuple(earned))
    feeder = Decimal(told["department"]) if "department" in told else None
    more = {
        "departure": Departure(told["decided"], "理由") if "decided" in told else None,
        "given": tuple(given),
    }
    return Facts(kind, subject, 2026, "clinical", tuple(entries), tuple(marks), history, feeder, tuple(earlier), **more)


def entry(number: int, said: str) -> Entry:
    _, item, points, times, day, closed = FACT.fullmatch(said).groups()
    happened = date.fromisoformat(day or "2026-03-01")
    closing = date.fromisoformat(closed) if closed else None
    return Entry(number, item, happened, int(times or 1), Decimal(points) if points else None, 1, closed_on=closing)


def rated(edition: Edition, kind: str, said: str) -> list[Rating]:
    subjects = [facts(edition, kind, n, part) for n, part in enumerate(said.split("|"))]
    decided = decide(edition, kind, [fold(edition, one) for one in subjects])
    return [decided[n] for n in range(len(subjects))]


def ids(example: Example) -> str:
    return example.heading


@pytest.mark.parametrize("example", [one for one in EXAMPLES if not one.refused], ids=ids)
def test_every_example_is_sound(example: Example) -> None:
    assert parse(whole(example)).schemes


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one.refused], ids=ids)
def test_every_refused_example_is_refused_at_the_place_it_says(example: Example) -> None:
    with pytest.raises(BadEdition) as refused:
        parse(whole(example))
    assert [problem.place for problem in refused.value.problems] == [example.refused]


PARTS = {match[1].split()[1]: match[2] for match in BLOCK.finditer(PAGE) if match[1].startswith("parts ")}
FILES = dict(re.findall(r"^```csv ([^\n]*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("name", PARTS)
def test_every_file_of_parts_gives_the_answer_that_the_page_says(name: str) -> None:
    found = rated_file(parse(PARTS[name]), FILES[name].encode(), "parts.csv")
    assert csv_of(found) == FILES[f"{name} answer"]


RESULTS = [(example, *result) for example in EXAMPLES for result in example.results]


@pytest.mark.parametrize(
    ("example", "kind", "said", "result"), RESULTS, ids=[f"{r[0].heading}: {r[2]}" for r in RESULTS]
)
def test_every_result_is_what_the_page_says(example: Example, kind: str, said: str, result: str) -> None:
    kind = kind or ("department" if example.base == "stars" else "staff")
    ratings = rated(parse(whole(example)), kind, said)
    assert [" ".join((str(one.score), one.level, *one.consequences)) for one in ratings] == result.split(" | ")


def test_the_page_has_an_example_for_every_section_about_schemes_and_items() -> None:
    sections = set(re.findall(r"^## (.*)$", PAGE, re.MULTILINE))
    told = {"How to write it", "The top", "The order of steps", "Following the editions before"}
    assert sections - {example.heading for example in EXAMPLES} == told | {"Rating from published parts"}
    assert len(RESULTS) > 40


def test_the_page_names_every_setting() -> None:
    rules = Path(__file__).parents[2] / "hospital_integrity" / "rules"
    source = "".join(
        (rules / name).read_text("utf-8") for name in ("edition.py", "scheme_reader.py", "limits_reader.py")
    )
    asked = set(re.findall(r'(?:table|inner)\.\w+\(\s*"(\w+)"', source)) | {"rise", "first", "reapply"}
    assert len(asked) > 50
    assert {key for key in asked if not re.search(rf"\b{key}\b", PAGE)} == set()


def test_the_page_has_as_many_steps_as_the_fold() -> None:
    steps = PAGE.split("## The order of steps")[1].split("\n## ")[0]
    assert len(re.findall(r"^\d+\. ", steps, re.MULTILINE)) == len(STEPS)


def test_the_links_of_the_page_lead_somewhere() -> None:
    anchors = {
        re.sub(r"[^\w -]", "", title).lower().replace(" ", "-")
        for title in re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    }
    assert set(re.findall(r"\(#([^)]*)\)", PAGE)) <= anchors
