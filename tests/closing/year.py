"""A small hospital whose year 2026 is over, and people who close it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from flask import Flask, current_app

from hospital_integrity.access import Asker, acting
from hospital_integrity.accounts.models import Account
from hospital_integrity.awards.models import Closing
from hospital_integrity.closing import operations
from hospital_integrity.departments.models import Department, Staff
from hospital_integrity.ethics.models import EthicsCycle
from hospital_integrity.hospital.models import HospitalProfile
from hospital_integrity.hospital.operations import enter_year
from hospital_integrity.policy.models import PublishedEdition
from hospital_integrity.rules.edition import parse
from tests import builders
from tests.ratings import register

EARLY, LATER = datetime(2027, 1, 5, 4, 0), datetime(2027, 1, 20, 4, 0)
DECIDED = date(2027, 1, 18)
DOCUMENT = "江一院纪〔2027〕1号"


@dataclass
class Year:
    """Who lives in it."""

    place: Department
    doctor: Staff
    nurse: Staff
    officer: Account
    checker: Account
    publisher: Account
    handler: Account


def over(app: Flask, *, notice: bool = True, self_rating: bool = False) -> Year:
    """2026 with nine of staff in one department; today is January 2027.

    Closing gives the doctor 优秀, the department and its grid member (the nurse) three stars.
    """
    app.config["CLOCK"] = lambda: LATER
    builders.edition() if notice else without_notice(self_rating=self_rating)
    builders.kept(profile())
    place = builders.department("心内科")
    doctor, nurse = builders.member(place, "张晓明"), builders.member(place, "欧阳娜", profession="nurse")
    builders.grid_appointment(nurse, place)
    *_, handler, first, second, third = (builders.member(place, name) for name in "赵钱孙李周吴郑")
    _facts(place, doctor, nurse)
    builders.kept(EthicsCycle(year=2026, opened_at=LATER, finished_at=LATER))
    known_holidays(2027)
    officer, checker = builders.account("OF", first, place), builders.account("RV", third, place)
    publisher, answerer = builders.account("PB", second, place), builders.account("AH", handler, place)
    return Year(place, doctor, nurse, officer, checker, publisher, answerer)


def _facts(place: Department, doctor: Staff, nurse: Staff) -> None:
    builders.entry(doctor, "R08", times=3)
    for item in ("C1", "C2", "C3", "C4", "C5"):
        builders.entry(None, item, place)
    for item, times in (("G01", 12), ("G03", 4)):
        builders.entry(nurse, item, times=times)
    builders.entry(nurse, "G04", times=4, points=Decimal(5), evidence="处置记录")
    for sheet in ("satisfaction", "peer", "expert"):
        register.mark("department", place.id, sheet, "96")


def acting_as(account: Account) -> AbstractContextManager[None]:
    """What happens inside is done by this account's owner."""
    return acting(Asker(account.id, account.staff_id, "", frozenset({"ST"})))


def without_notice(*, self_rating: bool) -> None:
    """The same edition, but its results may be confirmed without a public notice."""
    text = (register.EDITIONS / "default-2026.toml").read_text("utf-8")
    text = text.replace("notice = 5", "notice = 0" + ("\nself_rating = true" if self_rating else ""))
    edition = parse(text)
    told = {name: getattr(edition, name) for name in ("code", "title", "year", "text", "sha256")}
    builders.kept(PublishedEdition(**told, published_at=LATER))


@contextmanager
def moment(when: datetime) -> Iterator[None]:
    """What happens inside happens at this moment (UTC)."""
    before = current_app.config["CLOCK"]
    current_app.config["CLOCK"] = lambda: when
    try:
        yield
    finally:
        current_app.config["CLOCK"] = before


def propose(year: Year, number: int = 2026) -> int:
    """Proposed by the officer on 5 January; the proposal's id."""
    with moment(EARLY), acting_as(year.officer):
        return operations.propose(number).id


def announced(year: Year, number: int = 2026) -> int:
    """Proposed, checked by the reviewer and on notice from 5 to 12 January; the proposal's id."""
    proposal = propose(year, number)
    with moment(EARLY), acting_as(year.checker):
        operations.check(number, proposal, "passed", "")
    with moment(EARLY), acting_as(year.officer):
        operations.announce(number, proposal, "masked")
    return proposal


def close(year: Year, number: int = 2026) -> Closing:
    """The whole way: proposed, checked, announced, and confirmed by the publisher when the notice is over."""
    proposal = announced(year, number)
    with acting_as(year.publisher):
        return operations.confirm(number, proposal, DOCUMENT, DECIDED)


def known_holidays(year: int) -> None:
    """The calendar of a year, so that terms can be computed: only New Year's Day is off."""
    enter_year(year, [(date(year, 1, 1), "holiday", "元旦")], "国办发明电〔2026〕9号")


def profile() -> HospitalProfile:
    """What the hospital is called."""
    return HospitalProfile(
        valid_from=date(2020, 1, 1),
        name="江城市第一人民医院",
        office="纪检监察室",
        signatory="江城市第一人民医院纪律检查委员会",
        contact="0700-1234567",
        created_at=LATER,
    )
