"""What is sealed with an award, and folding it again from itself."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from hospital_integrity.rules.award import SEALED, Identity, award, fold_again, removed_on, seal, seal_of_closing
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.quota import decide
from tests.rules.editions import shipped
from tests.rules.facts import entry

EDITION = shipped("default-2026")
IDENTITY = Identity("张晓明", 3, "心内科")


def facts(subject: int, *items: str) -> Facts:
    entries = tuple(entry(10 * subject + n, item, "2026-03-01") for n, item in enumerate(items))
    return Facts("staff", subject, 2026, "clinical", entries)


def frozen(one: Facts, **changes: object) -> dict[str, object]:
    """An award as it comes back from the database."""
    made = award(EDITION, one, fold(EDITION, one), IDENTITY)
    opened = {name: json.loads(made[name]) for name in ("inputs", "reasons")}
    return {**made, **opened, **changes}


def test_an_award_read_back_bears_the_same_seal() -> None:
    one = frozen(facts(1, "R08", "R08"))
    assert seal(one, EDITION.sha256) == one["sha256"]


@pytest.mark.parametrize("column", [*SEALED, "inputs", "reasons"])
def test_every_column_is_sealed(column: str) -> None:
    other = {"removed_on": date(2026, 1, 1), "inputs": {}, "reasons": []}.get(column, "x")
    changed = frozen(facts(1, "R08"), **{column: other})
    assert seal(changed, EDITION.sha256) != changed["sha256"]


def test_the_seal_names_the_edition() -> None:
    one = frozen(facts(1, "R08"))
    assert seal(one, "0" * 64) != one["sha256"]


def test_the_seal_of_a_closing_covers_its_decision_and_all_its_awards_in_any_order() -> None:
    day, said = date(2027, 1, 8), ("e", "院纪1号")
    assert seal_of_closing(*said, day, ["a", "b"]) == seal_of_closing(*said, day, ["b", "a"])
    assert seal_of_closing(*said, day, ["a", "b"]) != seal_of_closing(*said, day, ["a"])


def test_an_award_folds_to_itself() -> None:
    one = facts(1, "R08", "R16")
    again = fold_again(EDITION, frozen(one))
    assert again.holds_alone and again.holds(decide(EDITION, "staff", [again.rating])[1])


@pytest.mark.parametrize("changes", [{"level": "excellent"}, {"score": "99.00"}, {"stars": 1}, {"reasons": []}])
def test_an_award_that_says_something_else_does_not(changes: dict[str, object]) -> None:
    assert not fold_again(EDITION, frozen(facts(1, "R01"), **changes)).holds_alone


def test_an_award_lowered_by_a_quota_holds_alone_and_among_all() -> None:
    everybody = [facts(subject, "R08", "R08", *["R09"] * subject) for subject in range(1, 8)]
    decided = decide(EDITION, "staff", [fold(EDITION, one) for one in everybody])
    rows = []
    for one in everybody:
        made = award(EDITION, one, decided[one.subject_id], IDENTITY)
        rows.append({**made, **{name: json.loads(made[name]) for name in ("inputs", "reasons")}})
    again = [fold_again(EDITION, row) for row in rows]
    redecided = decide(EDITION, "staff", [one.rating for one in again])
    assert [row["level"] for row in rows] == ["good"] * 6 + ["excellent"]
    assert all(one.holds_alone and one.holds(redecided[one.rating.subject_id]) for one in again)


def test_a_star_is_removed_on_the_day_of_the_latest_veto() -> None:
    one = Facts("department", 1, 2026, "clinical", (entry(1, "V1", "2026-03-01"), entry(2, "V1", "2026-05-02")))
    assert removed_on(EDITION, one, 0) == date(2026, 5, 2)
    assert removed_on(EDITION, one, 3) is None


def test_numbers_of_an_award_are_text() -> None:
    one = frozen(facts(1, "R08"))
    assert Decimal(one["score"]) == Decimal(one["inputs"]["result"]["score"])
