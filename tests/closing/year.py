"""A small hospital whose year 2026 is over, and people who close it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from flask import Flask

from hospital_integrity.access import Asker, acting
from hospital_integrity.accounts.models import Account
from hospital_integrity.awards.models import Closing
from hospital_integrity.closing import operations
from hospital_integrity.departments.models import Department, Staff
from hospital_integrity.ethics.models import EthicsCycle
from hospital_integrity.hospital.models import HospitalProfile
from tests import builders
from tests.ratings import register

LATER = datetime(2027, 1, 20, 4, 0)
DECIDED = date(2027, 1, 18)
DOCUMENT = "江一院纪〔2027〕1号"


@dataclass
class Year:
    """Who lives in it."""

    place: Department
    doctor: Staff
    nurse: Staff
    officer: Account
    publisher: Account


def over(app: Flask) -> Year:
    """2026 with nine of staff in one department; today is January 2027.

    Closing gives the doctor 优秀, the department and its grid member (the nurse) three stars.
    """
    app.config["CLOCK"] = lambda: LATER
    builders.edition()
    builders.kept(profile())
    place = builders.department("心内科")
    doctor, nurse = builders.member(place, "张晓明"), builders.member(place, "欧阳娜", profession="nurse")
    builders.grid_appointment(nurse, place)
    *_, first, second = (builders.member(place, name) for name in "赵钱孙李周吴郑")
    _facts(place, doctor, nurse)
    builders.kept(EthicsCycle(year=2026, opened_at=LATER, finished_at=LATER))
    return Year(place, doctor, nurse, builders.account("OF", first, place), builders.account("PB", second, place))


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


def close(year: Year, number: int = 2026) -> Closing:
    """Proposed by the officer, confirmed by the publisher."""
    with acting_as(year.officer):
        proposal = operations.propose(number)
    with acting_as(year.publisher):
        return operations.confirm(number, proposal.id, DOCUMENT, DECIDED)


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
