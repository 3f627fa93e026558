"""Departments are merged and split: who moves, and whose star history goes on."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from hospital_integrity.departments import operations, queries
from hospital_integrity.departments.operations import NewDepartment
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders

MAY, JUNE = date(2026, 5, 31), date(2026, 6, 1)
NEW = NewDepartment("N1", "神经医学中心", "clinical", "总院")
OTHER = NewDepartment("N2", "康复医学科", "clinical", "总院")


def merged(*sources, into=NEW, heir_of=None, day=JUNE):
    versions = {place.id: place.version for place in sources}
    return operations.merge_departments(versions, into, heir_of=heir_of, day=day, document_no="院发〔2026〕12号")


def split(place, *parts, **details):
    told = {"stays": False, "heir": None, "destinations": {}, "day": JUNE, "document_no": "院发〔2026〕13号"}
    return operations.split_department(place.id, place.version, parts, **{**told, **details})


def homes(person):
    return [queries.home_department([person.id], day).get(person.id) for day in (MAY, JUNE)]


def test_people_of_merged_departments_move_on_the_day(both: Flask, events) -> None:
    first, second = builders.department("神经内科"), builders.department("神经外科")
    person, colleague = builders.member(first), builders.member(second)
    into = merged(first, second, heir_of=first.id)
    assert [homes(person), homes(colleague)] == [[first.id, into.id], [second.id, into.id]]
    assert events() == ["department.merged"]


def test_the_star_history_of_the_chosen_department_goes_on(both: Flask) -> None:
    first, second = builders.department("神经内科"), builders.department("神经外科")
    into = merged(first, second, heir_of=second.id)
    assert queries.lineage([into.id]) == {into.id: (into.id, second.id)}
    assert (first.closed_on, second.closed_on) == (MAY, MAY)


def test_a_department_that_takes_others_in_keeps_its_own_history(both: Flask) -> None:
    first, second = builders.department("神经内科"), builders.department("神经外科")
    with pytest.raises(Refused, match="自己的星级历史"):
        merged(first, into=second.id, heir_of=first.id)
    merged(first, into=second.id)
    assert queries.lineage([second.id]) == {second.id: (second.id,)}


def test_someone_who_joined_after_the_day_of_a_late_recorded_merger_joins_the_heir(both: Flask) -> None:
    first, second, person = builders.department("甲"), builders.department("乙"), builders.staff()
    builders.membership(person, first, date(2026, 6, 10))
    merged(first, into=second.id)
    assert queries.membership_on(person.id, date(2026, 6, 10)).department_id == second.id


def test_a_membership_that_ended_after_the_day_of_a_late_recorded_merger_is_cut(both: Flask) -> None:
    first, second, person = builders.department("甲"), builders.department("乙"), builders.staff()
    builders.membership(person, first, to_day=date(2026, 6, 9))
    merged(first, into=second.id)
    assert homes(person) == [first.id, second.id]
    assert queries.membership_on(person.id, date(2026, 6, 10)) is None


def test_a_merger_of_a_changed_department_is_stale(both: Flask) -> None:
    first, second = builders.department("甲", version=2), builders.department("乙")
    with pytest.raises(Stale):
        operations.merge_departments({first.id: 1}, second.id, heir_of=None, day=JUNE, document_no="")


def test_a_department_is_not_merged_into_itself(both: Flask) -> None:
    first = builders.department("甲")
    with pytest.raises(Refused, match="不能同时"):
        merged(first, into=first.id)


def test_a_split_sends_everyone_where_it_was_said(both: Flask, events) -> None:
    place = builders.department("神经科")
    person, colleague = builders.member(place), builders.member(place)
    first, second = split(place, NEW, OTHER, heir=0, destinations={person.id: 0, colleague.id: 1})
    assert [homes(person), homes(colleague)] == [[place.id, first.id], [place.id, second.id]]
    assert queries.lineage([first.id, second.id]) == {first.id: (first.id, place.id), second.id: (second.id,)}
    assert events() == ["department.split"]


def test_a_department_that_stays_keeps_people_and_history(both: Flask) -> None:
    place = builders.department("神经科")
    person = builders.member(place)
    split(place, OTHER, stays=True)
    assert homes(person) == [place.id, place.id]
    assert place.closed_on is None


@pytest.mark.parametrize(
    ("parts", "details", "words"),
    [
        ([NEW], {}, "至少拆成两个"),
        ([], {"stays": True}, "至少拆成两个"),
        ([NEW, OTHER], {"heir": 2}, "哪个新科室延续"),
        ([NEW], {"stays": True, "heir": 0}, "留在原科室"),
        ([NEW, OTHER], {}, "为每个人选择去向"),
        ([NEW, OTHER], {"day": date(2027, 1, 1)}, "还没有到"),
    ],
)
def test_a_split_that_makes_no_sense_is_refused(app: Flask, parts, details, words) -> None:
    place = builders.department("神经科")
    builders.member(place)
    with pytest.raises(Refused, match=words):
        split(place, *parts, **details)
