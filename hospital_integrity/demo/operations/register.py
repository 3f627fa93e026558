"""The demo's register: departments from the standard codes, people with invented names, grid members."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from hospital_integrity.departments import operations, queries
from hospital_integrity.departments.operations import NewDepartment
from hospital_integrity.rules.roster import Listed

DATA = Path(__file__).parents[1] / "data"
OPENED = date(2015, 1, 1)
TECHNICAL = ("A30", "A31", "A32", "D72", "D74")
CAMPUSES = ("总院", "总院", "总院", "东院区")
ROLES = {
    "clinical": (("doctor", "住院医师 主治医师 副主任医师 主任医师"), ("nurse", "护士 护师 主管护师 副主任护师")),
    "technical": (("technician", "技士 技师 主管技师"), ("pharmacist", "药士 药师 主管药师"), ("doctor", "主治医师")),
    "administrative": (("administrator", "科员 主任科员"), ("support", "技工")),
}


@dataclass(frozen=True)
class Place:
    """A department as the demo knows it."""

    id: int
    code: str
    name: str
    category: str


def category_of(code: str) -> str:
    """Clinical, technical or administrative, by the standard code."""
    if code.startswith(TECHNICAL):
        return "technical"
    return "administrative" if code.startswith("D") else "clinical"


def names_of_departments() -> Iterator[tuple[str, str]]:
    """Code and name of each standard department, named as a hospital's door would."""
    with (DATA / "department_codes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    parents = {row["code"]: row["name"] for row in rows}
    for row in rows:
        plain = row["name"].removesuffix("专业").split("(")[0]
        own = f"{parents[row['parent']]}{plain}" if plain == "其他" else plain
        yield row["code"], own if own.endswith(("科", "部", "室", "站", "中心", "库")) else f"{own}科"


def make_departments(random: Random, limit: int) -> list[Place]:
    """Up to `limit` departments, of all three categories."""
    found = list(names_of_departments())
    limit, places = min(limit, len(found)), []
    for code, name in (found[number * len(found) // limit] for number in range(limit)):
        new = NewDepartment(code, name, category_of(code), random.choice(CAMPUSES))
        place = operations.add_department(new, OPENED, "院发〔2015〕1号")
        places.append(Place(place.id, code, name, new.category))
    return places


def make_staff(random: Random, places: list[Place], size: int, last_year: int) -> None:
    """`size` people by the way of the personnel roster, spread unevenly over the departments."""
    names = (DATA / "names.txt").read_text("utf-8").split("\n")
    weights = [random.choice((1, 2, 2, 3, 5)) for _ in places]
    homes = [*places, *random.choices(places, weights, k=max(0, size - len(places)))][:size]
    listed = [_listed(random, number, names[number], home, last_year) for number, home in enumerate(homes)]
    kept = operations.keep_staff(listed, "人员名册.xlsx", date(last_year - 1, 1, 1))
    operations.apply_staff(kept.id, queries.compare_staff(kept).fingerprint())


def _listed(random: Random, number: int, name: str, home: Place, last_year: int) -> Listed:
    profession, titles = random.choice(ROLES[home.category])
    newcomer = random.random() < 0.03
    hired = (
        date(last_year, 1, 1) + timedelta(random.randrange(300))
        if newcomer
        else date(2015, 1, 1) + timedelta(random.randrange(365 * (last_year - 2015)))
    )
    return Listed(
        number + 2, f"{number + 1:06d}", name, home.code, profession, random.choice(titles.split()), hired, hired
    )


def move_some(random: Random, people: list[int], places: list[Place], share: float, day: date) -> None:
    """Some people change department on a day, so that membership has a history."""
    for staff_id in random.sample(people, int(len(people) * share)):
        person = queries.staff_member(staff_id)
        target = random.choice(places)
        if person is not None and queries.home_department([staff_id], day).get(staff_id) not in (None, target.id):
            operations.move_staff(staff_id, person.version, target.id, day)


def appoint_grid(random: Random, places: list[Place], homes: dict[int, int], day: date) -> list[int]:
    """One for the party committee, one of fifteen for the branches, one for each department; their staff ids."""
    by_place: dict[int, list[int]] = {}
    for person, place in sorted(homes.items()):
        by_place.setdefault(place, []).append(person)
    appointed = []
    for number, place in enumerate(place for place in places if place.id in by_place):
        tier = "committee" if number == 0 else "branch" if number % 8 == 1 else "department"
        person = random.choice(by_place[place.id])
        duty = random.choice(("leader", "supervisor", "informant"))
        operations.appoint(person, place.id, tier=tier, duty=duty, from_day=day)
        appointed.append(person)
    return appointed
