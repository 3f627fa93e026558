"""What a rating is folded from: whose entries, marks, history and department score reach whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from flask import Flask
from sqlalchemy import event

from hospital_integrity.db import db
from hospital_integrity.ratings.queries import everybody, facts_of, ratings_of, who_is_rated
from hospital_integrity.rules.entry import Entry
from hospital_integrity.rules.frozen import digest, facts_to_json
from tests import builders
from tests.ratings import register

NEW = date(2026, 2, 1)


def ids(facts) -> list[int]:
    return [one.id for one in facts.entries]


def test_an_entry_about_a_person_reaches_the_person_and_the_department_of_the_day(both: Flask) -> None:
    register.publish("default-2026")
    person = builders.member(place := builders.department())
    fact = register.entry("R05", place, person)
    assert ids(facts_of("staff", 2026)[person.id]) == [fact.id]
    assert ids(facts_of("department", 2026)[place.id]) == [fact.id]


def test_the_same_facts_have_the_same_hash_on_both_databases(both: Flask) -> None:
    register.publish("default-2026")
    person = builders.member(place := builders.department())
    builders.grid_appointment(person, place)
    done = builders.entry(person, "G04", points=Decimal("2.50"), evidence="处置记录")
    register.mark("department", place.id, "satisfaction", "92.5")
    (kept,) = facts_of("grid", 2026).values()
    (stored,) = facts_of("department", 2026).values()
    by_hand = Entry(done.id, "G04", date(2026, 3, 1), 1, Decimal("2.5"), place.id, person.id, evidence="处置记录")
    assert digest(facts_to_json(kept)) == digest(facts_to_json(replace(kept, entries=(by_hand,))))
    given = replace(stored, marks=(replace(stored.marks[0], value=Decimal("92.50")),))
    assert digest(facts_to_json(stored)) == digest(facts_to_json(given))


def test_entries_of_a_department_whose_history_goes_on_count_in_its_heir(both: Flask) -> None:
    register.publish("default-2026")
    old, new = builders.department("神经内一科"), builders.department("神经内科")
    facts = [register.entry("C1", old), register.entry("C1", new)]
    register.heir(old, new)
    assert list(facts_of("department", 2026)) == [new.id]
    assert ids(facts_of("department", 2026, [new.id])[new.id]) == [fact.id for fact in facts]


def test_who_was_hired_in_the_year_is_not_rated_and_the_reason_is_said(both: Flask) -> None:
    register.publish("default-2026")
    place = builders.department()
    old, new = builders.member(place), builders.member(place, "李文", hired_on=NEW)
    rated, unrated = who_is_rated("staff", 2026)
    assert list(rated) == [old.id]
    assert [(one.staff_id, str(one.reason)) for one in unrated] == [(new.id, "当年入职（2026-02-01），不参加考评")]


def test_a_grid_member_takes_a_part_from_the_department_watched_over(both: Flask) -> None:
    register.publish("default-2026")
    watched = builders.department("检验科", category="technical")
    person = builders.member(builders.department())
    builders.grid_appointment(person, watched)
    register.entry("C1", watched)
    score = ratings_of("department", 2026)[watched.id].raw
    assert facts_of("grid", 2026)[person.id].feeder == facts_of("grid", 2026, [person.id])[person.id].feeder == score


def test_a_pool_is_the_category_of_a_department_and_the_tier_of_a_grid_member(both: Flask) -> None:
    register.publish("default-2026")
    person = builders.member(place := builders.department(category="technical"))
    builders.grid_appointment(person, place)
    builders.grid_appointment(person, place, tier="branch")
    assert [facts_of(kind, 2026).popitem()[1].pool for kind in ("department", "staff", "grid")] == [
        "technical",
        "technical",
        "branch",
    ]


def test_marks_of_a_sheet_reach_the_subject(both: Flask) -> None:
    register.publish("default-2026")
    place = builders.department()
    register.mark("department", place.id, "satisfaction", "91.5")
    assert [one.value for one in facts_of("department", 2026)[place.id].marks] == [Decimal("91.5")]


def test_all_kinds_at_once_are_the_same_as_each_by_itself(both: Flask) -> None:
    register.publish("default-2026")
    person = builders.member(place := builders.department())
    builders.grid_appointment(person, place)
    register.entry("R05", place, person)
    assert everybody(2026) == {
        (kind, one): facts for kind in ("department", "grid", "staff") for one, facts in facts_of(kind, 2026).items()
    }


def statements(work) -> int:
    seen: list[str] = []
    listener = lambda *args: seen.append(args[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listener)
    work()
    event.remove(db.engine, "before_cursor_execute", listener)
    return len(seen)


def test_the_number_of_statements_does_not_grow_with_the_hospital(both: Flask) -> None:
    register.publish("default-2026")
    counts = []
    for size in (2, 9):
        for _ in range(size):
            person = builders.member(place := builders.department())
            builders.grid_appointment(person, place)
            register.entry("R05", place, person)
        db.session.expire_all()
        counts.append([statements(lambda kind=kind: facts_of(kind, 2026)) for kind in ("staff", "department", "grid")])
    assert all(small == large for small, large in pairwise(counts))
    assert max(counts[0]) <= 24
