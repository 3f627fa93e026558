"""The board's rules: colour, name, mask, days, who decides; what a public text must not say; stretches of time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hospital_integrity.rules import board
from hospital_integrity.rules.board import Wording
from hospital_integrity.rules.board_period import offered, read_stretch
from hospital_integrity.rules.board_text import Person, Unpublishable, check_texts, findings
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Item

PERSON = Person("欧阳静怡", "000777")


def item(kind: str, **more: object) -> Item:
    return Item("X", "某条目", "第1条", kind, {}, **{"worth": {}, "ceilings": {}, **more})


def words(**said: object) -> Wording:
    return Wording(**{"kind": "refusal", "title": "标题", "text": "内容", "basis": "依据", **said})


@pytest.mark.parametrize(("kind", "colour"), [("bonus", "red"), ("deduction", "black"), ("veto", "black")])
def test_the_item_decides_the_colour(kind, colour):
    assert board.colour_of(item(kind)) == colour


@pytest.mark.parametrize("kind", ["check", "warning"])
def test_what_is_neither_praise_nor_breach_stays_off_the_board(kind):
    with pytest.raises(Refused, match="不能上榜"):
        board.colour_of(item(kind))


@pytest.mark.parametrize(
    ("colour", "personal", "said", "why"),
    [
        ("black", True, {}, "类别与条目不符"),
        ("red", True, {"full_name": True}, "同意书"),
        ("red", False, {"full_name": True, "consent": "第 3 号"}, "没有姓名"),
        ("black", True, {"kind": "inspection", "full_name": True, "consent": "第 3 号"}, "黑榜不公开全名"),
    ],
)
def test_a_name_is_shown_only_on_red_and_with_consent(colour, personal, said, why):
    with pytest.raises(Refused, match=why):
        board.check_wording(colour, personal, words(**said))


def test_with_consent_a_praised_person_has_a_name():
    board.check_wording("red", True, words(full_name=True, consent="第 3 号"))
    assert (board.shown_name("欧阳静怡", True), board.shown_name("欧阳静怡", False)) == ("欧阳静怡", "欧阳某")


def test_a_mask_that_hides_nobody_must_be_noticed():
    with pytest.raises(Refused, match="只有一人"):
        board.check_mask(True, words())
    board.check_mask(True, words(acknowledged=True))
    board.check_mask(False, words())


@pytest.mark.parametrize(
    ("colour", "personal", "last"),
    [("black", True, date(2026, 3, 2)), ("black", False, date(2026, 5, 1)), ("red", True, date(2026, 5, 1))],
)
def test_persons_are_criticised_for_thirty_days_the_rest_lasts_ninety(colour, personal, last):
    assert board.last_day(colour, personal, date(2026, 2, 1)) == last


def test_worth_is_that_of_the_subject_s_own_scheme():
    both = item("deduction", worth={"staff": Decimal("-5"), "department": Decimal("-1")})
    assert [board.worth(both, True, 2, None), board.worth(both, False, 1, Decimal("1.5"))] == [-10, Decimal("-1.5")]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("医生欧阳静怡退还红包", 3, "全名"),
        ("医生欧阳 静怡退还红包", 3, "全名"),
        ("工号000777的医生", 3, "工号"),
        ("工号００0777的医生", 3, "工号"),
        ("电话１３８ 1234-5678", 3, "电话"),
        ("来电0574-87654321", 3, "电话"),
        ("证件33020419900101123X在此", 3, "证件号"),
        ("该员涉嫌收受", 3, "没有查实"),
        ("据说举报称有", 1, "没有查实"),
        ("根据举报人提供", 3, "反映情况的人"),
        ("把患者王某的", 2, "患者"),
        ("位于12床的", 3, "患者"),
        ("经查住院号", 3, "患者"),
    ],
)
def test_a_public_text_names_nobody_and_claims_nothing_unproven(text, place, said):
    found = [str(one) for one in findings(text, PERSON)]
    assert said in found[0]
    assert found[0].startswith(f"第 {place} 个字")


@pytest.mark.parametrize(
    "text",
    ["当场退还患者红包 2000 元并上交登记", "欧阳某拒收红包", "2026 年 11 月 3 日检查发现，约谈负责人", "工号10007770"],
)
def test_an_ordinary_text_is_left_alone(text):
    assert list(findings(text, PERSON)) == []


def test_with_consent_the_name_may_stand_but_not_the_number():
    named = Person("欧阳静怡", "000777", named=True)
    assert [str(one)[-10:] for one in findings("欧阳静怡（000777）", named)] == ["当事人的工号，不能公开"[-10:]]


def test_every_text_is_named_in_the_refusal():
    with pytest.raises(Unpublishable, match="2 处") as refused:
        check_texts({"title": "疑似违规", "text": "据称"}, None)
    assert [finding.field for finding in refused.value.findings] == ["title", "text"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_a_stretch_has_its_days(text, first, last):
    stretch = read_stretch(text)
    assert (stretch.first, stretch.last) == (first, last)


@pytest.mark.parametrize("text", ["", "26", "2026-Q5", "2026-13", "2026-1", "1999", "２０２６", "2026-Q1 "])
def test_anything_else_is_no_stretch(text):
    assert read_stretch(text) is None


def test_the_switch_offers_quarters_months_and_years():
    values = [one.value for one in offered(date(2026, 1, 31))]
    assert values[:2] == ["2026-Q1", "2025-Q4"]
    assert values[-4:] == ["2026-01", "2025-12", "2026", "2025"]
