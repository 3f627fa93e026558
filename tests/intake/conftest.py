"""A department with a doctor, an officer who registers, a checker who concludes; both of other departments."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from hospital_integrity.access import Asker, acting
from hospital_integrity.accounts.models import Account
from hospital_integrity.clock import today
from hospital_integrity.departments.models import Department, Staff
from hospital_integrity.departments.queries import home_department
from hospital_integrity.intake import operations
from hospital_integrity.intake.models import IntakeCase
from hospital_integrity.rules.intake import Arrival, Source
from tests import builders

NAMED = Source("举报人赵六", "13912345678")
PACKET = {
    "kind": "packet",
    "amount": Decimal("800"),
    "taken_at": datetime(2026, 11, 2, 1, 0),
    "handed_in_at": datetime(2026, 11, 2, 9, 30),
    "receipt": "SJ-001",
}


@dataclass(frozen=True)
class House:
    """Who is there."""

    place: Department
    other: Department
    person: Staff
    officer: Account
    checker: Account


@pytest.fixture
def house(app: Flask) -> House:
    """A doctor of the department a case is about, and two people who deal with it."""
    builders.edition()
    place, other = builders.department("心内科"), builders.department("医务科")
    person = builders.member(place, "欧阳静怡", number="000777")
    return House(place, other, person, builders.account("OF"), builders.account("RV"))


@contextmanager
def as_(account: Account, *roles: str, **more: Any) -> Iterator[None]:
    """What happens inside is done by this account, which belongs where its person belongs."""
    home = frozenset(home_department([account.staff_id], today()).values())
    with acting(Asker(account.id, account.staff_id, "", frozenset(roles or ("OF",)), **{"home": home, **more})):
        yield


def arrival(house: House, **said: Any) -> Arrival:
    """A complaint about the doctor."""
    basic = Arrival(
        "complaint", "letter", date(2026, 11, 3), "接待态度", "三次询问都没有回答。", staff_id=house.person.id
    )
    about = {"staff_id": house.person.id, "happened_on": date(2026, 11, 2)}
    return replace(basic, **{**about, **said})


@pytest.fixture
def registered(house: House) -> Callable[..., IntakeCase]:
    """`registered(kind="banner")` is a case of the officer; who it came from is named."""

    def make(source: Source = NAMED, **said: Any) -> IntakeCase:
        with as_(house.officer):
            return operations.register(arrival(house, **said), source, secrets.token_hex(16))

    return make
