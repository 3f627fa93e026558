"""Those who judge at the stages, compared: leniency, no variance, self against department, each with enough people."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

from hospital_integrity.rules.raters import LEAST
from hospital_integrity.rules.stage_raters import stage_raters
from hospital_integrity.rules.stages import Done


def said(*rows: tuple[int, dict[str, tuple[int, str]]]) -> dict[int, Done]:
    """Person → stage → (rater, departure)."""
    return {
        person: Done(
            {key: SimpleNamespace(rater_id=rater, value=Decimal(value)) for key, (rater, value) in stages.items()}
        )
        for person, stages in rows
    }


def heads(first: list[str], second: list[str], own: str | None = None) -> dict[int, Done]:
    """Head 1 and head 2 judge their people so; everybody says `own` of themselves."""
    rows = []
    for rater, values in ((1, first), (2, second)):
        for value in values:
            stages = {"department": (rater, value)} | ({"self": (99, own)} if own else {})
            rows.append((len(rows), stages))
    return said(*rows)


def test_leniency_is_the_mean_departure_less_that_of_the_others():
    found = {one.rater_id: one.beside for one in stage_raters(heads(["2"] * LEAST, ["0"] * LEAST))}
    assert found == {1: Decimal(2), 2: Decimal(-2)}


def test_with_too_few_people_nothing_is_said():
    first, second = stage_raters(heads(["2"] * (LEAST - 1), ["0"] * (LEAST - 1)))
    assert (first.beside, first.own, first.flat, second.beside) == (None, None, False, None)


def test_the_same_for_everybody_is_flagged_and_one_other_mark_is_not():
    found = {one.rater_id: one.flat for one in stage_raters(heads(["1"] * LEAST, ["1"] * (LEAST - 1) + ["0"]))}
    assert found == {1: True, 2: False}


def test_the_gap_between_self_and_department_is_own_word_less_the_heads():
    found = {one.rater_id: one.own for one in stage_raters(heads(["-1"] * LEAST, ["0"] * LEAST, own="3"))}
    assert found == {1: Decimal(4), 2: Decimal(3)}


def test_a_later_stage_on_the_same_people_is_the_yardstick():
    rows = [(person, {"department": (1, "3"), "office": (7, "1")}) for person in range(LEAST)]
    found = {one.stage: one.later for one in stage_raters(said(*rows))}
    assert found == {"department": Decimal(2), "office": Decimal(-2)}


def test_ones_own_word_alone_is_nobodys_rating():
    assert stage_raters(said((1, {"self": (1, "5")}))) == []
