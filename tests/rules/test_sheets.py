"""Sheets of marks: what an edition says of them, and how many raters they have."""

from __future__ import annotations

from decimal import Decimal

from hospital_integrity.rules.entry import Facts, Mark
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.scheme import Sheet
from tests.rules.editions import MARKS, STARS, edition, edition_text, places, shipped

SHEET = '[schemes.KIND.sheets.satisfaction]\nname = "患者满意度"\nlow = 1\nhigh = 5\nraters = "one"\n'


def described(sheet: str):
    return edition(kind="department", parts=MARKS + sheet, levels=STARS)


def test_a_sheet_that_is_only_named_goes_from_0_to_100_and_has_many_raters() -> None:
    assert described("").schemes["department"].sheets["satisfaction"] == Sheet("satisfaction", "测评")


def test_a_sheet_has_a_name_and_a_range() -> None:
    sheet = described(SHEET).schemes["department"].sheets["satisfaction"]
    assert (sheet.name, sheet.low, sheet.high, sheet.raters) == ("患者满意度", 1, 5, "one")


def test_several_raters_are_averaged_and_a_single_one_is_the_newest() -> None:
    marks = (Mark(1, "satisfaction", "", 7, Decimal(4)), Mark(2, "satisfaction", "", 8, Decimal(5)))
    facts = Facts("department", 1, 2026, "", marks=marks)
    assert [str(fold(described(sheet), facts).raw) for sheet in ("", SHEET)] == ["4.50", "5.00"]


def test_a_sheet_that_no_part_uses_or_without_room_is_refused() -> None:
    wrong = SHEET.replace("satisfaction", "peer") + SHEET.replace("low = 1", "low = 5")
    text = edition_text(kind="department", parts=MARKS + wrong, levels=STARS)
    assert places(text) == ["schemes.department.sheets.satisfaction", "schemes.department.sheets.peer"]


def test_the_default_edition_says_who_enters_and_for_how_long_there_is_notice() -> None:
    scheme = shipped("default-2026").schemes["department"]
    assert (scheme.notice, scheme.self_rating) == (5, False)
    assert [sheet.name for sheet in scheme.sheets.values()] == ["患者满意度", "同行评议", "专家评议"]


def test_only_known_roles_may_be_named_for_an_item() -> None:
    item = '[items.x]\nname = "x"\nclause = "1"\nkind = "bonus"\nstaff = 1\nentered_by = ["OF", "XX"]\n'
    assert places(edition_text(items=item)) == ["items.x.entered_by"]
