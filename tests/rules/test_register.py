"""A roster beside the register, days of belonging, lines of departments: facts in, steps and faults out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hospital_integrity.rules import directory, roster
from hospital_integrity.rules.comparison import digest, plain
from hospital_integrity.rules.lineage import Renaming, lineage, name_on
from hospital_integrity.rules.surname import surname_reading
from hospital_integrity.rules.tenure import Span, longest_home

DAY, EARLY = date(2026, 6, 1), date(2020, 1, 1)
WARD = roster.Place(1, "A03", "内科", EARLY, None)
CLOSED = roster.Place(2, "Z1", "旧科", EARLY, date(2025, 1, 1))
TWIN = roster.Place(3, "B03", "内科", EARLY, None)
ROW = roster.Listed(2, "00123", "曾静怡", "A03", "nurse", "护师", EARLY, None)
KNOWN = roster.Known(7, "00123", "曾静怡", "nurse", "护师", EARLY, None, 1, EARLY, EARLY)


def compared(*rows: roster.Listed, known: roster.Known | None = None) -> roster.Comparison[roster.Step]:
    return roster.compare(rows, {known.number: known} if known else {}, [WARD, CLOSED, TWIN], DAY)


@pytest.mark.parametrize(
    ("known", "kind"),
    [
        (None, "new"),
        (KNOWN, "unchanged"),
        (replace(KNOWN, title="护士"), "changed"),
        (replace(KNOWN, department_id=3), "moved"),
        (replace(KNOWN, left_on=date(2025, 1, 1)), "returned"),
    ],
)
def test_a_row_comes_to_one_step(known: roster.Known | None, kind: str) -> None:
    assert [step.kind for step in compared(ROW, known=known).steps] == [kind]


def test_who_is_not_listed_is_missing_unless_they_left() -> None:
    assert compared(known=KNOWN).counts() == {"missing": 1}
    assert compared(known=replace(KNOWN, left_on=date(2025, 1, 1))).counts() == {}


def test_people_are_matched_by_number_never_by_name() -> None:
    namesake = replace(ROW, number="00124")
    assert compared(namesake, known=KNOWN).counts() == {"new": 1, "missing": 1}


def test_a_move_holds_from_the_day_that_the_row_says_else_from_the_upload() -> None:
    known = replace(KNOWN, department_id=3)
    (step,) = compared(ROW, known=known).steps
    (dated,) = compared(replace(ROW, since=date(2026, 2, 1)), known=known).steps
    assert (step.from_day, dated.from_day) == (DAY, date(2026, 2, 1))


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"department": "X"}, "department"),
        ({"department": "内科"}, "department"),
        ({"department": "Z1"}, "department"),
        ({"since": date(2010, 1, 1), "hired_on": None}, "since"),
        ({"since": date(2021, 1, 1), "hired_on": date(2022, 1, 1)}, "hired_on"),
    ],
)
def test_what_can_not_be_is_a_fault_of_its_column(changes: dict[str, object], column: str) -> None:
    assert [fault.column for fault in compared(replace(ROW, **changes)).faults] == [column]


def test_a_number_twice_is_a_fault_of_the_later_row() -> None:
    assert [(fault.row, fault.column) for fault in compared(ROW, replace(ROW, row=9)).faults] == [(9, "number")]


def test_the_fingerprint_follows_the_steps() -> None:
    assert compared(ROW).fingerprint() == compared(ROW).fingerprint() != compared(ROW, known=KNOWN).fingerprint()


def test_kept_rows_come_back_as_they_were() -> None:
    assert roster.listed(plain(ROW)) == ROW
    assert digest([plain(ROW)]) == digest([plain(ROW)]) != digest([])


PLACE = directory.Listed(2, "A03", "内科", "clinical", "总院", None)
REGISTERED = directory.Known(1, "A03", "内科", "clinical", "总院", None, EARLY)


@pytest.mark.parametrize(
    ("known", "kind", "faults"),
    [
        ([], "new", 0),
        ([REGISTERED], "unchanged", 0),
        ([replace(REGISTERED, name="普通内科")], "changed", 0),
        ([replace(REGISTERED, name="普通内科", changed_on=date(2026, 7, 1))], "changed", 1),
        ([replace(REGISTERED, closed_on=date(2025, 1, 1))], "unchanged", 1),
        ([replace(REGISTERED, code="B03")], "new", 1),
    ],
)
def test_a_listed_department_comes_to_one_step(known: list[directory.Known], kind: str, faults: int) -> None:
    comparison = directory.compare([PLACE], {one.code: one for one in known}, DAY)
    assert (comparison.steps[0].kind, len(comparison.faults)) == (kind, faults)


def test_the_longest_home_adds_stays_up_and_prefers_the_later_of_two_alike() -> None:
    stays = [
        Span(1, EARLY, date(2026, 3, 1)),
        Span(2, date(2026, 3, 2), date(2026, 9, 1)),
        Span(1, date(2026, 9, 2), None),
    ]
    even = [Span(1, date(2026, 1, 1), date(2026, 1, 10)), Span(2, date(2026, 1, 11), date(2026, 1, 20))]
    assert (longest_home(stays, 2026), longest_home(even, 2026), longest_home(even, 2025)) == (2, 2, None)


def test_a_circle_of_heirs_ends_where_it_began() -> None:
    assert lineage(1, [(2, 1), (3, 2), (1, 3)]) == (1, 2, 3)


def test_a_name_is_that_of_the_day_after_several_renamings() -> None:
    steps = [Renaming(date(2024, 1, 1), "甲", "乙"), Renaming(date(2025, 1, 1), "乙", "丙")]
    assert [name_on(date(year, 6, 1), "丙", steps) for year in (2023, 2024, 2025)] == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    ("name", "known"), [("曾静", (1, ["zeng"])), ("尉迟恭", (2, ["yu", "chi"])), ("张平", (0, [])), ("曾", (0, []))]
)
def test_surnames_with_a_reading_of_their_own_are_known(name: str, known: tuple[int, list[str]]) -> None:
    assert surname_reading(name) == known
