"""What arrived at the demo's office in the last weeks: some of each kind, at every stage and with every outcome."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from random import Random

from hospital_integrity import clock
from hospital_integrity.access import Asker, acting
from hospital_integrity.demo.operations.moments import at
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import Upload
from hospital_integrity.intake import operations as intake
from hospital_integrity.intake.operations import Consequence
from hospital_integrity.rules.intake import Arrival, Source

People = Mapping[str, Asker]
STORIES = Path(__file__).parents[1] / "data" / "arrivals.toml"
GIVERS = ("赵桂芳", "钱文海", "孙丽君", "李国强", "周美兰", "吴建新", "郑雪梅", "王永年", "冯秀英", "陈志远")
ACCEPT, PASS, TELL, CLOSE = "accepted", "passed", "told", "closed"


@dataclass(frozen=True)
class Story:
    """One arrival: what it is, how many days ago, what was done with it, and how it ended."""

    kind: str
    channel: str
    title: str
    content: str
    ago: int
    steps: tuple[str, ...] = ()
    outcome: str = ""
    follow: str = "none"
    item: str = ""
    words: str = ""
    public: str = ""
    named: bool = True
    repeats: bool = False
    kept_minutes: int = 0
    amount: int = 0


def _stories() -> list[Story]:
    told = tomllib.loads(STORIES.read_text("utf-8"))["stories"]
    return [Story(**{**one, "steps": tuple(one.get("steps", ()))}) for one in told]


def take_in(random: Random, people: People) -> None:
    """Register the stories and take each as far as it went, on its own days."""
    today, firsts = clock.today(), dict[str, tuple[int, int]]()
    chosen = _members(random, people, today)
    members = cycle(chosen)
    for number, story in enumerate(_stories() if chosen else ()):
        title = story.title.split("（")[0]
        first_id, person = firsts.get(title, (0, 0)) if story.repeats else (None, next(members))
        id = _live(story, number, person, first_id or None, people)
        firsts.setdefault(title, (id, person))


def _members(random: Random, people: People, today: date) -> list[int]:
    """People of the house in a fixed order, but those whom the officers may not deal with."""
    own = {place for person in people.values() for place in person.home}
    homes = departments.home_department(None, today - timedelta(days=60))
    stay = {person for person, place in departments.home_department(None, today).items() if homes.get(person) == place}
    found = sorted(one for one in stay if homes[one] not in own)
    return random.sample(found, min(40, len(found)))


def _live(story: Story, number: int, person: int, first_id: int | None, people: People) -> int:
    moment = clock.start_of(clock.today() - timedelta(days=story.ago)) + timedelta(hours=9, minutes=23 * number)
    source = Source(GIVERS[number % len(GIVERS)], f"139{number:04}{story.ago:04}") if story.named else Source()
    files = [Upload("来件.txt", f"{story.content}（原件录入）".encode())] if story.channel == "letter" else []
    with at(moment), acting(people["OF"]):
        id = intake.register(_arrival(story, person, first_id, moment), source, f"demo-arrival-{number}", files).id
    version = 1
    for verb in [*(one for one in story.steps if one in (PASS, ACCEPT)), "decided", TELL, CLOSE]:
        if verb not in story.steps and not (verb == "decided" and story.outcome):
            continue
        moment = min(moment + timedelta(days=3, hours=1), clock.now())
        with at(moment):
            _step(story, id, version, verb, f"demo-arrival-{number}-{verb}", people)
        version += 1
    return id


def _step(story: Story, id: int, version: int, verb: str, nonce: str, people: People) -> None:
    if verb == "decided":
        with acting(people["RV"]):
            done = Consequence(story.follow, story.item)
            intake.decide(id, version, story.outcome, story.words, done, nonce)
        return
    said = {PASS: "请承办并报结果", ACCEPT: "已告知受理", TELL: "已告知结果", CLOSE: "材料齐全，归档"}
    with acting(people["OF"]):
        to = min(people["EO"].home) if verb == PASS else None
        intake.step(id, version, verb, said[verb], nonce, to)


def _arrival(story: Story, person: int, first_id: int | None, moment: datetime) -> Arrival:
    day = clock.day_of(moment)
    happened = day - timedelta(days=2 if first_id is None else 5)
    packet = {}
    if story.kind == "packet":
        taken = moment - timedelta(minutes=story.kept_minutes)
        happened = clock.day_of(taken)
        packet = {
            "amount": Decimal(story.amount),
            "taken_at": taken,
            "handed_in_at": moment,
            "receipt": f"SJ{day:%Y%m%d}-{story.amount}",
        }
    return Arrival(
        story.kind,
        story.channel,
        day,
        story.title,
        story.content,
        story.public,
        staff_id=person,
        happened_on=happened,
        first_id=first_id,
        **packet,
    )
