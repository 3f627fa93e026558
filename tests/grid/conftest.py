"""A department with a grid member, an officer, and the reports between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from flask import Flask

from hospital_integrity.access import Asker, acting
from hospital_integrity.accounts.models import Account
from hospital_integrity.departments.models import Department, Staff
from hospital_integrity.grid import operations
from hospital_integrity.grid.models import GridRecord
from hospital_integrity.grid.operations import Report
from tests import builders

OCTOBER = date(2026, 10, 1)


@dataclass(frozen=True)
class House:
    """Who is there."""

    place: Department
    person: Staff
    member: Account
    officer: Account


@pytest.fixture
def house(app: Flask) -> House:
    """A grid member of a department, appointed since 2020, and an officer of another department."""
    builders.edition()
    place = builders.department("心内科")
    person = builders.member(place, "欧阳静怡", number="000777")
    return House(place, person, builders.account("GM", person=person, place=place), builders.account("OF"))


@contextmanager
def as_(account: Account) -> Iterator[None]:
    """What happens inside is done by this account."""
    with acting(Asker(account.id, account.staff_id, "", frozenset({"ST"}))):
        yield


@contextmanager
def on(app: Flask, day: date) -> Iterator[None]:
    """Inside it is noon of this day."""
    before = app.config["CLOCK"]
    app.config["CLOCK"] = lambda: datetime(day.year, day.month, day.day, 4)
    try:
        yield
    finally:
        app.config["CLOCK"] = before


def said(house: House, **more: object) -> Report:
    """A report of the member."""
    return Report(**{"nonce": "a" * 32, "staff_id": house.person.id, "zero": True, **more})


@pytest.fixture
def report(app: Flask, house: House) -> Callable[..., GridRecord]:
    """`report(day)` is the member's October report, handed in on that day."""

    def make(day: date = date(2026, 11, 3), first: date = OCTOBER, **more: object) -> GridRecord:
        with on(app, day), as_(house.member):
            return operations.hand_in(first, said(house, **{"nonce": f"{first.month:032x}", **more}))

    return make
