"""What the pages of closing show: levels, movements, whom a quota or a report concerns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from hospital_integrity.access import asker
from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Closing
from hospital_integrity.clock import today
from hospital_integrity.closing import queries
from hospital_integrity.closing.models import Proposal
from hospital_integrity.closing.views.places import proved_now, proved_then
from hospital_integrity.policy import queries as policy
from hospital_integrity.rules import procedure
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.everybody import Key
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scale import tone
from hospital_integrity.rules.transition import GRADED, NAMES

SHOWN = 40
PARTS = {procedure.CHECKER: say("审核"), procedure.ANSWERER: say("答复异议")}


def preview(year: int) -> Mapping[str, Any]:
    """What closing the year would freeze now."""
    if not policy.editions() or policy.editions()[-1].year > year:
        return {"outcome": None}
    found = queries.outcome(year)
    levels = Counter((kind, rating.level) for (kind, _), rating in found.ratings.items())
    return {
        "outcome": found,
        "kinds": _kinds(found.edition, levels, found.moves),
        "displaced": [_subject(found, key) for kind in found.edition.schemes for key in _nearest(found, kind)],
        "held": [_subject(found, key) for key in found.held if key[0] == "department" or key[1] != asker().staff_id],
        "moved": queries.moved_by_departures(found),
        "places": proved_now(found),
    }


def _nearest(found: queries.Outcome, kind: str) -> list[Key]:
    return [key for key in found.displaced if key[0] == kind][:SHOWN]


def _subject(found: queries.Outcome, key: Key) -> dict[str, Any]:
    rating, identity, scheme = found.ratings[key], found.identities[key], found.edition.schemes[key[0]]
    return {
        "kind": scheme.name,
        "name": identity.name,
        "department": identity.department_name,
        "score": rating.score,
        "earned": scheme.level_by_key[rating.earned].name,
        "level": rating.level_name,
        "why": next((line.saying for line in rating.lines if line.step in ("quota", "held")), None),
    }


STEPS = ("propose", procedure.CHECK, procedure.NOTICE, procedure.ANSWER, procedure.CONFIRM)
BEGUN = {procedure.ANNOUNCE: procedure.NOTICE, procedure.RENEW: "propose", procedure.RETURNED: "propose"}


def standing(year: int, proposal: Proposal | None) -> Mapping[str, Any]:
    """How far the decision on an open year is, what comes next, and whether the asker had a part in it already."""
    if proposal is None:
        return {"step": "", "days": _days(year), "departures": queries.departures(year)}
    course = queries.course(proposal)
    return {
        "step": course.step(today()),
        "days": course.notice_days,
        "fixed_names": procedure.notice_names(policy.edition_of(year)),
        "check_row": queries.check_of(proposal.id),
        "notice_row": queries.notice_of(proposal),
        "objections": queries.objections(year, proposal.round),
        "departures": queries.departures(year),
        "barred": _barred(proposal),
        "place": STEPS.index(BEGUN.get(course.step(today()), course.step(today()))) + 2,
        "waits": procedure.WAITS,
        "verdicts": procedure.ANSWERS,
        "meetings": queries.meetings(year),
    }


def _days(year: int) -> int:
    if not policy.editions() or policy.editions()[-1].year > year:
        return 0
    return procedure.notice_days(policy.edition_of(year))


def _barred(proposal: Proposal) -> Mapping[str, Saying]:
    """For each part that the asker had: why the asker can't take the next step."""
    mine, parts = asker().account_id, queries.parts_of(proposal)
    return {part: procedure.MUST_DIFFER[part] for part, people in parts.items() if mine in people}


def frozen(closing: Closing) -> Mapping[str, Any]:
    """What a closing froze."""
    edition = awards.edition_of_closing(closing)
    levels, moved = awards.levels_of(closing.id), awards.transitions_of(closing.id)
    return {
        "kinds": _kinds(edition, levels, moved),
        "edition": edition,
        "places": proved_then(closing, edition),
        "hands": queries.hands_of(closing.id),
        "parts_shown": PARTS,
        "verdicts": procedure.ANSWERS,
        "notices": [one for one in queries.notices(closing.year) if one.round == closing.round],
        "objections": queries.objections(closing.year, closing.round),
        "departures": queries.departures(closing.year, closing.round),
        "meetings": queries.meetings(closing.year),
    }


def _kinds(
    edition: Edition, levels: Mapping[tuple[str, str], int], moved: Mapping[tuple[str, str], int]
) -> list[dict[str, Any]]:
    """For each kind: its name, how levels are spread, how stars moved."""
    return [
        {
            "key": kind,
            "name": scheme.name,
            "total": sum(levels.get((kind, level.key), 0) for level in scheme.levels),
            "levels": [(tone(scheme, level), level.name, levels.get((kind, level.key), 0)) for level in scheme.levels],
            "moved": _moves(kind, moved),
        }
        for kind, scheme in edition.schemes.items()
    ]


def _moves(kind: str, moved: Mapping[tuple[str, str], int]) -> list[tuple[Saying, int]]:
    return [(name, moved[kind, key]) for key, name in NAMES.items() if key != GRADED and moved.get((kind, key))]
