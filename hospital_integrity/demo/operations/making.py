"""One hospital from a seed: register, editions, last year closed with certificates, this year running."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path
from random import Random

from hospital_integrity import clock
from hospital_integrity.access import Asker, acting
from hospital_integrity.demo.operations import (
    arrivals,
    assessing,
    conduct,
    deciding,
    discipline,
    display,
    papers,
    register,
    remedies,
    signing,
    stars,
)
from hospital_integrity.demo.operations import grid as grid_members
from hospital_integrity.demo.operations.moments import at, record_monthly
from hospital_integrity.departments import queries as departments
from hospital_integrity.hospital import operations as hospital
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.policy import operations as policy
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings import operations as ratings
from hospital_integrity.rules.recording import Fact

SEED = 20251126
PER_PERSON = 2.4
MODEL_SHARE = 0.0448
FIRST_EDITION = 2025
TRIAL = Path(__file__).parents[1] / "data" / "trial.toml"
PROFILE = (
    "江州市第一人民医院",
    "纪检监察室（行风办）",
    "江州市第一人民医院",
    "行政楼 6 层 0512-1234-5678",
)
People = Mapping[str, Asker]


def exists() -> bool:
    """Whether there is a hospital already."""
    return bool(departments.departments_on(clock.today()))


def make(size: int = 5000, places: int = 115) -> None:
    """Make the demo hospital with `size` staff in up to `places` departments; the caller commits."""
    random, today = Random(SEED), clock.today()
    last = today.year - 1
    with at(datetime(last - 1, 1, 5, 1)):
        hospital.describe(*PROFILE, valid_from=date(2015, 1, 1))
        found = register.make_departments(random, places)
        register.make_staff(random, found, size, last)
        homes = departments.home_department(None, date(last - 1, 1, 5))
        grid = register.appoint_grid(random, found, homes, date(last - 1, 1, 5))
        people = signing.make_sign_ins(homes, grid)
    if last - 1 < FIRST_EDITION:
        _trial_year(random, last - 1, grid, people)
    with at(datetime(last, 1, 5, 1)):
        _publish_form(last, people)
    with at(min(datetime(today.year, 1, 5, 1), clock.now())):
        policy.publish_shipped("default-2026")
    _last_year(random, last, grid, people)
    _this_year(random, today, grid, people)
    discipline.put_down(Random(f"{SEED} discipline"), today, people)


def _publish_form(last: int, people: People) -> None:
    if last != FIRST_EDITION:
        policy.publish_shipped("form-2025")
        return
    with acting(people["OF"]):
        draft = policy.new_draft(deciding.with_notice("form-2025"))
    with acting(people["PB"]):
        policy.publish(draft.id, draft.version)


def _year(random: Random, first: date, last: date, grid: Sequence[int]) -> conduct.Year:
    homes = departments.home_department(None, last)
    steady = {p: h for p, h in departments.home_department(None, first).items() if homes.get(p) == h}
    tempers = conduct.draw_tempers(random, [place.id for place in departments.departments_on(last)])
    return conduct.Year(first, last, steady, {p: steady[p] for p in grid if p in steady}, tempers)


def _trial_year(random: Random, trial: int, grid: Sequence[int], people: People) -> None:
    """The year in which stars began, for departments and grid members only, under an edition of its own."""
    with at(datetime(trial, 1, 6, 2)):
        with acting(people["OF"]):
            draft = policy.new_draft(TRIAL.read_text("utf-8").replace("{year}", str(trial)))
        with acting(people["PB"]):
            policy.publish(draft.id, draft.version)
    with at(datetime(trial, 1, 20, 2)):
        stars.bring_past_years(trial, people)
    year = _year(random, date(trial, 1, 1), date(trial, 12, 31), grid)
    with at(datetime(trial + 1, 1, 8, 2)):
        _record(conduct.department_facts(random, year))
        grid_members.work(Random(f"{SEED} {year.first.year}"), year, people["OF"])
        ledger.mark_all(conduct.department_marks(random, year), None)
        _close(trial, people, departs=True)


def _last_year(random: Random, last: int, grid: Sequence[int], people: People) -> None:
    year = _year(random, date(last, 1, 1), date(last, 12, 31), grid)
    with at(datetime(last + 1, 1, 8, 2)):
        models = set(_models(random, year))
        ordinary = {person: home for person, home in year.homes.items() if person not in models}
        rows = _conduct(random, year, conduct.staff_facts(random, replace(year, homes=ordinary), PER_PERSON), models)
        grid_members.work(Random(f"{SEED} {year.first.year}"), year, people["OF"])
        display.put_up(random, rows, people, red=8, black=2)
        assessing.last_year(year, people)
        _close(last, people)


def _close(year: int, people: People, *, departs: bool = False) -> None:
    closed = deciding.close(year, people, departs=departs)
    day = closed.decided_on + timedelta(days=1)
    with at(datetime(day.year, day.month, day.day, 2)):
        with acting(people["OF"]):
            papers.for_results(closed)
        deciding.hand_over(year, people)


def _models(random: Random, year: conduct.Year) -> list[int]:
    return random.sample(sorted(person for person, _ in year.people()), int(len(year.homes) * MODEL_SHARE))


def _conduct(
    random: Random, year: conduct.Year, ordinary: Iterable[Fact], models: Iterable[int]
) -> list[ledger.LedgerEntry]:
    great, grave = conduct.model_facts(random, year, sorted(models)), conduct.findings(random, year)
    rows = _record(ordinary, great, grave, conduct.department_facts(random, year))
    ledger.mark_all(conduct.department_marks(random, year), None)
    return rows


def _record(*kinds: Iterable[Fact]) -> list[ledger.LedgerEntry]:
    return record_monthly(chain.from_iterable(kinds))


def _this_year(random: Random, today: date, grid: Sequence[int], people: People) -> None:
    first = date(today.year, 1, 1)
    day = date(today.year, 3, 1)
    homes = departments.home_department(None, first)
    if day <= today:
        places = [register.Place(p.id, p.code, p.name, p.category) for p in departments.departments_on(day)]
        keep = {*grid, *(person.staff_id for person in people.values())}
        register.move_some(random, sorted(set(homes) - keep), places, 0.01, day)
    year = _year(random, first, today, grid)
    ordinary = conduct.staff_facts(random, year, PER_PERSON * (today - first).days / 365)
    rows = _conduct(random, year, ordinary, _models(random, year))
    grid_members.work(Random(f"{SEED} {year.first.year}"), year, people["OF"])
    display.put_up(random, rows, people, red=22, black=6, under_way=8)
    display.put_before_the_visitor(people)
    remedies.follow(people)
    arrivals.take_in(Random(f"{SEED} arrivals"), people)
    stars.move_between_awards(Random(SEED), today.year, people)
    with acting(people["OF"]):
        papers.for_the_rest()
    assessing.this_year(today, people)
    for kind in edition_of(today.year).schemes:
        ratings.refresh(kind, today.year)  # so that the first page doesn't have to
