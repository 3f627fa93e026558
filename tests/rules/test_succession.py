"""What a new edition owes to those before it, and how a copy is moved to another year."""

from __future__ import annotations

import pytest

from hospital_integrity.rules.edition import Edition, parse
from hospital_integrity.rules.succession import check_succession, moved
from tests.rules.editions import edition_text


def of(year: int, code: str = "", text: str = "") -> Edition:
    return parse((text or edition_text()).replace("year = 2026", f"year = {year}").replace('"t"', f'"{code or year}"'))


def places(new: Edition, *before: Edition, this_year: int | None = None) -> list[str]:
    return [problem.place for problem in check_succession(new, before, this_year)]


def test_a_later_year_with_the_same_items_follows() -> None:
    assert places(of(2028), of(2026), of(2027), this_year=2028) == []


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_no_year_up_to_the_latest_is_free(year: int) -> None:
    assert places(of(year, "new"), of(2027), of(2026), this_year=2025) == ["year"]


@pytest.mark.parametrize(("this_year", "found"), [(2027, ["year"]), (2026, []), (2025, []), (None, [])])
def test_a_year_that_is_over_takes_no_edition(this_year: int | None, found: list[str]) -> None:
    assert places(of(2026), this_year=this_year) == found


def test_a_code_is_used_once() -> None:
    assert places(of(2027, "A"), of(2026, "A")) == ["code"]


def test_every_item_of_every_edition_is_carried() -> None:
    more = edition_text() + '[items.once]\nname = "x"\nclause = "1"\nkind = "bonus"\nstaff = 1\n'
    assert places(of(2027), of(2025, text=more), of(2026)) == ["items.once"]
    assert places(of(2027, text=more + "retired = true\n"), of(2025, text=more)) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("judged = [0, 100]", "", "items.plus.judged"),
        ('kind = "bonus"\nstaff = 1', 'kind = "deduction"\nstaff = -1', "items.plus.kind"),
    ],
)
def test_a_carried_item_stays_the_kind_of_thing_it_was(old: str, new: str, place: str) -> None:
    assert places(of(2027, text=edition_text().replace(old, new, 1)), of(2026)) == [place]


def test_a_carried_item_may_change_its_name_and_worth() -> None:
    text = edition_text().replace("表扬", "表扬信", 1).replace("staff = 1", "staff = 2", 1)
    assert places(of(2027, text=text), of(2026)) == []


def test_a_copy_is_moved_to_another_year_and_nothing_else_changes() -> None:
    text = '# year = 1\ncode = "rules-2026" # ours\nyear = 2026\n' + edition_text().split("\n", 1)[1].replace(
        "year = 2026\n", ""
    )
    assert moved(text, parse(text), 2027) == text.replace("rules-2026", "rules-2027").replace(
        "year = 2026", "year = 2027"
    )


@pytest.mark.parametrize(("code", "new"), [("t", "t-2027"), ("a" * 30, "a" * 24 + "-2027"), ("x-2026", "x-2027")])
def test_the_code_of_a_copy_says_its_year_and_stays_short(code: str, new: str) -> None:
    text = edition_text().replace('"t"', f'"{code}"')
    assert parse(moved(text, parse(text), 2027)).code == new
