"""What a public text of the board must not say: who it is, whose data it is, and what nobody has proved.

Simple checks of words and numbers; each finding names its place. A person still reads the text before it is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hospital_integrity.rules.characters import fold_width
from hospital_integrity.rules.saying import Refused, Saying, say

UNPROVEN = "涉嫌|疑似|举报称|据举报(?!人)|反映称|据反映|据称|传闻|待核实|待查实|尚未查实|正在调查|可能存在"
REPORTER = "举报人|检举人|投诉人|反映人|信访人|控告人"
PATIENT = "住院号|门诊号|病历号|病案号|就诊卡|床号|[0-9]+ ?床|诊断为|确诊|患有|病史|患者(?:姓名|名叫|叫|\\w{1,2}某)"
IDENTITY = r"(?<![0-9A-Za-z])(?:[0-9]{6} ?[0-9]{8} ?[0-9]{3}[0-9Xx]|[0-9]{15})(?![0-9A-Za-z])"
PHONE = r"(?<![0-9])(?:1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}|0[0-9]{2,3}[- ]?[0-9]{7,8})(?![0-9])"
ALWAYS: Mapping[str, Saying] = {
    UNPROVEN: say("第 %(place)s 个字起的“%(word)s”是没有查实的话，只有查实的事可以上榜"),
    REPORTER: say("第 %(place)s 个字起的“%(word)s”提到了反映情况的人，应当保密"),
    PATIENT: say("第 %(place)s 个字起的“%(word)s”涉及患者的身份或病情，不能公开"),
    IDENTITY: say("第 %(place)s 个字起的“%(word)s”像是身份证号，不能公开"),
    PHONE: say("第 %(place)s 个字起的“%(word)s”像是电话号码，不能公开"),
}
FULL_NAME = say("第 %(place)s 个字起的“%(word)s”是当事人的全名，请改为“姓某”或删去")
STAFF_NUMBER = say("第 %(place)s 个字起的“%(word)s”是当事人的工号，不能公开")


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the text is about; `named` where the full name may be shown."""

    name: str
    number: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that must not be published: in which text (`title` or `text`), and what is wrong where."""

    field: str
    saying: Saying


class Unpublishable(Refused):
    """Texts that must not be published as they are; `findings` name every place."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(say("公开的文字有 %(count)s 处不能公开，请改好后再提交", count=len(findings)))


def check_texts(texts: Mapping[str, str], person: Person | None) -> None:
    """Refuse texts (by field) that must not be published, with every finding."""
    found = [Finding(field, saying) for field, text in texts.items() for saying in findings(text, person)]
    if found:
        raise Unpublishable(found)


def findings(text: str, person: Person | None = None) -> Iterator[Saying]:
    """What must not be published in a text, in the order of the rules; places count from 1."""
    folded = fold_width(text)
    for pattern, sentence in {**_about(person), **ALWAYS}.items():
        for match in re.finditer(pattern, folded, re.IGNORECASE):
            yield Saying(sentence.text, {"place": str(match.start() + 1), "word": match[0]})


def _about(person: Person | None) -> dict[str, Saying]:
    if person is None:
        return {}
    number = rf"(?<![0-9A-Za-z]){re.escape(person.number)}(?![0-9A-Za-z])"
    spaced = r"[\W_]{0,3}".join(re.escape(sign) for sign in fold_width(person.name))
    return {number: STAFF_NUMBER} if person.named else {spaced: FULL_NAME, number: STAFF_NUMBER}
