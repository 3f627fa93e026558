"""Serial numbers whose last character catches a typing error."""

from __future__ import annotations

import pytest

from hospital_integrity.rules.serial import ALPHABET, _check, is_serial, serial

GOOD = serial("department", 2026, 137)


def test_a_serial_says_kind_year_and_number() -> None:
    assert GOOD.startswith("QLKS-2026-000137-")
    assert is_serial(GOOD)


@pytest.mark.parametrize("kind", ["department", "grid", "staff"])
def test_each_kind_has_its_own_serials(kind: str) -> None:
    assert is_serial(serial(kind, 2026, 1))


def test_the_check_character_is_the_one_of_the_standard() -> None:
    # ISO 7064 MOD 37,36; the published example of a Global Release Identifier is A1-2425G-ABC1234002-M.
    assert _check("A12425GABC1234002") == "M"


@pytest.mark.parametrize("place", [n for n, sign in enumerate(GOOD) if sign != "-"])
def test_every_single_wrong_character_is_noticed(place: int) -> None:
    wrong = [GOOD[:place] + sign + GOOD[place + 1 :] for sign in ALPHABET if sign != GOOD[place]]
    assert not any(map(is_serial, wrong))


def test_two_neighbours_that_changed_places_are_noticed() -> None:
    digits = serial("department", 2026, 123456)
    swapped = [digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :] for n in range(10, 15)]
    assert not any(map(is_serial, swapped))


def test_what_is_typed_may_be_small_and_have_spaces_around() -> None:
    assert is_serial(f" {GOOD.lower()} ")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "QLKS",
        GOOD[:-1],
        GOOD + "0",
        GOOD.replace("2026", "２０２６"),
        GOOD.replace("QLKS", "XXXX"),
        "QLKS-20X6-ABC-1",
        "Q" * 9999,
    ],
)
def test_anything_else_is_no_serial(text: str) -> None:
    assert not is_serial(text)
