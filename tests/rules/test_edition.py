"""Reading an edition: every problem with its place, nothing guessed, nothing that breaks the reader."""

from __future__ import annotations

import pytest

from hospital_integrity.rules.edition import parse
from tests.rules.editions import SHIPPED, edition, edition_text, places, problems

GOOD = edition_text()


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_the_editions_that_ship_are_sound(file) -> None:
    text = file.read_text("utf-8")
    assert parse(text).text == text


def test_the_default_edition_has_the_items_of_the_real_form() -> None:
    form, default = (parse((SHIPPED / f"{name}.toml").read_text("utf-8")) for name in ("form-2025", "default-2026"))
    assert {f"R{n:02}" for n in range(1, 33)} <= form.items.keys() <= default.items.keys()


def test_the_same_text_has_the_same_hash() -> None:
    assert parse(GOOD).sha256 == parse(GOOD).sha256 != edition(kind="grid").sha256


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('code = "t"', 'code = "编号"', "code"),
        ('code = "t"', "", "code"),
        ("year = 2026", "", "year"),
        ("year = 2026", "year = 1999", "year"),
        ("year = 2026", 'year = "2026"', "year"),
        ("year = 2026", "year = 2026\nterms = 3", "terms"),
        ("year = 2026", "year = 2026\ncolour = 1", "colour"),
        ('name = "办法"', "", "schemes.staff.name"),
        ('name = "办法"', 'name = "a\\u202eb"', "schemes.staff.name"),
        ('name = "办法"', 'name = "办法"\nround = 0.5', "schemes.staff.round"),
        ('name = "办法"', 'name = "办法"\njoin = "product"', "schemes.staff.join"),
        ("weight = 100", "weight = true", "schemes.staff.parts[0].weight"),
        ('source = "entries"', 'source = "stars"', "schemes.staff.parts[0].source"),
        ('score = "[80,)"', 'scores = "[80,)"', "schemes.staff.levels[0].when[0].scores"),
        ('score = "[80,)"', 'score = "80+"', "schemes.staff.levels[0].when[0].score"),
        ("otherwise = true", 'otherwise = "yes"', "schemes.staff.levels[2].otherwise"),
        ("[items.plus]", '[items."a b"]', "items.a b"),
        ('kind = "bonus"', 'kind = "gift"', "items.plus.kind"),
        ("judged = [0, 100]", "judged = [100, 0]", "items.plus.judged"),
        ("judged = [0, 100]", "judged = [0, 0.5]", "items.plus.judged"),
        ("judged = [0, 100]", 'heading = "x"', "items.plus.heading"),
        ("[items.plus]", "[schemes.robots]\n[items.plus]", "schemes.robots.name"),
    ],
)
def test_what_can_not_be_read_is_named_with_its_place(old: str, new: str, place: str) -> None:
    assert place in places(changed(old, new))


@pytest.mark.parametrize(
    "number", ['"１２"', '"NaN"', '"1e400"', '"Infinity"', '" 5"', '"1_000"', '"5."', '"1,5"', "0.5", "1000000", "true"]
)
def test_a_number_is_plain_digits_or_nothing(number: str) -> None:
    assert places(changed("base = 80", f"base = {number}")) == ["schemes.staff.parts[0].base"]


@pytest.mark.parametrize("number", ['"80"', "80", '"80.0"'])
def test_a_number_may_be_whole_or_written_as_text(number: str) -> None:
    assert parse(changed("base = 80", f"base = {number}")).schemes["staff"].parts[0].base == 80


def test_all_problems_are_named_at_once() -> None:
    wrong = (
        changed("year = 2026", "year = 1")
        .replace('kind = "bonus"', 'kind = "gift"')
        .replace("weight = 100", "weight = 0.1")
    )
    assert places(wrong) == ["year", "items.plus.kind", "schemes.staff.parts[0].weight"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("code = ", "1:8"),
        ('code = "a"\ncode = "b"', "2:11"),
        ("a = \x00", "1:5"),
        ("a = [", "1:6"),
        ("a = " + "[" * 1900, "1:1"),
        ("[a]\n[a]", "2:3"),
    ],
)
def test_what_is_no_toml_is_named_by_line_and_column(text: str, place: str) -> None:
    found = problems(text)
    assert len(found) == 1
    assert found[0][0].split(":")[0] == place.split(":")[0]
    assert "TOML" in found[0][1]


def test_a_text_without_end_is_refused_before_it_is_read() -> None:
    assert "超过" in problems("#" * 500_000)[0][1]


def test_a_line_without_end_is_refused_before_it_is_read() -> None:
    assert problems("\n" + "a." * 100_000 + "a = 1") == [("2:2000", "一行超过 2000 字")]


def test_an_empty_text_lacks_everything() -> None:
    assert {"code", "title"} <= set(places(""))
