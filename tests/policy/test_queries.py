"""Which edition is in force."""

from __future__ import annotations

import pytest

from hospital_integrity.policy import operations, queries
from hospital_integrity.rules.saying import Refused

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("app")]


@pytest.fixture
def two() -> None:
    operations.publish_shipped("form-2025")
    operations.publish_shipped("default-2026")


@pytest.mark.parametrize(("year", "code"), [(2025, "form-2025"), (2026, "default-2026"), (2031, "default-2026")])
def test_the_newest_edition_up_to_a_year_is_in_force(two: None, year: int, code: str) -> None:
    assert queries.edition_of(year).code == code


def test_before_the_first_edition_there_is_none(two: None) -> None:
    with pytest.raises(Refused, match="2024 年没有生效的办法"):
        queries.edition_of(2024)


def test_an_edition_is_parsed_once(two: None) -> None:
    assert queries.edition_of(2026) is queries.edition_of(2027)


def test_an_award_finds_its_edition_by_the_hash_of_the_text(two: None) -> None:
    sha256 = queries.editions()[1].sha256
    assert queries.edition_by_sha(sha256).code == "form-2025"


def test_a_hash_that_no_edition_has_is_refused(two: None) -> None:
    with pytest.raises(Refused):
        queries.edition_by_sha("0" * 64)


def test_editions_come_newest_first(two: None) -> None:
    assert [row.year for row in queries.editions()] == [2026, 2025]
    assert queries.edition_row(queries.editions()[0].id).code == "default-2026"
