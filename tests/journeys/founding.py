"""A hospital on its first day: departments, the policy, four people of the office, and nobody else yet."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from random import Random

from openpyxl import Workbook

from hospital_integrity.access import Asker, acting
from hospital_integrity.accounts import operations as accounts
from hospital_integrity.demo.operations import conduct
from hospital_integrity.demo.operations.register import DATA, Place, make_departments
from hospital_integrity.departments import queries as departments
from hospital_integrity.ethics import operations as ethics
from hospital_integrity.hospital import operations as hospital
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.policy.operations import publish_shipped
from hospital_integrity.ratings.queries import subjects
from tests import builders

OFFICE = {"OF": "000001", "RV": "000002", "PB": "000003"}
TITLES = ("工号", "姓名", "科室", "专业类别", "职称", "入职日期", "入科日期")


def found() -> tuple[list[Place], dict[str, str]]:
    """Make it; its departments, and the one-time code of each person of the office by role."""
    hospital.describe("江州市第一人民医院", "纪检监察室", "江州市第一人民医院", "", valid_from=date(2015, 1, 1))
    publish_shipped("default-2026")
    places = make_departments(Random(1), 115)
    return places, {role: _employ(role, number, places[-1]) for role, number in OFFICE.items()}


def _employ(role: str, number: str, place: Place) -> str:
    names = (DATA / "names.txt").read_text("utf-8").split("\n")
    person = builders.staff(names[int(number)], number=number, profession="administrator")
    builders.membership(person, departments.department(place.id))
    issued = accounts.create_account(staff_id=person.id)
    accounts.grant(issued.account.id, role)
    return issued.code


def roster(places: list[Place], size: int) -> bytes:
    """The personnel office's list of everybody but those who are here already, as it comes out of Excel."""
    names = (DATA / "names.txt").read_text("utf-8").split("\n")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("人员")
    sheet.append(TITLES)
    for number in range(size):
        day = date(2018 + number % 7, 1 + number % 12, 1)
        home = places[number % len(places)].code
        sheet.append((f"{100000 + number}", names[number], home, "医师", "主治医师", day, day))
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def assess_everybody(year: int) -> None:
    """The departments judge their people and the assessment is finished: a story of its own, told elsewhere."""
    people = list(subjects("staff", year))
    stage = conduct.Year(date(year, 1, 1), date(year, 12, 31), {}, {}, {})
    with acting(Asker(None, None, "", frozenset({"EO"}))):
        ethics.open_cycle(year)
        ledger.mark_all(conduct.stage_marks(stage, people), None)
        ethics.finish(year)
