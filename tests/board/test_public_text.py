"""The check of public texts at the desk: names of others, doubtful words, a surname that nobody else has."""

from __future__ import annotations

import pytest

from hospital_integrity.board import queries
from hospital_integrity.demo.operations.display import TEXTS
from hospital_integrity.rules.board_text import Unpublishable, cautions, findings
from tests import builders
from tests.board.conftest import checked


def test_a_colleague_is_named_in_no_text(draft):
    with pytest.raises(Unpublishable, match="1 处不能公开") as refused:
        draft(text="与王小川一起当场退还红包。")
    assert "第 2 个字起的“王小川”" in str(refused.value.findings[0].saying)


def test_doubtful_words_are_written_only_when_they_were_looked_at(draft):
    with pytest.raises(Unpublishable, match="1 处需要核对"):
        draft(text="为一名糖尿病老人办理手续。")
    assert draft(text="为一名糖尿病老人办理手续。", reviewed=True).state == "draft"


def test_the_form_asks_for_a_second_look_at_the_place(sign_in, house):
    fact = builders.entry(house.person, "R10", evidence="核查报告")
    sent = {"nonce": "e" * 32, "kind": "letter", "title": "收到表扬信", "text": "患者李女士来信。"}
    answer = sign_in("OF").post(
        f"/board/new?entry={fact.id}", data={**sent, "basis": "信件第 5 号", "display": "masked", "consent": ""}
    )
    assert (answer.status_code, "第 1 个字起的“患者李女士”" in answer.text) == (422, True)


def test_who_decides_sees_the_doubtful_words(sign_in, house, draft):
    row = checked(house, draft(text="为一名糖尿病老人办理手续。", reviewed=True))
    assert "“名糖尿病”像是病情" in sign_in("PB").get(f"/board/{row.id}").text


def test_a_surname_that_nobody_else_has_is_pointed_out(house, draft):
    row = draft()
    assert "只有一人姓欧阳" in str(queries.recognised_by(row))
    builders.member(house.place, "欧阳小川")
    assert queries.recognised_by(row) is None


def test_the_only_title_of_a_department_gives_its_holder_away(house, draft):
    person = builders.member(house.place, "陈大文", title="主任药师")
    row = builders.board_entry(builders.entry(person, "R10"))
    assert queries.about(row).title == "主任药师"
    builders.member(house.place, "陈大武", title="主任药师")
    assert queries.about(row).title == ""


@pytest.mark.parametrize("text", [text for texts in TEXTS.values() for _, *both in texts for text in both])
def test_the_texts_of_the_demo_pass(text):
    assert (list(findings(text)), list(cautions(text))) == ([], [])
