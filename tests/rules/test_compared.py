"""What depends on everybody: natural breaks, lowest shares, pools; and that awards of it can be folded again."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from hospital_integrity.rules.award import Identity, award, fold_again
from hospital_integrity.rules.breaks import centres, group_of, percentile, seeds
from hospital_integrity.rules.edition import Edition, parse
from hospital_integrity.rules.entry import Departure, Facts, Given, History
from hospital_integrity.rules.everybody import rate_everybody
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.frozen import contest_from_json, contest_to_json
from hospital_integrity.rules.quota import decide
from tests.rules.editions import edition_text
from tests.rules.test_parts_file import GIVEN, TWO

LEVELS = "".join(f'[[schemes.KIND.levels]]\nkey = "{n}"\nname = "{n} 星"\nstars = {n}\n' for n in (3, 2, 1))
LEVELS += '[[schemes.KIND.levels]]\nkey = "none"\nname = "不评星"\n'
ONE = GIVEN.format("care", 100)
BREAKS = 'cut = "breaks"\n'


def broken(more: str = "", parts: str = ONE, levels: str = LEVELS) -> Edition:
    return parse(edition_text(BREAKS + more, kind="department", parts=parts, levels=levels, items=""))


def facts(number: int, *values: str, pool: str = "a", measures: int = 5, **more) -> Facts:
    keys = ("care", "staff") if len(values) > 1 else ("care",)
    given = tuple(
        Given(key, Decimal(value) if value else None, measures) for key, value in zip(keys, values, strict=True)
    )
    return Facts("department", number, 2026, pool, given=given, **more)


def rated(edition: Edition, everybody: list[Facts]) -> list[Rating]:
    return list(rate_everybody(edition, everybody).values())


def levels(edition: Edition, *scores: str) -> list[str]:
    return [one.level for one in rated(edition, [facts(n, score) for n, score in enumerate(scores)])]


def numbers(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


def test_percentiles_are_those_of_definition_5() -> None:
    four = numbers("1", "2", "3", "4")
    assert [percentile(four, Decimal(p)) for p in (25, 50, 60)] == numbers("1.5", "2.5", "3")


def test_seeds_are_the_medians_of_the_quantile_groups_and_a_value_on_a_cut_belongs_below() -> None:
    assert seeds(numbers("1", "2", "3", "4", "5", "6"), 3) == numbers("1.5", "3.5", "5.5")
    assert seeds(numbers("1", "2", "2", "2", "5"), 2) == numbers("2", "5")


def test_far_points_do_not_pull_a_centre() -> None:
    found = centres(numbers("0", "0.1", "0.2", "5", "5.1", "5.2", "5.3", "7"), 2)
    assert [round(centre, 2) for centre in found] == numbers("0.10", "5.15")


def test_a_score_in_the_middle_belongs_to_the_lower_group() -> None:
    assert [group_of(score, numbers("0", "2")) for score in numbers("1", "1.0000001")] == [0, 1]


def test_a_score_in_the_middle_of_two_centres_moves_the_lower_one() -> None:
    assert centres(numbers("0", "0", "0.3", "0.6", "0.6"), 2) == numbers("0.1", "0.6")


def test_stars_are_cut_where_scores_lie_apart() -> None:
    assert levels(broken(), "10", "11", "50", "51", "90", "91", "92") == ["1", "1", "2", "2", "3", "3", "3"]


def test_breaks_use_the_score_before_it_is_rounded() -> None:
    found = rated(broken("round = 10\n"), [facts(n, score) for n, score in enumerate(("1", "2", "3", "4"))])
    assert {str(one.raw) for one in found} == {"0"} and len({one.level for one in found}) == 3


def test_each_pool_is_cut_for_itself() -> None:
    scores = [("a", "1"), ("a", "2"), ("a", "3"), ("b", "100"), ("b", "200"), ("b", "300")]
    everybody = [facts(n, score, pool=pool) for n, (pool, score) in enumerate(scores)]
    found = [[one.level for one in rated(broken(f'pool = "{how}"\n'), everybody)] for how in ("category", "all")]
    assert found == [["1", "2", "3"] * 2, ["1", "1", "1", "2", "3", "3"]]


def test_pools_may_be_the_number_of_parts_with_enough_measures() -> None:
    edition = broken('pool = "parts"\nevidence = { measures = 3, parts = 1 }\n', parts=TWO)
    both = [facts(n, str(n), str(n)) for n in range(3)]
    one = [facts(n + 3, str(n), "") for n in range(3)]
    assert [rating.level for rating in rated(edition, both + one)] == ["1", "2", "3"] * 2


@pytest.mark.parametrize("scores", [("1", "2"), ("1", "1", "2", "2"), ("1", "2", "3", "3", "3", "3")])
def test_a_pool_with_too_few_scores_cannot_be_cut(scores: tuple[str, ...]) -> None:
    found = rated(broken(), [facts(n, score) for n, score in enumerate(scores)])
    assert {(one.level, one.rated) for one in found} == {("none", False)}
    assert "分不成 3 段" in str(found[0].lines[-1].saying)


def test_who_lacks_evidence_is_neither_cut_nor_counted() -> None:
    edition = broken("evidence = { measures = 3, parts = 1 }\n")
    everybody = [facts(n, str(n)) for n in range(3)] + [facts(9, "1000", measures=2)]
    assert [one.level for one in rated(edition, everybody)] == ["1", "2", "3", "none"]


def test_a_ceiling_the_ladder_and_a_departure_hold_after_the_cut() -> None:
    limiter = '[[schemes.KIND.limiters]]\npart = "care"\nname = "x"\nat_or_above = 95\nceiling = "2"\n'
    edition = broken("ladder = { rise = 1, first = 2 }\n", levels=LEVELS + limiter)
    climbed = History(2025, 3)
    everybody = [facts(1, "1", history=climbed), facts(2, "50", history=climbed), facts(3, "94", history=climbed)]
    everybody += [facts(4, "93"), facts(5, "99", history=climbed)]
    everybody += [facts(6, "2", history=climbed, departure=Departure("2", "会议纪要"))]
    assert [one.level for one in rated(edition, everybody)] == ["1", "2", "3", "2", "2", "2"]


def test_a_star_is_held_against_the_cut() -> None:
    edition = broken("ladder = { hold = { years = 1, of = 2 } }\n")
    held = facts(1, "1", history=History(2025, 3, earned=((2025, 3),)))
    found = rated(edition, [held, facts(2, "2", history=History(2025, 3)), facts(3, "3", history=History(2025, 3))])
    assert [one.level for one in found] == ["3", "2", "3"]
    assert str(found[0].lines[-1].saying) == "近 2 年中至少 1 年凭得分达到3 星，予以保持"


def test_a_gate_on_deductions_caps_under_breaks() -> None:
    gated = LEVELS.replace('"3 星"\n', '"3 星"\nwhen = [{ deductions = "[0,0]" }]\n')
    text = edition_text(BREAKS, kind="department", parts=ONE, levels=gated)
    minus = '[items.minus]\nname = "扣"\nclause = "1"\nkind = "deduction"\ndepartment = -1\n'
    assert [level.regions != () for level in parse(text).schemes["department"].levels] == [True, False, False, False]
    assert levels(parse(text.split("[items")[0] + minus), "1", "2", "3") == ["1", "2", "3"]


LOWEST = '[[schemes.KIND.limiters]]\npart = "staff"\nname = "护理"\nlowest = 25\nceiling = "2"\nmeasures = 3\n'


def test_the_lowest_quarter_in_a_part_is_capped() -> None:
    edition = broken(parts=TWO, levels=LEVELS + LOWEST)
    everybody = [facts(n, str(100 * (n // 3)), str(9 - n)) for n in range(8)]
    found = rated(edition, everybody)
    assert [one.level for one in found] == ["1", "1", "1", "2", "2", "2", "2", "2"]
    assert str(found[7].lines[-1].saying) == "护理 2 在 8 个对象中属最低的 25%（不高于 3.5）：最高2 星"


def test_who_has_too_few_measures_is_not_among_the_lowest() -> None:
    edition = broken(parts=TWO, levels=LEVELS + LOWEST)
    everybody = [facts(n, str(100 * (n // 3)), str(9 - n), measures=3 if n < 6 else 2) for n in range(8)]
    assert [one.level for one in rated(edition, everybody)][6:] == ["3", "3"]


def test_the_lowest_share_asks_for_the_measures_of_the_evidence_where_it_names_none() -> None:
    limiter = LOWEST.replace("measures = 3\n", "")
    edition = broken('evidence = { measures = 3, any_of = ["care"] }\n', TWO, LEVELS + limiter)
    everybody = [facts(n, str(100 * (n // 3)), str(9 - n)) for n in range(8)]
    few = replace(everybody[7], given=(everybody[7].given[0], Given("staff", Decimal(2), 2)))
    assert [rated(edition, [*everybody[:7], last])[7].level for last in (everybody[7], few)] == ["2", "3"]


def test_a_quota_comes_after_the_cut() -> None:
    quota = '[[schemes.KIND.quotas]]\nlevel = "3"\nshare = 20\npool = "parts"\n'
    found = rated(broken(levels=LEVELS + quota), [facts(n, str(n)) for n in range(6)])
    assert [(one.earned, one.level) for one in found][4:] == [("3", "2"), ("3", "3")]


def test_an_award_of_natural_breaks_can_be_folded_again() -> None:
    edition, everybody = broken(), [facts(n, str(n)) for n in range(6)]
    ratings = {one.subject_id: one for one in rated(edition, everybody)}
    awards = [award(edition, one, ratings[one.subject_id], Identity("科", 1, "科")) for one in everybody]
    again = [fold_again(edition, opened(one)) for one in awards]
    decided = decide(edition, "department", [one.rating for one in again])
    assert all(one.holds(decided[one.rating.subject_id]) and one.holds_alone for one in again)


def opened(sealed: dict) -> dict:
    return {**sealed, "inputs": json.loads(sealed["inputs"]), "reasons": json.loads(sealed["reasons"])}


def test_a_contest_comes_back_from_json() -> None:
    contest = fold(broken(parts=TWO, levels=LEVELS + LOWEST), facts(1, "1.5", "2")).contest
    assert contest_from_json(contest_to_json(contest)) == contest
