"""What the desk asks of whom about sanctions and reported vetoes."""

from __future__ import annotations

from flask import Flask

from tests import builders
from tests.ledger.suspected import suspected
from tests.sanctions.sanctioned import sanction


def test_a_reviewer_is_asked_to_confirm_and_to_find(app: Flask, sign_in) -> None:
    builders.edition()
    person = builders.member(name="张晓明")
    sanction(person, "")
    suspected(person)
    page = sign_in("RV").get("/").text
    assert ("处分登记等待对照文件确认" in page, "等待作出结论" in page) == (True, True)


def test_a_head_is_told_of_neither(app: Flask, sign_in) -> None:
    builders.edition()
    place = builders.department("心内科")
    person = builders.member(place)
    sanction(person, "")
    suspected(person)
    page = sign_in("DH", place=place).get("/").text
    assert ("处分" in page, "举报" in page) == (False, False)
