"""Staff are added, edited, moved and leave on a day; grid members are appointed."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from hospital_integrity.departments import operations, queries
from hospital_integrity.departments.operations.pinyin import read_names
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders

BEGIN, MAY, JUNE = date(2026, 1, 1), date(2026, 5, 31), date(2026, 6, 1)


def added(number="000123", name="曾静怡", **details):
    told = {"profession": "nurse", "title": "主管护师", "hired_on": BEGIN}
    place = details.pop("place", None) or builders.department()
    return operations.add_staff(number, name, department_id=place.id, **{**told, **details})


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("曾静怡", "zengjingyi", "zjy"),
        ("单丽华", "shanlihua", "slh"),
        ("欧阳静", "ouyangjing", "oyj"),
        ("仇明", "qiuming", "qm"),
        ("朴䶮", "piaoyan", "py"),
        ("买买提·阿不都", "maimaitiabudou", "mmtabd"),
        ("O'Brien", "obrien", "o"),
    ],
)
def test_names_are_read_as_their_bearers_read_them(name: str, pinyin: str, initials: str) -> None:
    assert read_names([name]) == [(pinyin, initials)]


def test_a_new_member_belongs_to_a_department_since_being_hired(both: Flask, events) -> None:
    person = added()
    assert queries.membership_on(person.id, BEGIN).from_day == BEGIN
    assert events() == ["staff.added"]


def test_one_number_is_one_person(both: Flask) -> None:
    added("000123")
    with pytest.raises(Refused, match="000123 已经登记"):
        added("000123", "另一个人")


@pytest.mark.parametrize(
    ("details", "words"),
    [({"since": date(2025, 1, 1)}, "早于入职日期"), ({"hired_on": date(2019, 1, 1)}, "起才有")],
)
def test_days_of_a_new_member_must_fit(app: Flask, details, words) -> None:
    with pytest.raises(Refused, match=words):
        added(**details)


def test_nobody_joins_a_closed_department(app: Flask) -> None:
    with pytest.raises(Refused, match="现有的科室"):
        added(place=builders.department(closed_on=MAY))


def test_a_move_ends_one_membership_and_begins_another(both: Flask, events) -> None:
    person, place = builders.member(), builders.department("急诊科")
    operations.move_staff(person.id, 1, place.id, JUNE)
    assert queries.membership_on(person.id, MAY).to_day == MAY
    assert queries.membership_on(person.id, JUNE).department_id == place.id
    assert events() == ["staff.moved"]


def test_memberships_never_overlap(both: Flask) -> None:
    person, place = builders.member(), builders.department("急诊科")
    operations.move_staff(person.id, 1, place.id, JUNE)
    with pytest.raises(Refused, match="重叠"):
        operations.move_staff(person.id, 2, builders.department("儿科").id, MAY)


def test_a_move_from_an_old_page_is_stale(both: Flask) -> None:
    person = builders.member(version=2)
    with pytest.raises(Stale):
        operations.move_staff(person.id, 1, builders.department("急诊科").id, JUNE)


def test_someone_who_leaves_keeps_their_record(both: Flask, events) -> None:
    place = builders.department()
    person = builders.member(place)
    appointed = builders.grid_appointment(person, place)
    operations.leave(person.id, 1, MAY)
    assert (person.left_on, appointed.to_day) == (MAY, MAY)
    assert queries.home_department([person.id], MAY) == {person.id: place.id}
    assert queries.home_department([person.id], JUNE) == {}
    assert events() == ["staff.left"]


def test_nobody_leaves_twice_or_before_they_came(app: Flask) -> None:
    person = builders.member()
    with pytest.raises(Refused, match="不能更早"):
        operations.leave(person.id, 1, date(2019, 1, 1))
    operations.leave(person.id, 1, MAY)
    with pytest.raises(Refused, match="已于 2026-05-31 离院"):
        operations.leave(person.id, 2, JUNE)


def test_someone_who_left_may_come_back(both: Flask, events) -> None:
    place = builders.department()
    person = builders.member(place)
    operations.leave(person.id, 1, MAY)
    operations.move_staff(person.id, 2, place.id, date(2026, 9, 1))
    assert person.left_on is None
    assert events() == ["staff.left", "staff.returned"]


def test_an_edit_finds_the_new_name(both: Flask, events) -> None:
    person = builders.member(name="张三")
    operations.edit_staff(person.id, 1, name="解平", profession="nurse", title="护士", hired_on=person.hired_on)
    assert [found.staff for found in queries.search_staff("xp", JUNE)] == [person]
    assert events() == ["staff.edited"]


def test_an_edit_must_change_something(app: Flask) -> None:
    person = builders.member(name="张三")
    with pytest.raises(Refused, match="没有改动"):
        operations.edit_staff(
            person.id, 1, name="张三", profession="doctor", title="主治医师", hired_on=person.hired_on
        )


def appointed(person, place, duty="supervisor", **details):
    told = {"tier": "department", "duty": duty, "from_day": BEGIN}
    return operations.appoint(person.id, place.id, **{**told, **details})


def test_an_appointment_ends_on_a_day(both: Flask, events) -> None:
    place = builders.department()
    one = appointed(builders.member(place), place)
    operations.end_appointment(one.id, MAY)
    assert queries.grid_members(JUNE) == []
    assert events() == ["grid.appointed", "grid.ended"]


def test_the_same_duty_is_not_held_twice_at_once(both: Flask) -> None:
    place = builders.department()
    person = builders.member(place)
    appointed(person, place, to_day=MAY)
    with pytest.raises(Refused, match="不必重复任命"):
        appointed(person, place, from_day=MAY)
    assert appointed(person, place, from_day=JUNE)


def test_a_department_has_one_leader_but_several_supervisors(both: Flask) -> None:
    place = builders.department()
    appointed(builders.member(place), place, "leader")
    appointed(builders.member(place), place)
    assert appointed(builders.member(place), place)
    with pytest.raises(Refused, match="已有组长"):
        appointed(builders.member(place), place, "leader")


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"to_day": date(2025, 1, 1)}, "早于开始日期"),
        ({"from_day": date(2019, 1, 1)}, "入职"),
        ({"from_day": date(2020, 1, 1)}, "不在册"),
    ],
)
def test_days_of_an_appointment_must_fit(app: Flask, details, words) -> None:
    place = builders.department(opened_on=date(2021, 1, 1))
    with pytest.raises(Refused, match=words):
        appointed(builders.staff(), place, **details)


def test_an_appointment_ends_once_and_not_before_it_begins(app: Flask) -> None:
    place = builders.department()
    one = appointed(builders.member(place), place)
    with pytest.raises(Refused, match="不能更早"):
        operations.end_appointment(one.id, date(2025, 1, 1))
    operations.end_appointment(one.id, MAY)
    with pytest.raises(Refused, match="已于 2026-05-31 结束"):
        operations.end_appointment(one.id, JUNE)
