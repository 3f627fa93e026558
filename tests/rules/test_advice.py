"""Advice: done, it really leads to the next level; nothing shorter does; what can't be planned isn't proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from hospital_integrity.rules import advice
from hospital_integrity.rules.advice import advise, among
from hospital_integrity.rules.entry import Entry, Facts, History, Mark
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.means import means
from tests.rules.editions import edition_text, places, shipped
from tests.rules.facts import entry
from tests.rules.test_properties import facts_of, many

DEFAULT = shipped("default-2026")
MAY, DECEMBER = date(2026, 5, 20), date(2026, 12, 30)
subjects = st.sampled_from(["department", "grid", "staff"]).flatmap(lambda kind: facts_of(DEFAULT, kind))


def checks(*numbers: int) -> tuple[Entry, ...]:
    return tuple(entry(n, f"C{n}", "2026-02-01", department_only=True) for n in numbers)


def place(*entries: Entry, survey: int | None = 95, last: int | None = 3) -> Facts:
    marks = () if survey is None else (Mark(1, "satisfaction", "", None, Decimal(survey)),)
    return Facts("department", 1, 2026, "clinical", entries, marks, History(2025, last))


def list_of(facts: Facts, day: date = MAY) -> list[str]:
    return [str(action.saying) for action in advise(DEFAULT, facts, day).actions]


def rank(facts: Facts) -> int:
    return DEFAULT.schemes[facts.kind].rank[fold(DEFAULT, facts).level]


@many
@given(subjects)
def test_who_follows_the_advice_reaches_the_next_level(facts: Facts) -> None:
    found = advise(DEFAULT, facts, MAY)
    if found.actions:
        assert rank(found.facts) <= DEFAULT.schemes[facts.kind].rank[found.target.key] == rank(facts) - 1
    else:
        assert found.target is None or found.hindrances


@many
@given(subjects)
def test_no_shorter_list_would_do(facts: Facts) -> None:
    found, every = advise(DEFAULT, facts, MAY), list(means(DEFAULT, facts, MAY))
    for length in range(len(found.actions)):
        for chosen in combinations(every, length):
            after = facts
            for one in chosen:
                after = one.done(after, one.most)
            assert rank(after) >= rank(facts)


@many
@given(subjects)
def test_doing_less_of_a_thing_would_not_do(facts: Facts) -> None:
    found = advise(DEFAULT, facts, MAY)
    kinds = [action.kind for action in found.actions]
    if kinds == ["item"]:
        last = found.facts.entries[-1]
        less = Entry(last.id, last.item, last.happened_on, last.times - 1, last.points, last.department_id)
        assert rank(replace(facts, entries=(*facts.entries, *([less] if less.times else [])))) >= rank(facts)


def test_a_survey_below_the_gate_is_to_be_raised_to_it() -> None:
    (only,) = list_of(place(*checks(1, 2, 3, 4, 5), survey=88))
    assert only.endswith("提高到 90 分（现在 88）")


def test_missing_evidence_is_to_be_checked() -> None:
    assert list_of(place(*checks(1, 2, 3))) == ["再补 2 项检查记录：风险防控、廉洁行医"]


def test_an_open_warning_is_to_be_closed() -> None:
    warned = entry(9, "W1", "2026-03-01", department_only=True)
    assert list_of(place(*checks(2, 3, 4, 5), warned)) == ["整改并销号：廉政谈话未按期完成（第 9 号）"]


def test_nothing_is_above_the_top() -> None:
    found = advise(DEFAULT, place(*checks(1, 2, 3, 4, 5), last=5), MAY)
    assert (found.target, found.actions) == (None, ())


def test_the_ladder_is_named_when_it_stands_in_the_way() -> None:
    found = advise(DEFAULT, place(*checks(1, 2, 3, 4, 5), last=3), MAY)
    assert [str(one) for one in found.hindrances] == ["本年度无法再升", "上次 3 星，一年最多升 1 星"]


def test_a_veto_can_not_be_planned_away() -> None:
    found = advise(DEFAULT, place(*checks(1, 2, 3, 4, 5), entry(9, "D2", "2026-03-01")), MAY)
    assert not found.actions and "查实收受红包、回扣" in str(found.hindrances[0])


def test_red_packets_honours_and_praise_are_never_proposed() -> None:
    facts = Facts("staff", 1, 2026, "clinical")
    found = advise(DEFAULT, facts, MAY)
    assert not found.actions and "达不到优秀" in str(found.hindrances[0])


def member(*entries: Entry) -> Facts:
    return Facts("grid", 1, 2026, "department", entries, feeder=Decimal(90), history=History(2025, 4))


def test_a_grid_member_can_plan_reports_as_long_as_months_are_left() -> None:
    facts = member(entry(1, "G01", "2026-04-30", times=4), entry(2, "G03", "2026-04-01", times=4))
    reports = [one for one in means(DEFAULT, facts, MAY) if "月报" in str(one.words(1))]
    late = [one for one in means(DEFAULT, facts, DECEMBER) if "月报" in str(one.words(1))]
    assert [reports[0].most, late[0].most] == [8, 1]


def test_the_quota_counts_the_rivals() -> None:
    facts = place(*checks(1, 2, 3, 4, 5), survey=88, last=4)
    rivals = [replace(fold(DEFAULT, place(*checks(1, 2, 3, 4, 5), survey=100)), subject_id=n) for n in range(2, 12)]
    assert advise(DEFAULT, facts, MAY).actions
    found = advise(DEFAULT, facts, MAY, rivals)
    assert not found.actions or found.rating.stars > 3


def test_many_rivals_are_measured_once() -> None:
    facts = place(*checks(1, 2, 3, 4, 5), survey=88, last=4)
    strong = fold(DEFAULT, place(*checks(1, 2, 3, 4, 5), survey=100, last=4))
    found = among(DEFAULT, advise(DEFAULT, facts, MAY), [replace(strong, subject_id=n) for n in range(2, 12)])
    assert str(found.hindrances[0]) == "能计划的都做到，也排不进名额"
    assert str(found.hindrances[-1]).startswith("名额：11 个参评对象中四星及以上 4 个")


def test_only_what_stands_between_is_named() -> None:
    facts = place(*checks(1, 2, 3, 4, 5), entry(9, "D2", "2026-03-01"), entry(10, "W1", "2026-03-01"), last=4)
    found = advise(DEFAULT, facts, MAY)
    assert [str(one) for one in found.hindrances] == ["查实收受红包、回扣：最高不评星"]


def test_a_list_is_found_in_a_few_hundred_foldings(monkeypatch) -> None:
    done = []
    monkeypatch.setattr(advice, "fold", lambda *args: done.append(args) or fold(*args))
    warned = [entry(n, "W1", "2026-03-01", department_only=True) for n in range(20, 26)]
    advise(DEFAULT, place(*checks(1, 2), *warned, survey=60, last=2), MAY)
    assert len(done) < 300


def test_two_things_are_listed_when_both_are_needed() -> None:
    warned = entry(9, "W1", "2026-03-01", department_only=True)
    found = advise(DEFAULT, place(*checks(2, 3, 4, 5), warned, survey=88), MAY)
    assert [action.kind for action in found.actions] == ["close", "mark"]


def test_only_a_bonus_can_be_planned() -> None:
    text = edition_text().replace('kind = "deduction"', 'kind = "deduction"\nplanned = 2', 1)
    assert places(text) == ["items.minus.planned"]
