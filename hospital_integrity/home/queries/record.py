"""A person's ethics file over the years, and the objections raised about the person's results."""

from __future__ import annotations

from typing import Any

from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Award, ImportedAward
from hospital_integrity.clock import today
from hospital_integrity.closing import queries as closings
from hospital_integrity.departments import queries as departments
from hospital_integrity.hospital.queries import profile
from hospital_integrity.rules.award import facts_of_award
from hospital_integrity.rules.ethics_file import EthicsFile, FileYear
from hospital_integrity.rules.register import PROFESSIONS
from hospital_integrity.rules.registration import at_stages, deeds, judging, of_award, vetoes, why
from hospital_integrity.rules.scale import tone


def ethics_file(staff_id: int) -> EthicsFile | None:
    """The file of a person, None for nobody; the statements grow with the years on record and with nothing else."""
    person = departments.staff_member(staff_id)
    if person is None:
        return None
    place, hospital = departments.membership_on(staff_id, today()), profile(today())
    facts = (
        ("工号", person.number),
        ("科室", place.department.name if place else ""),
        ("岗位", str(PROFESSIONS[person.profession])),
        ("职称", person.title),
        ("入职日期", person.hired_on.isoformat()),
    )
    return EthicsFile(
        hospital=hospital.name if hospital else "",
        name=person.name,
        number=person.number,
        facts=tuple((label, value) for label, value in facts if value),
        years=tuple(_years(staff_id)),
    )


def objections_about(staff_id: int, years: list[int]) -> list[Any]:
    """The objections to a person's own results, the newest first, each with its answer if it has one."""
    found = [one for year in years for one in closings.objections(year)]
    mine = [one for one in found if (one.subject_kind, one.subject_id) == ("staff", staff_id)]
    return sorted(mine, key=lambda one: -one.id)


def _years(staff_id: int) -> list[FileYear]:
    here = {one.year: _frozen(one) for one in awards.history_of("staff", staff_id)}
    brought = {one.year: _brought(one) for one in awards.imported("staff", [staff_id])}
    return [found for _, found in sorted({**brought, **here}.items(), reverse=True)]


def _brought(one: ImportedAward) -> FileYear:
    return FileYear(one.year, one.level, one.document_no, source=one.source)


def _frozen(one: Award) -> FileYear:
    edition = awards.edition_of_closing(one.closing)
    scheme, facts = edition.schemes["staff"], facts_of_award(one.inputs)
    columns = {name: getattr(one, name) for name in ("inputs", "reasons", "score", "level")}
    outcome = of_award(scheme, columns)
    bonus, deductions = deeds(outcome.lines, facts.entries)
    return FileYear(
        year=one.year,
        level=outcome.level,
        document_no=one.closing.document_no,
        score=outcome.score,
        award_id=one.id,
        department=one.department_name,
        bonus=bonus,
        deductions=deductions,
        vetoes=vetoes(edition, facts),
        stages=at_stages(judging(edition), facts),
        why=why(outcome),
        tone=tone(scheme, scheme.level_by_key[one.level]),
    )
