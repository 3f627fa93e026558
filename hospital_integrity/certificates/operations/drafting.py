"""What a paper says and rests on, from its ground: an award, an entry of the red board, a grid appointment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hospital_integrity.awards.queries import Award, Closing, edition_of_closing
from hospital_integrity.board.queries import BoardEntry
from hospital_integrity.certificates.operations.making import Draft
from hospital_integrity.departments import queries as departments
from hospital_integrity.departments.queries import GridAppointment
from hospital_integrity.rules.paper_kinds import APPOINTMENT, STARRED
from hospital_integrity.rules.register import DUTIES
from hospital_integrity.rules.scheme import Scheme


@dataclass(frozen=True)
class Decision:
    """On what papers without an award rest: the date on them, a document's number, and the last day of their term."""

    day: date
    document_no: str = ""
    to_day: date | None = None

    @property
    def line(self) -> str:
        """How it stands on paper."""
        return f"依据文件：{self.document_no}" if self.document_no else ""

    @property
    def plain(self) -> dict[str, object]:
        """How it stands in a snapshot."""
        return {"document_no": self.document_no, "decided_on": self.day.isoformat()}


def of_awards(
    closing: Closing, chosen: Iterable[tuple[str, Award]], replaced: Mapping[tuple[str, int], int]
) -> list[Draft]:
    """Papers of these kinds for awards of one closing; `replaced` are older papers by kind and award."""
    edition = edition_of_closing(closing)
    common = {"document_no": closing.document_no, "decided_on": closing.decided_on.isoformat(), "closing": closing.id}
    common |= {"edition": edition.code, "edition_sha256": edition.sha256}
    return [
        Draft(
            kind,
            award.year,
            award.name,
            closing.decided_on,
            ("award_id", award.id),
            {**_rests_on(award), **common},
            f"依据文件：{closing.document_no}",
            **_result(kind, award, edition.schemes[award.subject_kind]),
            replaces=replaced.get((kind, award.id)),
        )
        for kind, award in chosen
    ]


def _result(kind: str, award: Award, scheme: Scheme) -> dict[str, Any]:
    level = scheme.level_by_key[award.level].name
    if kind not in STARRED:
        return {"level": level}
    return {"level": level, "stars": award.stars, "of_stars": max(one.stars for one in scheme.levels)}


def _rests_on(award: Award) -> dict[str, object]:
    return {
        "award": award.id,
        "award_sha256": award.sha256,
        "subject_kind": award.subject_kind,
        "subject_id": award.subject_id,
        "department_id": award.department_id,
        "department_name": award.department_name,
        "level": award.level,
    }


def of_honours(rows: Iterable[BoardEntry], kind: str, decision: Decision, replaced: Mapping[int, int]) -> list[Draft]:
    """Papers for entries of the red board, each about its title; `replaced` are older papers by entry."""
    rows = list(rows)
    people = departments.staff_members({row.staff_id for row in rows if row.staff_id})
    places = departments.departments_by_id({row.department_id for row in rows})
    return [
        Draft(
            kind,
            row.happened_on.year,
            people[row.staff_id].name if row.staff_id else places[row.department_id].name,
            decision.day,
            ("board_entry_id", row.id),
            {
                "board_entry": row.id,
                "entry": row.entry_id,
                "item": row.item,
                "staff_id": row.staff_id,
                "department_id": row.department_id,
                "department_name": places[row.department_id].name,
                **decision.plain,
            },
            decision.line,
            about={"事由": row.title},
            replaces=replaced.get(row.id),
        )
        for row in rows
    ]


def of_appointments(rows: Iterable[GridAppointment], decision: Decision, replaced: Mapping[int, int]) -> list[Draft]:
    """Letters for grid appointments, for their own days or until the last day of the decision, if that is sooner."""
    return [_letter(row, decision, replaced.get(row.id)) for row in rows]


def _letter(row: GridAppointment, decision: Decision, replaces: int | None) -> Draft:
    last = min((day for day in (row.to_day, decision.to_day) if day), default=None)
    ground = {
        "appointment": row.id,
        "staff_id": row.staff_id,
        "department_id": row.department_id,
        "department_name": row.department.name,
        "tier": row.tier,
        "duty": row.duty,
        "from_day": row.from_day.isoformat(),
        "to_day": last.isoformat() if last else None,
    }
    about = {"科室": row.department.name, "职务": str(DUTIES[row.duty]), "聘期": term(row.from_day, last)}
    return Draft(
        APPOINTMENT,
        decision.day.year,
        row.staff.name,
        decision.day,
        ("appointment_id", row.id),
        {**ground, **decision.plain},
        decision.line,
        about=about,
        expires_on=last,
        replaces=replaces,
    )


def term(first: date, last: date | None) -> str:
    """A term as a letter says it: 自2026年3月1日至2028年2月29日, open without a last day."""
    return f"自{_day(first)}起" if last is None else f"自{_day(first)}至{_day(last)}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
