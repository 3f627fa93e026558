"""The codes of conduct that a criticism is measured by: which one was in force on the day of the act, and its clauses.

Sources: 国卫医发〔2021〕37号 九项准则 (acts since 2021-11-12), before it 国卫办发〔2013〕49号 九不准 (2013-12-26);
卫办发〔2012〕45号 行为规范, chapter 2, the basic duties of everybody (articles 4–11); 医务人员职业道德准则 2025
(ten articles, since 2025-08-01), whose articles have no headings of their own here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hospital_integrity.rules.saying import Refused


@dataclass(frozen=True, slots=True)
class ClauseSet:
    """A code, in force from `first` to `last` (None: still); `unit` is how its clauses are counted."""

    key: str
    name: str
    first: date
    last: date | None
    unit: str
    clauses: Mapping[int, str]

    def in_force(self, day: date) -> bool:
        """Whether an act of this day is measured by it."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a code."""

    code: ClauseSet
    number: int

    @property
    def value(self) -> str:
        """How a form writes it."""
        return f"{self.code.key}-{self.number}"

    @property
    def name(self) -> str:
        """How it is cited: the code's name, the number, the heading where it has one."""
        heading = self.code.clauses[self.number]
        return f"《{self.code.name}》第{self.number}{self.code.unit}" + (f"（{heading}）" if heading else "")


CODES = (
    ClauseSet(
        "conduct2012",
        "医疗机构从业人员行为规范",
        date(2012, 6, 26),
        None,
        "条",
        {
            4: "以人为本，践行宗旨",
            5: "遵纪守法，依法执业",
            6: "尊重患者，关爱生命",
            7: "优质服务，医患和谐",
            8: "廉洁自律，恪守医德",
            9: "严谨求实，精益求精",
            10: "爱岗敬业，团结协作",
            11: "乐于奉献，热心公益",
        },
    ),
    ClauseSet(
        "nine2013",
        "加强医疗卫生行风建设“九不准”",
        date(2013, 12, 26),
        date(2021, 11, 11),
        "项",
        {
            1: "不准将医疗卫生人员个人收入与药品和医学检查收入挂钩",
            2: "不准开单提成",
            3: "不准违规收费",
            4: "不准违规接受社会捐赠资助",
            5: "不准参与推销活动和违规发布医疗广告",
            6: "不准为商业目的统方",
            7: "不准违规私自采购使用医药产品",
            8: "不准收受回扣",
            9: "不准收受患者“红包”",
        },
    ),
    ClauseSet(
        "nine2021",
        "医疗机构工作人员廉洁从业九项准则",
        date(2021, 11, 12),
        None,
        "项",
        {
            1: "合法按劳取酬，不接受商业提成",
            2: "严守诚信原则，不参与欺诈骗保",
            3: "依据规范行医，不实施过度诊疗",
            4: "遵守工作规程，不违规接受捐赠",
            5: "恪守保密准则，不泄露患者隐私",
            6: "服从诊疗需要，不牟利转介患者",
            7: "维护诊疗秩序，不破坏就医公平",
            8: "共建和谐关系，不收受患方“红包”",
            9: "恪守交往底线，不收受企业回扣",
        },
    ),
    ClauseSet(
        "ethics2025",
        "医务人员职业道德准则（2025年版）",
        date(2025, 8, 1),
        None,
        "条",
        dict.fromkeys(range(1, 11), ""),
    ),
)
BY_KEY: Mapping[str, ClauseSet] = {code.key: code for code in CODES}


def clauses(day: date | None = None) -> Iterator[Clause]:
    """Every clause of the codes in force on a day, the newest code first; of every code without a day."""
    for code in reversed(CODES):
        if day is None or code.in_force(day):
            yield from (Clause(code, number) for number in code.clauses)


def clause(value: str) -> Clause | None:
    """The clause that a form means; None when it means none."""
    key, _, number = value.partition("-")
    known = BY_KEY.get(key)
    found = int(number) if known and number.isascii() and number.isdigit() and len(number) < 3 else 0
    return Clause(known, found) if known and found in known.clauses else None


def check_clause(colour: str, value: str, day: date) -> Clause | None:
    """The clause that an entry names: a criticism must name one, in force on the day of the act."""
    named = clause(value)
    if named is None:
        if colour == "black" or value:
            raise Refused("黑榜须写明违反的规范和条款，请选择")
        return None
    if not named.code.in_force(day):
        raise Refused(
            "《%(code)s》在 %(day)s 没有施行，请选择行为发生时施行的规范",
            code=named.code.name,
            day=day.isoformat(),
        )
    return named
