"""Who is assessed and who isn't; how many each stage should judge (应到), how many it has (实到), and who lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hospital_integrity.ethics.queries.cycles import cycle, scheme_of
from hospital_integrity.ethics.queries.said import NOTHING, judged, spared
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.queries import Subject, Unrated, subjects, who_is_rated, why_unrated
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Stage
from hospital_integrity.rules.stages import Done


@dataclass(frozen=True)
class Attendance:
    """One stage: whom it should judge (`due`), how many it has (`present`), and who is missing, by department."""

    stage: Stage
    due: int
    present: int
    missing: tuple[Subject, ...]


def who_is_assessed(year: int) -> tuple[dict[int, Subject], list[Unrated]]:
    """Those who are assessed in a year by id, and everybody else with the reason (hired, left, away, no department)."""
    return who_is_rated("staff", year)


def why_not_assessed(year: int, staff_id: int) -> Saying | None:
    """Why somebody isn't assessed in a year; None for an unknown person."""
    found = why_unrated(year, staff_id)
    return found.reason if found else None


def attendance(year: int, department_ids: Collection[int] | None = None) -> list[Attendance]:
    """Each stage over everybody who is assessed (in some departments); heads aren't due at their own stage.

    About ten statements.
    """
    people, said, exempt = subjects("staff", year).values(), judged(year), spared(year)
    mine = [one for one in people if department_ids is None or one.department_id in department_ids]
    order = sorted(mine, key=lambda one: (one.department_name, one.number))
    return [_attendance(stage, order, said, exempt) for stage in scheme_of(year).stages]


def _attendance(
    stage: Stage, people: Iterable[Subject], said: dict[int, Done], exempt: dict[int, frozenset[str]]
) -> Attendance:
    due = [one for one in people if stage.key not in exempt.get(one.id, frozenset())]
    lacking = tuple(one for one in due if stage.key not in said.get(one.id, NOTHING).by_stage)
    return Attendance(stage, len(due), len(due) - len(lacking), lacking)


def gaps(year: int) -> list[Attendance]:
    """The stages that count and haven't judged everybody: a closing waits for them."""
    return [one for one in attendance(year) if one.stage.counts and one.missing]


def unfinished(year: int) -> list[Saying]:
    """Why a closing must wait for the assessment; nothing where the edition has no stages."""
    scheme = edition_of(year).schemes.get("staff")
    found = cycle(year)
    if scheme is None or not scheme.stages or (found is not None and found.finished_at is not None):
        return []
    if found is None:
        return [say("%(year)s 年度医德考评还没有开始", year=year)]
    return [say("%(year)s 年度医德考评还没有结束", year=year)]
