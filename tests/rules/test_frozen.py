"""What an award keeps: canonical JSON with one hash, and the way back to the same result."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hospital_integrity.rules import frozen
from hospital_integrity.rules.entry import Departure, Facts, Given, History, Mark
from hospital_integrity.rules.fold import fold
from tests.rules.editions import shipped
from tests.rules.facts import entry

EDITION = shipped("default-2026")
FACTS = Facts(
    kind="department",
    subject_id=7,
    year=2026,
    pool="clinical",
    entries=(entry(1, "R15", "2026-03-01"), entry(2, "D2", "2026-04-01"), entry(3, "D2", "2026-04-01", reverses=2)),
    marks=(Mark(1, "satisfaction", "", 4, Decimal("92.50"), "好"), Mark(2, "peer", "", None, None)),
    history=History(2025, 3, date(2024, 5, 6)),
    feeder=Decimal("88.125"),
    earlier=(entry(0, "D1", "2025-06-01"),),
    pending=("V2", "V1"),
)


def again(facts: Facts) -> Facts:
    return frozen.facts_from_json(json.loads(frozen.canonical(frozen.facts_to_json(facts))))


def digest(facts: Facts) -> str:
    return frozen.digest(frozen.facts_to_json(facts))


def test_facts_come_back_as_they_were() -> None:
    assert again(FACTS) == replace(FACTS, pending=("V1", "V2"))


def test_facts_that_come_back_fold_to_the_same() -> None:
    rating, folded_again = fold(EDITION, FACTS), fold(EDITION, again(FACTS))
    assert frozen.result_to_json(rating) == frozen.result_to_json(folded_again)
    assert frozen.lines_to_json(rating.lines) == frozen.lines_to_json(folded_again.lines)


def test_the_order_of_the_facts_does_not_change_the_hash() -> None:
    assert digest(replace(FACTS, entries=FACTS.entries[::-1], marks=FACTS.marks[::-1], pending=("V1", "V2"))) == digest(
        FACTS
    )


def test_idle_zeros_do_not_change_the_hash() -> None:
    one, other = (replace(FACTS, entries=(entry(1, "G04", "2026-03-01", points=text),)) for text in ("1.5", "1.50"))
    assert digest(one) == digest(other)
    lines = [frozen.lines_to_json(fold(EDITION, replace(facts, kind="grid")).lines) for facts in (one, other)]
    assert lines[0] == lines[1]


def test_any_other_number_changes_the_hash() -> None:
    assert digest(replace(FACTS, feeder=Decimal("88.126"))) != digest(FACTS)


def test_numbers_are_plain_text() -> None:
    facts = replace(FACTS, feeder=Decimal("1E+2"), marks=(Mark(1, "peer", "", 1, Decimal("-0.00")),))
    stored = frozen.facts_to_json(facts)
    assert (stored["feeder"], stored["marks"][0]["value"]) == ("100", "0")


def test_reasons_come_back_word_by_word() -> None:
    lines = fold(EDITION, FACTS).lines
    back = frozen.lines_from_json(json.loads(frozen.canonical(frozen.lines_to_json(lines))))
    assert [str(line.saying) for line in back] == [str(line.saying) for line in lines]
    assert frozen.lines_to_json(back) == frozen.lines_to_json(lines)


def test_the_canonical_text_has_one_shape() -> None:
    assert frozen.canonical({"b": [1, "优"], "a": None}) == '{"a":null,"b":[1,"优"]}'


def test_the_hash_is_known() -> None:
    assert frozen.digest({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"


def test_what_came_later_is_left_out_where_it_is_empty() -> None:
    stored = frozen.facts_to_json(FACTS)
    assert {"departure", "given"}.isdisjoint(stored) and "earned" not in stored["history"]
    assert all("closed_on" not in one for one in stored["entries"])


def test_what_came_later_comes_back_too() -> None:
    facts = replace(
        FACTS,
        pending=(),
        entries=(entry(1, "D2", "2026-04-01")._replace(closed_on=date(2026, 6, 1)),),
        history=replace(FACTS.history, earned=((2025, 4), (2024, 3))),
        departure=Departure("3", "领导小组审定"),
        given=(Given("conduct", Decimal("0.5"), 3), Given("appraisal", None)),
    )
    assert again(facts) == replace(facts, given=facts.given[::-1])
