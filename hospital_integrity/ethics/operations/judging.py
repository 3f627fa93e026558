"""Judge at a stage: some people, all or none; what is written are marks of the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.ethics import queries
from hospital_integrity.ethics.operations.cycles import running
from hospital_integrity.ethics.operations.touching import touch
from hospital_integrity.ethics.queries import Done
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.ratings.queries import Subject, subjects, why_unrated
from hospital_integrity.rules.ethics import check_departure, check_headings, sheet_of
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.scheme import Scheme, Stage
from hospital_integrity.rules.stages import SELF, agreed, check_reopened, check_turn, stage_named

ZERO = Decimal(0)


@dataclass(frozen=True)
class Judgement:
    """By how many points a stage departs from the computed score (0: as computed), why, and under which headings.

    `headings` None leaves a split as it is where the sum doesn't change.
    """

    value: Decimal
    comment: str = ""
    headings: Mapping[str, Decimal] | None = field(default=None)


class Unjudged(Refused):
    """A judgement that may not be made; `person` is whom it was about."""

    def __init__(self, person: int, saying: Saying) -> None:
        self.person = person
        super().__init__(saying)


def judge(year: int, stage_key: str, nonce: str, said: Mapping[int, Judgement]) -> int:
    """Judge some people at a stage, all or none; only what differs from what the stage said before is written.

    Returns how many people were judged anew. Raises Unjudged with the first person's reason.
    """
    running(year)
    scheme = queries.scheme_of(year)
    stage = stage_named(scheme, stage_key)
    people, before = subjects("staff", year, set(said)), queries.judged(year, said)
    spared = queries.spared(year)
    open_to = Opening(year, scheme, stage, set(said))
    fresh = {}
    for person, judgement in said.items():
        earlier = before.get(person) or Done({}, spared.get(person, frozenset()))
        if _differs(stage, earlier, judgement):
            _checked(open_to, people, earlier, person, judgement)
            fresh[person] = judgement
    _write(year, stage, nonce, fresh, before, people)
    return len(fresh)


@dataclass
class Opening:
    """Whether a stage may judge today: its window, and whom a later stage gave back to it."""

    year: int
    scheme: Scheme
    stage: Stage
    ids: set[int]

    def __post_init__(self) -> None:
        self.windows = queries.windows(self.year)
        self.back = queries.given_back(self.year, self.ids)

    def check(self, person: int, before: Done) -> None:
        """Refused outside of the window; a person given back may be judged while the stage that did so is open."""
        back = self.back.get(person)
        waiting = back is not None and back.given_back_to == self.stage.key and self.stage.key not in before.by_stage
        later = self.windows.get(back.stage) if back is not None and waiting else None
        check_reopened(self.stage, self.windows.get(self.stage.key), clock.today(), later)


def _checked(opening: Opening, people: Mapping[int, Subject], before: Done, person: int, judgement: Judgement) -> None:
    try:
        if person not in people:
            raise _not_assessed(opening.year, person)
        check_turn(opening.scheme, opening.stage, before, own=person == asker().staff_id)
        opening.check(person, before)
        check_departure(opening.stage, judgement.value, judgement.comment, judgement.headings)
        check_headings(opening.scheme, opening.stage, judgement.headings or {})
        _check_split(opening.stage, before, judgement)
    except Refused as refused:
        raise Unjudged(person, refused.saying) from None


def _not_assessed(year: int, person: int) -> Refused:
    found = why_unrated(year, person)
    return Refused(found.reason if found else say("您不在 %(year)s 年度的考评范围内", year=year))


def _check_split(stage: Stage, before: Done, judgement: Judgement) -> None:
    mark = before.by_stage.get(stage.key)
    if judgement.headings is None and mark and mark.headings and mark.value != judgement.value:
        raise Refused("已经按考评内容分项评过，要改调整分请打开本人的分项页")


def _differs(stage: Stage, before: Done, judgement: Judgement) -> bool:
    mark = before.by_stage.get(stage.key)
    if mark is None or (mark.value, mark.comment) != (judgement.value, judgement.comment):
        return True
    return judgement.headings is not None and _split(judgement) != mark.headings


def _split(judgement: Judgement) -> dict[str, Decimal]:
    return {key: value for key, value in (judgement.headings or {}).items() if value}


def _write(
    year: int,
    stage: Stage,
    nonce: str,
    fresh: Mapping[int, Judgement],
    before: Mapping[int, Done],
    people: Mapping[int, Subject],
) -> None:
    marks = [mark for person, one in fresh.items() for mark in _marks(year, stage, nonce, person, one, before)]
    rows = ledger.mark_all(marks, asker().account_id)
    if rows:
        touch(year, stage.key, {people[person].department_id for person in fresh})
        note("ethics.judged", [("marks", row.id) for row in rows], year=year, stage=stage.key)


def _marks(
    year: int, stage: Stage, nonce: str, person: int, judgement: Judgement, before: Mapping[int, Done]
) -> Iterator[ledger.NewMark]:
    known = before[person].by_stage.get(stage.key) if person in before else None
    old = known.headings if known else {}
    split = dict(old) if judgement.headings is None else _split(judgement)
    whole = judgement.value - sum(split.values(), ZERO)
    sheet = sheet_of(stage)
    yield ledger.NewMark(f"{nonce}-{person}", "staff", person, year, sheet, whole, comment=judgement.comment)
    for number, key in enumerate(sorted({*old, *split})):
        if old.get(key) != split.get(key):
            yield ledger.NewMark(f"{nonce}-{person}-{number}", "staff", person, year, sheet, split.get(key), key)


def self_assess(year: int, nonce: str, judgement: Judgement) -> int:
    """The asker's own assessment."""
    staff_id = asker().staff_id
    if staff_id is None:
        raise Refused("您不在 %(year)s 年度的考评范围内", year=year)
    return judge(year, SELF, nonce, {staff_id: judgement})


def agree_rest(year: int, stage_key: str, nonce: str, department_id: int | None = None) -> int:
    """Judge whoever a stage hasn't judged yet, of a department or of all: as the stage before, else as computed.

    Left out are the asker, those spared from the stage, and those for whom an earlier stage is still missing. Returns
    how many were judged; Refused where nobody could be.
    """
    scheme = queries.scheme_of(year)
    stage = stage_named(scheme, stage_key)
    people = {one.id: one for one in subjects("staff", year).values() if department_id in (None, one.department_id)}
    known, spared = queries.judged(year, set(people)), queries.spared(year)
    said = {}
    for person in people:
        before = known.get(person) or Done({}, spared.get(person, frozenset()))
        if person != asker().staff_id and before.ready(scheme, stage):
            said[person] = _agreed(scheme, stage, before, people[person])
    if not said:
        raise Refused("没有可以一次评完的人：都已评过，或者前一阶段还没有完成")
    return judge(year, stage_key, nonce, said)


def _agreed(scheme: Scheme, stage: Stage, before: Done, one: Subject) -> Judgement:
    earlier = agreed(scheme, stage, before)
    if earlier is None:
        return Judgement(ZERO)
    if abs(earlier.value) > stage.margin:
        words = say(
            "%(name)s的上一级调整 %(value)s 分，超过%(stage)s的幅度 %(margin)s 分，请单独评价",
            name=one.name,
            value=earlier.value,
            stage=stage.name,
            margin=stage.margin,
        )
        raise Refused(words)
    return Judgement(earlier.value, earlier.comment, earlier.headings)
