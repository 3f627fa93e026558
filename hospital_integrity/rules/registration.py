"""The registration form of the assessment (医务人员医德考评表) as plain words: one person, one year, one sheet.

Everything follows from the facts and the rating; nothing is judged here. The level at a stage is the one that the fold
gives to the score at that very stage (later stages left out), never another stage's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Entry, Facts, Mark
from hospital_integrity.rules.ethics import PREFIX, sheet_of, stage_marks
from hospital_integrity.rules.explanation import Line, Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.frozen import lines_from_json
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.tally import ZERO, standing_entries

DAYS_NAMED = 3
WHY = ("ceiling", "evidence", "ladder", "departure", "quota", "held")


@dataclass(frozen=True)
class Deed:
    """All facts under one clause on one side of the account: what they are, their first days, their points together."""

    words: str
    clause: str
    days: tuple[date, ...]
    count: int
    points: Decimal


@dataclass(frozen=True)
class AtStage:
    """What one stage said; score and level are None where it has not judged yet."""

    name: str
    score: Decimal | None = None
    level: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a rating or an award says, as far as the form repeats it."""

    score: Decimal
    level: str
    lines: tuple[Line, ...]
    consequences: tuple[str, ...] = ()


def of_rating(rating: Rating) -> Outcome:
    """The outcome of a rating of today."""
    return Outcome(rating.score, rating.level_name, rating.lines, rating.consequences)


def of_award(scheme: Scheme, columns: Mapping[str, Any]) -> Outcome:
    """The outcome that an award has frozen; `inputs` and `reasons` are values."""
    lines = lines_from_json(columns["reasons"])
    consequences = tuple(columns["inputs"]["result"]["consequences"])
    return Outcome(Decimal(columns["score"]), scheme.level_by_key[columns["level"]].name, lines, consequences)


@dataclass(frozen=True)
class Registration:
    """Everything that stands on the form, in words. `facts` are label and value; what nobody knows is left out."""

    hospital: str
    year: int
    name: str
    number: str
    department: str
    facts: tuple[tuple[Saying, str], ...]
    bonus: tuple[Deed, ...]
    deductions: tuple[Deed, ...]
    vetoes: tuple[str, ...]
    stages: tuple[AtStage, ...]
    score: Decimal
    level: str
    why: tuple[str, ...]
    basis: str
    frozen: bool

    def texts(self) -> Iterator[str]:
        """Every text that must be drawn and that somebody typed."""
        yield from (self.hospital, self.name, self.number, self.department, self.level, self.basis)
        yield from (value for _, value in self.facts)
        yield from (deed.words for deed in (*self.bonus, *self.deductions))
        yield from (text for said in self.stages for text in (said.name, said.comment, said.level))
        yield from (*self.vetoes, *self.why)


def judging(edition: Edition) -> Edition:
    """The same edition with every stage counting, so that the score at a stage that is only noted can be told."""
    staff = edition.schemes["staff"]
    counting = replace(staff, stages=tuple(replace(stage, counts=True) for stage in staff.stages))
    return replace(edition, schemes={"staff": counting})


def at_stages(edition: Edition, facts: Facts) -> tuple[AtStage, ...]:
    """What each stage said in order, with score and level as they stood after it; `edition` is one of `judging`."""
    scheme = edition.schemes["staff"]
    said = {stage.key: (one.value or ZERO, one.comment) for stage, one in stage_marks(scheme, facts)}
    others = tuple(mark for mark in facts.marks if not mark.sheet.startswith(PREFIX))
    known: dict[Decimal, Rating] = {}
    found = []
    for stage in scheme.stages:
        value, comment = said.get(stage.key, (None, ""))
        if value is not None and value not in known:
            only = Mark(0, sheet_of(stage), "", None, value, comment)
            known[value] = fold(edition, replace(facts, marks=(*others, only)))
        at = None if value is None else known[value]
        found.append(AtStage(stage.name, at.score, at.level_name, comment) if at else AtStage(stage.name))
    return tuple(found)


def deeds(lines: Iterable[Line], entries: Iterable[Entry]) -> tuple[tuple[Deed, ...], tuple[Deed, ...]]:
    """Additions and deductions by clause, the heaviest first; what was reversed or is worth nothing is left out."""
    happened = {entry.id: entry for entry in entries}
    grouped: dict[tuple[bool, str, str], list[Line]] = {}
    for line in lines:
        if line.step == "entry" and line.effect:
            grouped.setdefault((line.effect > 0, str(line.saying), line.clause), []).append(line)
    found: tuple[list[Deed], list[Deed]] = ([], [])
    for (gained, words, clause), own in grouped.items():
        days = sorted(happened[line.entry_id].happened_on for line in own if line.entry_id in happened)
        count = sum(happened[line.entry_id].times for line in own if line.entry_id in happened)
        points = sum((line.effect for line in own if line.effect), ZERO)
        found[not gained].append(Deed(words, clause, tuple(days[:DAYS_NAMED]), count, points))
    first, second = (tuple(sorted(side, key=lambda one: (-abs(one.points), one.clause))) for side in found)
    return first, second


def vetoes(edition: Edition, facts: Facts) -> tuple[str, ...]:
    """The veto items that were found true, and those that are reported only, each in words."""
    standing = (entry for entry in standing_entries(facts.entries)[0] if edition.items[entry.item].kind == "veto")
    confirmed = [
        f"{edition.items[one.item].clause} {edition.items[one.item].name}（{one.happened_on}）" for one in standing
    ]
    return (*confirmed, *(f"{edition.items[key].name}（待查实）" for key in facts.pending))


def why(outcome: Outcome) -> tuple[str, ...]:
    """The reasons that decided the level beside the score, and what follows from it."""
    lines = [str(line.saying) for line in outcome.lines if line.step in WHY]
    return (*dict.fromkeys(lines), *outcome.consequences)


def registration(
    editions: tuple[Edition, Edition],
    facts: Facts,
    outcome: Outcome,
    who: Mapping[str, str],
    *,
    frozen: bool = False,
) -> Registration:
    """The form of one person. `editions`: as published, and the same from `judging` (made once for everybody).

    `who` holds hospital, name, number, department, and whatever else is known: profession, title, sex, born, duty.
    """
    edition, counting = editions
    bonus, deductions = deeds(outcome.lines, facts.entries)
    told = ((label, who.get(key, "")) for key, label in LABELS.items())
    return Registration(
        hospital=who["hospital"],
        year=facts.year,
        name=who["name"],
        number=who["number"],
        department=who["department"],
        facts=tuple((label, value) for label, value in told if value),
        bonus=bonus,
        deductions=deductions,
        vetoes=vetoes(edition, facts),
        stages=at_stages(counting, facts),
        score=outcome.score,
        level=outcome.level,
        why=why(outcome),
        basis=f"《{edition.title}》（{edition.code}，校验值 {edition.sha256[:12]}）",
        frozen=frozen,
    )


LABELS = {
    "name": say("姓名"),
    "sex": say("性别"),
    "born": say("出生年月"),
    "number": say("工号"),
    "profession": say("岗位"),
    "department": say("科室"),
    "duty": say("职务"),
    "title": say("职称"),
    "since": say("入职年月"),
}
