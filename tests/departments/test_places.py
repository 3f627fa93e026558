"""Departments are added, changed and closed on a day."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from hospital_integrity.departments import operations, queries
from hospital_integrity.departments.operations import NewDepartment
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders

SPRING, SUMMER, LATER = date(2026, 3, 1), date(2026, 6, 1), date(2027, 1, 1)
NEURO = NewDepartment("A03.04", "神经内科", "clinical", "总院")


def changed(place, **wanted):
    told = {
        "name": place.name,
        "category": place.category,
        "campus": place.campus,
        "day": SUMMER,
        "document_no": "院发〔2026〕8号",
    }
    return operations.change_department(place.id, place.version, **{**told, **wanted})


def test_a_new_department_is_found_by_its_initials(both: Flask, events) -> None:
    place = operations.add_department(NEURO, SPRING, "院发〔2026〕3号")
    assert queries.search_departments("sjnk", SUMMER).items == [place]
    assert events() == ["department.opened"]


def test_a_code_is_used_once_for_ever(both: Flask) -> None:
    operations.add_department(NEURO, SPRING)
    with pytest.raises(Refused, match=r"A03\.04 已经用过"):
        operations.add_department(NewDepartment("A03.04", "别的科", "clinical", "总院"), SUMMER)


def test_two_campuses_may_have_a_department_of_one_name(both: Flask) -> None:
    operations.add_department(NEURO, SPRING)
    operations.add_department(NewDepartment("B03.04", "神经内科", "clinical", "东院"), SPRING)
    with pytest.raises(Refused, match="总院已有“神经内科”"):
        operations.add_department(NewDepartment("C03.04", "神经内科", "clinical", "总院"), SPRING)


def test_a_renamed_department_keeps_its_earlier_name(both: Flask, events) -> None:
    place = builders.department("心内科")
    changed(place, name="心血管内科")
    assert (queries.name_on(place.id, SPRING), queries.name_on(place.id, SUMMER)) == ("心内科", "心血管内科")
    assert events() == ["department.changed"]


def test_each_thing_that_changes_leaves_its_own_record(both: Flask) -> None:
    place = builders.department("心内科")
    changed(place, name="心电图室", category="technical", campus="东院")
    assert [(one.kind, one.was) for one in queries.changes_of(place.id)] == [
        ("renamed", "心内科"),
        ("recategorised", "clinical"),
        ("relocated", "总院"),
    ]


def test_a_form_filled_in_before_someone_else_changed_it_is_stale(both: Flask) -> None:
    place = builders.department("心内科")
    changed(place, name="心血管内科")
    with pytest.raises(Stale, match="已被别人改动"):
        operations.change_department(
            place.id, 1, name="别名", category="clinical", campus="总院", day=SUMMER, document_no=""
        )


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({}, "没有改动"),
        ({"name": "新", "day": LATER}, "还没有到"),
        ({"name": "新", "day": date(2019, 1, 1)}, "不能更早"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(app: Flask, wanted, words) -> None:
    with pytest.raises(Refused, match=words):
        changed(builders.department("心内科"), **wanted)


def test_nobody_may_be_left_in_a_department_that_closes(both: Flask) -> None:
    place = builders.department("心内科")
    builders.member(place)
    with pytest.raises(Refused, match="还有 1 人"):
        operations.close_department(place.id, 1, SUMMER, "")


def test_appointments_end_with_the_department(both: Flask, events) -> None:
    place = builders.department("心内科")
    appointed = builders.grid_appointment(builders.member(), place)
    operations.close_department(place.id, 1, SUMMER, "院发〔2026〕9号")
    assert (appointed.to_day, place.closed_on) == (SUMMER, SUMMER)
    assert events() == ["department.closed"]


def test_a_closed_department_is_not_changed_any_more(app: Flask) -> None:
    with pytest.raises(Refused, match="已于 2026-03-01 撤销"):
        changed(builders.department("心内科", closed_on=SPRING), name="新")
