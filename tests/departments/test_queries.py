"""Who belonged where, what departments were called, and whose star history goes on in which."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask

from hospital_integrity.departments import queries
from hospital_integrity.departments.models import DepartmentChange
from tests import builders

SPRING, SUMMER, AUTUMN = date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1)


def change(place, kind, day, **details):
    moment = datetime(2026, 1, 1)
    return builders.kept(DepartmentChange(department_id=place.id, kind=kind, day=day, recorded_at=moment, **details))


def test_a_star_history_goes_on_through_two_mergers(both: Flask) -> None:
    first, second, third = (builders.department(name) for name in ("甲", "乙", "丙"))
    change(first, "merged", SPRING, other_id=second.id, heir_id=second.id)
    change(second, "merged", SUMMER, other_id=third.id, heir_id=third.id)
    assert queries.lineage([third.id, first.id]) == {third.id: (third.id, second.id, first.id), first.id: (first.id,)}


def test_a_department_is_called_what_it_was_called_on_the_day(both: Flask) -> None:
    place = builders.department("心血管内科")
    change(place, "renamed", SUMMER, was="心内科", became="心血管内科")
    assert queries.name_on(place.id, SPRING) == "心内科"
    assert queries.name_on(place.id, SUMMER) == "心血管内科"


def test_someone_belongs_to_one_department_on_a_day(both: Flask) -> None:
    first, second, person = builders.department("甲"), builders.department("乙"), builders.staff()
    builders.membership(person, first, to_day=date(2026, 5, 31))
    builders.membership(person, second, SUMMER)
    assert queries.home_department([person.id], SPRING) == {person.id: first.id}
    assert queries.home_department(None, SUMMER)[person.id] == second.id


def test_the_longest_home_of_a_year_counts_days(both: Flask) -> None:
    first, second, person = builders.department("甲"), builders.department("乙"), builders.staff()
    builders.membership(person, first, to_day=date(2026, 8, 31))
    builders.membership(person, second, AUTUMN)
    assert queries.longest_home([person.id], 2026) == {person.id: first.id}
    assert queries.longest_home(None, 2027) == {person.id: second.id}


def test_staff_of_a_department_come_in_order_of_pinyin(both: Flask) -> None:
    place = builders.department()
    second = builders.member(place, "周平", pinyin="zhouping")
    first = builders.member(place, "曾静", pinyin="zengjing")
    assert queries.staff_in(place.id, SPRING) == [first, second]
    assert queries.headcount(SPRING) == {place.id: 2}


def test_a_closed_department_is_not_there_after_its_last_day(both: Flask) -> None:
    place = builders.department(closed_on=SUMMER)
    assert queries.departments_on(SUMMER) == [place]
    assert queries.departments_on(AUTUMN) == []


def test_grid_members_are_those_of_the_day(both: Flask) -> None:
    place = builders.department()
    appointed = builders.grid_appointment(builders.member(place), place, to_day=SUMMER)
    assert queries.grid_members_of(place.id, SUMMER) == [appointed]
    assert queries.grid_members(AUTUMN) == []
