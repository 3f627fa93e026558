"""Whether what was frozen still holds: every award folded again from itself, and compared with today's register.

Awards are read one after the other; of each only the small result is kept, because the quotas need everybody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Any

from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Closing, Sealed
from hospital_integrity.closing.queries.departures import departed, departures_in_force
from hospital_integrity.ratings.queries import facts_of
from hospital_integrity.rules.award import Refolded, fold_again, seal_of_closing
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.frozen import facts_to_json
from hospital_integrity.rules.quota import decide
from hospital_integrity.rules.quota_proof import prove
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Scheme

AT_ONCE = {"department": 10}
OF_PEOPLE = 200
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError)


@dataclass(frozen=True)
class Finding:
    """Something that doesn't hold: the award it concerns (None: the closing itself) and what is wrong."""

    closing_id: int
    award_id: int | None
    saying: Saying


def audit(closing: Closing) -> Iterator[Finding]:
    """Fold every award of a closing again, each from itself, and compare; nothing when everything holds."""
    edition, seals = awards.edition_of_closing(closing), []
    folded: list[tuple[Sealed, Refolded]] = []
    for one in awards.sealed_awards(closing.id):
        seals.append(one.sha256)
        if not one.bears_its_seal(edition.sha256):
            yield _about(closing, one, say("%(name)s：内容与封存时的校验值不符", name=one.name))
        try:
            folded.append((_without_texts(one), fold_again(edition, one.opened())))
        except UNREADABLE:
            yield _about(closing, one, say("%(name)s：封存的依据已经读不出来", name=one.name))
    yield from _disagreeing(closing, edition, folded)
    if seal_of_closing(edition.sha256, closing.document_no, closing.decided_on, seals) != closing.sha256:
        words = say("%(year)s 年度：结果的个数、决定文件或校验值与关闭时不符", year=closing.year)
        yield Finding(closing.id, None, words)


def _about(closing: Closing, one: Sealed, words: Saying) -> Finding:
    return Finding(closing.id, one.id, words)


def _without_texts(one: Sealed) -> Sealed:
    kept: dict[str, Any] = {name: value for name, value in one.columns.items() if name not in ("inputs", "reasons")}
    return Sealed(one.id, one.sha256, kept)


def _disagreeing(closing: Closing, edition: Edition, folded: list[tuple[Sealed, Refolded]]) -> Iterator[Finding]:
    for kind in edition.schemes:
        mine = [(one, again) for one, again in folded if again.rating.kind == kind]
        decided = decide(edition, kind, [again.rating for _, again in mine])
        for one, again in mine:
            if not again.holds(decided[again.rating.subject_id]):
                yield _about(closing, one, say("%(name)s：按封存的依据重算，结果不同", name=one.name))
        scheme = edition.schemes[kind]
        for fault in prove(scheme, _as_stored(scheme, mine, decided)).faults:
            yield Finding(closing.id, None, fault)


def _as_stored(scheme: Scheme, found: list[tuple[Sealed, Refolded]], decided: Mapping[int, Rating]) -> Iterator[Rating]:
    """Ratings with the levels that the awards say: whether the quotas hold is asked of those, not of the folding."""
    for _, again in found:
        if again.stored["level"] in scheme.rank:
            yield replace(decided[again.rating.subject_id], level=again.stored["level"])


def moved_since(closing: Closing) -> Iterator[Finding]:
    """Where today's register would give other facts than those frozen; nothing is wrong with the award by that."""
    for kind, found in groupby(awards.sealed_awards(closing.id), lambda one: one.columns["subject_kind"]):
        while some := {one.columns["subject_id"]: one for one in islice(found, AT_ONCE.get(kind, OF_PEOPLE))}:
            yield from _moved(closing, kind, some)


def _moved(closing: Closing, kind: str, some: dict[int, Sealed]) -> Iterator[Finding]:
    now = _facts_today(closing, kind, list(some))
    for subject, one in some.items():
        if subject not in now:
            yield _about(closing, one, say("%(name)s：按今天的名册不参加这一年的评定", name=one.name))
        elif facts_to_json(now[subject]) != _frozen_facts(one):
            yield _about(closing, one, say("%(name)s：台账今天的依据与封存时不同", name=one.name))


def _facts_today(closing: Closing, kind: str, some: list[int]) -> dict[int, Facts]:
    found = {(kind, subject): one for subject, one in facts_of(kind, closing.year, some).items()}
    decided = departures_in_force(closing.year, closing.round)
    return {subject: one for (_, subject), one in departed(found, decided).items()}


def _frozen_facts(one: Sealed) -> Any:
    try:
        return one.opened()["inputs"]["facts"]
    except UNREADABLE:
        return None
