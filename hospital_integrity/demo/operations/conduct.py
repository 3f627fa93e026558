"""A year of conduct, drawn by chance: about thirteen praises to one breach, checks, and marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hospital_integrity.ledger.operations import NewMark
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.recording import Fact

PRAISES = ("R01", "R02", "R05", "R05", "R05", "R06", "R09", "R09", "R10", "R11", "R11", "R11", "R12")
BREACHES = ("R16", "R16", "R18", "R19", "R21", "R22", "R23", "R24", "R25", "R26", "R30", "R30", "R32")
GREAT = (("R04", "R12"), ("R08", "R13"), ("R14",), ("R08", "R04"))
CHECKS = tuple(f"C{number}" for number in range(1, 9))
BREACH_SHARE = 0.06
FINDINGS = ("R15", "R20", "R17")
GROUNDS = ("科室晨会记录", "质控检查记录", "患者来信及回访", "院部通报", "投诉办回执", "月度督查表")


@dataclass(frozen=True)
class Temper:
    """How a department carries on for a year.

    `breaches` is the share among what its people do, `findings` how many grave ones come on top, `marks` how far its
    marks lie from the usual, `checks` of how many completed checks it can show; a quiet one has nothing on record.
    """

    share: float = 0.0
    breaches: float = BREACH_SHARE
    findings: int = 0
    marks: int = 0
    checks: tuple[int, ...] = (6, 7, 8, 8, 8, 8)
    quiet: bool = False


ORDINARY = Temper()
TEMPERS = (
    Temper(0.08, BREACH_SHARE * 4, 0, -4),
    Temper(0.04, BREACH_SHARE, 4, -22),
    Temper(0.02, BREACH_SHARE * 2, 6, -42),
    Temper(0.02, checks=(2, 3), quiet=True),
)


@dataclass(frozen=True)
class Year:
    """What a year is drawn for: first and last day, homes of people, grid members, departments with their tempers."""

    first: date
    last: date
    homes: dict[int, int]
    grid: dict[int, int]
    departments: dict[int, Temper]

    def people(self) -> list[tuple[int, int]]:
        """Those of whom anything is on record, with their departments."""
        return [(person, home) for person, home in self.homes.items() if not self.temper(home).quiet]

    def temper(self, home: int) -> Temper:
        """How a department carries on this year."""
        return self.departments.get(home, ORDINARY)

    def day(self, random: Random) -> date:
        """Any day of the year so far."""
        return self.first + timedelta(random.randrange((self.last - self.first).days + 1))


def _fact(random: Random, nonce: str, item: str, day: date, home: int, staff: int | None, **more: object) -> Fact:
    return Fact(nonce, item, day, home, staff, evidence=random.choice(GROUNDS), **more)  # type: ignore[arg-type]


def draw_tempers(random: Random, places: list[int]) -> dict[int, Temper]:
    """A temper for each department: most are ordinary, and at least one is of each other kind."""
    drawn = iter(random.sample(places, len(places)))
    found = {next(drawn): one for one in TEMPERS for _ in range(max(1, round(len(places) * one.share)))}
    return {place: found.get(place, ORDINARY) for place in places}


def staff_facts(random: Random, year: Year, per_person: float) -> Iterator[Fact]:
    """Praise and breaches of people; a few departments have far more breaches than others."""
    people = year.people()
    for number in range(int(len(people) * per_person)):
        person, home = random.choice(people)
        item = random.choice(BREACHES if random.random() < year.temper(home).breaches else PRAISES)
        yield _fact(random, f"staff-{year.first.year}-{number}", item, year.day(random), home, person)


def findings(random: Random, year: Year) -> Iterator[Fact]:
    """What an inspection found in the departments that carry on badly: some of their people, several times each."""
    for place, temper in year.departments.items():
        people = [person for person, home in year.people() if home == place]
        for number in range(temper.findings if people else 0):
            nonce, person = f"finding-{year.first.year}-{place}-{number}", random.choice(people)
            times = random.randrange(6, 11)
            yield _fact(random, nonce, random.choice(FINDINGS), year.day(random), place, person, times=times)


def model_facts(random: Random, year: Year, models: list[int]) -> Iterator[Fact]:
    """Those who earn the best grade: ten points or more in every quarter."""
    for person in models:
        for quarter in range(4):
            start = date(year.first.year, quarter * 3 + 1, 1)
            for number, item in enumerate(random.choice(GREAT)):
                day = start + timedelta(random.randrange(85))
                if day <= year.last:
                    nonce = f"model-{year.first.year}-{person}-{quarter}-{number}"
                    yield _fact(random, nonce, item, day, year.homes[person], person)


def department_facts(random: Random, year: Year) -> Iterator[Fact]:
    """Checks that found nothing, most of eight a year; a warning or a veto here and there."""
    for place, temper in year.departments.items():
        for check in random.sample(CHECKS, random.choice(temper.checks)):
            yield _fact(random, f"check-{year.first.year}-{place}-{check}", check, year.day(random), place, None)
        if random.random() < 0.04:
            yield _fact(random, f"warn-{year.first.year}-{place}", "W3", year.day(random), place, None)
        if random.random() < 0.015:
            yield _fact(random, f"veto-{year.first.year}-{place}", "D5", year.day(random), place, None)


def department_marks(random: Random, year: Year) -> list[NewMark]:
    """Satisfaction and peers, one mark a department; experts, six marks whose mean is the one drawn."""
    spread = {"satisfaction": (94, 3), "peer": (90, 5), "expert": (88, 6)}
    drawn = [
        (place, sheet, _mark(random, middle + temper.marks, width))
        for place, temper in year.departments.items()
        for sheet, (middle, width) in spread.items()
    ]
    return [
        NewMark(
            f"mark-{year.first.year}-{place}-{sheet}{rater}",
            "department",
            place,
            year.first.year,
            sheet,
            value,
            rater=rater,
        )
        for place, sheet, middle in drawn
        for rater, value in (_panel(place, middle) if sheet == "expert" else [("", middle)])
    ]


def _panel(place: int, middle: Decimal) -> list[tuple[str, Decimal]]:
    # Without a further draw: the demo stays as its seed has it.
    room = min(Decimal(1), (100 - middle) / 4, middle / 4)
    leanings = (Decimal(place * 7 % 9) / 10 + lean for lean in (Decimal("0.3"), Decimal("1.2"), Decimal("2.4")))
    gaps = [(lean * room).quantize(Decimal("0.01")) for lean in leanings]
    marks = [middle + gap for gap in gaps] + [middle - gap for gap in gaps]
    return [(f"E-{number:02}", mark) for number, mark in enumerate(marks, 1)]


def _mark(random: Random, middle: int, width: int) -> Decimal:
    return Decimal(min(10000, max(3000, int(random.gauss(middle, width) * 100)))) / 100


def stage_marks(year: Year, people: list[int]) -> list[NewMark]:
    """What the counting stages say of everybody: as computed."""
    number = year.first.year
    stages = [one.key for one in edition_of(number).schemes["staff"].stages if one.counts]
    return [
        NewMark(f"{key}-{number}-{person}", "staff", person, number, f"stage.{key}", Decimal(0))
        for key in stages
        for person in people
    ]
