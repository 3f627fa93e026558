"""Numbers and codes as typed, and which passwords are good enough."""

from __future__ import annotations

import pytest

from hospital_integrity.rules.credentials import PROFILES, check_password, code_key, fold, number_key
from hospital_integrity.rules.saying import Refused

PERSON = ("A00123", "欧阳小明", "ouyangxiaoming")
GOOD = [
    "Lotus-Pond-73",
    "correct HORSE 7 staple",
    "荷塘月色 Lotus 73 塘边",
    "Ab1Ab1Ab1Ab1x9Q",
    "A1b2C3d4E5f6",
    "xY" * 30 + "K7!mz-qRtB",
]
BAD = {
    "eight signs": "Lotus-73",
    "eight Han signs": "清正廉洁行医为民",
    "eleven signs": "Lotus-Pon73",
    "two kinds": "lotusponds73",
    "one kind": "lotuspondsummer",
    "twelve Han signs are one kind": "清正廉洁行医为民风清气正",
    "the number": "Lotus-A00123-x",
    "the number in lower case": "Lotus-a00123-x",
    "the name": "Lotus73-欧阳小明-x",
    "the name in pinyin": "OuyangXiaoming73!",
    "a common word": "Password2026!!",
    "a common word in disguise": "P@ssw0rd12345",
    "hospital words": "Hospital@2026",
    "the keyboard": "Qwertyuiop123!",
    "repetition": "Aaaaaaaaaaa1!",
    "a control sign": "Lotus-Pond-7\x003",
    "129 signs": "Lo7-" * 32 + "x",
    "full-width only hides a short one": "Ｌｏｔｕｓ７３",
}


@pytest.mark.parametrize("password", GOOD)
def test_a_good_password_passes(password: str) -> None:
    check_password(fold(password), PERSON)


@pytest.mark.parametrize("password", BAD.values(), ids=BAD.keys())
def test_a_bad_password_is_refused(password: str) -> None:
    with pytest.raises(Refused):
        check_password(fold(password), PERSON)


def test_the_other_profile_asks_for_length_and_no_mixture() -> None:
    check_password("lotuspondsummer", PERSON, PROFILES["asvs"])
    with pytest.raises(Refused):
        check_password("Lotus-Pond-73", PERSON, PROFILES["asvs"])


def test_full_width_signs_of_an_input_method_are_folded() -> None:
    assert fold("Ｌｏｔｕｓ－Ｐｏｎｄ－７３") == "Lotus-Pond-73"


def test_inner_and_outer_blanks_of_a_password_stay() -> None:
    assert fold(" a b ") == " a b "


@pytest.mark.parametrize("typed", ["a00123", " A00123 ", "Ａ００１２３", "a 00 123", "A0\u200b0123", "\u3000a00123"])
def test_a_staff_number_counts_as_one_however_it_is_typed(typed: str) -> None:
    assert number_key(typed) == "A00123"


@pytest.mark.parametrize("typed", ["abcd-efgh-jkmn", "ABCD EFGH JKMN", "ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ", "abcdefghjkmn"])
def test_a_code_counts_as_one_however_it_is_typed(typed: str) -> None:
    assert code_key(typed) == "ABCDEFGHJKMN"
