"""A department with a praised and a criticised doctor, and the two people who make a board."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from hospital_integrity import clock
from hospital_integrity.access import Asker, Reach, acting
from hospital_integrity.accounts.models import Account
from hospital_integrity.board import operations
from hospital_integrity.board.models import BoardEntry, BoardNotice
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
    checker: Account
    publisher: Account


@pytest.fixture
def house(app: Flask) -> House:
    """A doctor among others of a department, an officer, and a checker and a publisher of another department."""
    builders.edition()
    place = builders.department("心内科")
    person = builders.member(place, "欧阳静怡", number="000777")
    builders.member(place, "王小川")
    elsewhere = builders.department("党办")
    checker, publisher = (builders.account(role, place=elsewhere) for role in ("RV", "PB"))
    return House(place, person, builders.account("OF"), checker, publisher)


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
        words = {} if item == "R10" else {"kind": "inspection", "clause": "conduct2012-5"}
        with as_(house.author):
            return operations.draft_of_entry(f"{fact.id:032x}", fact.id, wording(**{**words, **said}), EVERYWHERE)

    return make


def checked(house: House, row: BoardEntry) -> BoardEntry:
    """The draft after its evidence was checked."""
    with as_(house.checker):
        return operations.check(row.id, row.version, "已核对原始材料")


def served(house: House, row: BoardEntry, **said: Any) -> BoardNotice:
    """The draft checked, and its notice handed over on paper today."""
    checked(house, row)
    service = {"method": "paper", "served_on": clock.today(), "remark": "科室当面送达，护士长在场", **said}
    with as_(house.author):
        return operations.serve(row.id, row.version, operations.Service(**service))


def heard(house: House, row: BoardEntry) -> BoardEntry:
    """The notice served, and the person agreed on paper: ready for the decision on the same day."""
    notice = served(house, row)
    with as_(house.author):
        operations.enter_answer(notice.id, operations.Said("agree"))
    return row


def published(house: House, row: BoardEntry, acknowledged: bool = False) -> BoardEntry:
    """The whole way of a draft in one day."""
    heard(house, row)
    with as_(house.publisher):
        return operations.publish(row.id, row.version, acknowledged)
