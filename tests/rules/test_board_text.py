"""What a public text is searched for: what is refused, what needs a second look, and what is left alone."""

from __future__ import annotations

import pytest

from hospital_integrity.rules.board_text import Guarded, Person, Unpublishable, cautions, check_texts, findings

PERSON = Person("欧阳静怡", "000777", title="主任医师")
AROUND = Guarded(frozenset({"欧阳静怡", "王小川", "张"}), frozenset({"买买提·艾力", "赵六"}))


def places(found) -> list[str]:
    return [str(one).split("”")[0] for one in found]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("与王小川一起值班", "第 2 个字起的“王小川”是他人的姓名"),
        ("与王 小川一起", "第 2 个字起的“王 小川”是他人的姓名"),
        ("经赵六来信", "第 2 个字起的“赵六”是他人的姓名"),
        ("由买买提·艾力提出", "他人的姓名"),
        ("由买买提艾力提出", "他人的姓名"),
        ("系恶意举报", "无权作出的认定"),
        ("在十二床旁", "患者"),
        ("电话+8613812345678", "电话"),
        ("138.1234.5678", "电话"),
        ("致信a.b@hospital.cn", "联系方式"),
        ("卡号6222 0212 3456 7890 123", "卡号"),
        ("据悉，当日", "没有查实"),
    ],
)
def test_names_of_others_and_more_numbers_are_refused(text, said):
    assert said in str(next(findings(text, PERSON, AROUND)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("为一名糖尿病老人", "病情"),
        ("患者李女士来信", "患者的姓名"),
        ("患者王小明，来信", "患者的姓名"),
        ("该科护士长处理", "职务"),
        ("涉及受贿", "认定"),
        ("可能影响", "语气不定"),
        ("登记 00123456 在册", "编号"),
        ("这位主任医师", "只有一人的职称"),
    ],
)
def test_what_is_mostly_wrong_needs_a_second_look(text, said):
    assert said in str(next(cautions(text, PERSON)))


@pytest.mark.parametrize(
    "text",
    [
        "肿瘤科拒收红包，患者和家属送来锦旗，尽可能解答疑问",
        "当场退还患者红包 2000 元并上交登记，2026 年 11 月 3 日",
        "高血压门诊全体人员获评先进集体",
        "副主任医师欧阳某参加突发事件救援",
        "新增床位，一床难求的情况缓解",
    ],
)
def test_ordinary_praise_passes_without_a_word(text):
    person = Person("欧阳静怡", "000777")
    assert (places(findings(text, person, AROUND)), places(cautions(text, person))) == ([], [])


def test_what_is_refused_is_not_doubted_as_well():
    assert places(cautions("来电13812345678")) == []


def test_cautions_are_refused_until_somebody_looked():
    with pytest.raises(Unpublishable, match="1 处需要核对") as doubted:
        check_texts({"title": "好", "text": "患者李女士来信"}, None, reviewed=False)
    assert [(one.field, one.firm) for one in doubted.value.findings] == [("text", False)]
    check_texts({"text": "患者李女士来信"}, None, reviewed=True)
