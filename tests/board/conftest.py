"""A department with a praised and a criticised doctor, and the two people who make a board."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from hospital_integrity.access import Asker, Reach, acting
from hospital_integrity.accounts.models import Account
from hospital_integrity.board import operations
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.departments.models import Department, Staff
from hospital_integrity.rules.board import Wording
from tests import builders

EVERYWHERE = Reach(everything=True)


@dataclass(frozen=True)
class House:
    """Who is there."""

    place: Department
    person: Staff
    author: Account
    publisher: Account


@pytest.fixture
def house(app: Flask) -> House:
    """A doctor among others of a department, an officer, and a publisher of another department."""
    builders.edition()
    place = builders.department("心内科")
    person = builders.member(place, "欧阳静怡", number="000777")
    builders.member(place, "王小川")
    return House(place, person, builders.account("OF"), builders.account("PB", place=builders.department("党办")))


@contextmanager
def as_(account: Account, **more: Any) -> Iterator[None]:
    """What happens inside is done by this account."""
    with acting(Asker(account.id, account.staff_id, "", frozenset({"ST"}), **more)):
        yield


def wording(**said: Any) -> Wording:
    """A praise that may be published, but for what is said otherwise."""
    good = {"kind": "refusal", "title": "退还红包", "text": "当场退还红包并上交登记。", "basis": "登记表第 12 号"}
    return Wording(**{**good, **said})


@pytest.fixture
def draft(house: House) -> Callable[..., BoardEntry]:
    """`draft("R10")` is a draft of the officer about the doctor, pointing at a fact in the ledger."""

    def make(item: str = "R10", **said: Any) -> BoardEntry:
        fact = builders.entry(house.person, item, evidence="核查报告")
        words = {} if item == "R10" else {"kind": "inspection"}
        with as_(house.author):
            return operations.draft_of_entry(f"{fact.id:032x}", fact.id, wording(**{**words, **said}), EVERYWHERE)

    return make
