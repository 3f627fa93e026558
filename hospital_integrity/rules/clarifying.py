"""Clarification (澄清): saying to those who read something untrue that it was untrue.

After the Rule on reports of 2020 and the CCDI's answers to it: the person is asked first, somebody else approves, only
the points that are false are named, nobody is praised, and no hospital says that somebody reported in bad faith
(诬告陷害 is found by a municipal body or higher). Due in 5 working days of the approval.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hospital_integrity.rules.board_clock import CLARIFICATION, due
from hospital_integrity.rules.board_text import NOBODY, Finding, Guarded, Person, Unpublishable, findings
from hospital_integrity.rules.characters import fold_width
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.workdays import Calendar

MOST_POINTS, LONGEST_POINT = 5, 100
YES, PRIVATE, NO, UNREACHED = "yes", "private", "no", "unreached"
CONSENTS: Mapping[str, Saying] = {
    YES: say("同意公开澄清"),
    PRIVATE: say("只同意书面或当面澄清"),
    NO: say("不同意澄清"),
    UNREACHED: say("未能联系到本人"),
}
LETTER, FACE, MEETING, NOTICE = "letter", "face", "meeting", "notice"
FORMS: Mapping[str, Saying] = {
    LETTER: say("书面澄清"),
    FACE: say("当面澄清"),
    MEETING: say("会议澄清"),
    NOTICE: say("通报澄清"),
}
OPEN_FORMS = (MEETING, NOTICE)
MUST: Mapping[str, Saying] = {
    "selection": say("影响选拔任用、职务调整或评先评优"),
    "rights": say("影响本人正常工作、生活或合法权益"),
    "repeated": say("已有明确结论仍反复举报"),
    "other": say("其他确有必要的情形"),
}
MUST_NOT: Mapping[str, Saying] = {
    "harmless": say("虽不属实，但没有造成不良影响"),
    "unexcluded": say("尚不能完全排除"),
    "inquiry": say("影响只来自了解情况时的谈话"),
    "refused": say("本人不同意澄清"),
}
STARTED, ASKED, PROPOSED, RETURNED = "started", "asked", "proposed", "returned"
APPROVED, PUBLISHED, VISITED, ENDED = "approved", "published", "visited", "ended"
STATES: Mapping[str, Saying] = {
    STARTED: say("待征询本人"),
    ASKED: say("已征询本人"),
    PROPOSED: say("待批准"),
    RETURNED: say("退回补充"),
    APPROVED: say("已批准，待实施"),
    PUBLISHED: say("已澄清，待回访"),
    VISITED: say("已回访，了结"),
    ENDED: say("不予澄清"),
}
NEXT: Mapping[str, tuple[str, ...]] = {
    STARTED: (ASKED, PROPOSED, ENDED),
    ASKED: (ASKED, PROPOSED, ENDED),
    PROPOSED: (APPROVED, RETURNED),
    RETURNED: (ASKED, PROPOSED, ENDED),
    APPROVED: (PUBLISHED,),
    PUBLISHED: (VISITED,),
    VISITED: (),
    ENDED: (),
}
WAITING = tuple(state for state, following in NEXT.items() if following)
NUMBERED = r"^\s*(?:[0-9]+\s*[.、．)）]|[（(][0-9]+[)）]|[-•·])\s*"
PRAISE = (
    "优秀|模范|楷模|先进|标兵|表率|清正廉洁|廉洁自律|一贯|一向|历来|表现突出|表现良好|品德高尚|医德高尚|德才兼备|作风优良|"
    "作风过硬|兢兢业业|勤勤恳恳|任劳任怨|尽职尽责|认真负责|广受好评|受到好评|值得肯定|好(?:医生|护士|同志|干部|党员)"
)
BAD_FAITH = "诬蔑|陷害|恶意(?:投诉|反映)|捏造|造谣|诽谤|别有用心|蓄意|打击报复|无中生有"
REFUSED: Mapping[str, Saying] = {
    PRAISE: say("第 %(place)s 个字起的“%(word)s”是对个人的总体评价，澄清只说不属实的事项"),
    BAD_FAITH: say("第 %(place)s 个字起的“%(word)s”是对反映人的定性，医院无权认定，请删去"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is put to approval: what the person said when asked and how that is known, the form, the untrue points."""

    consent: str
    asked: str
    form: str
    points: tuple[str, ...]


def check_step(state: str, wanted: str) -> None:
    """Refuse a step that doesn't follow from the state."""
    if wanted not in NEXT[state]:
        raise Refused("这件澄清现在的状态是“%(state)s”，不能办理这一步", state=STATES[state])


def check_proposal(wanted: Proposal, was_public: bool, person: Person | None, guarded: Guarded = NOBODY) -> None:
    """Refuse what may not be approved: without the person's consent, in another form than agreed, in judging words."""
    if not wanted.asked.strip():
        raise Refused("请写明何时、怎样征询本人意见")
    if wanted.consent not in (YES, PRIVATE):
        raise Refused("没有本人同意，不能提出澄清；可以再次征询，或写明理由不予澄清")
    if wanted.form in OPEN_FORMS and wanted.consent != YES:
        raise Refused("本人没有同意公开澄清，只能书面或当面澄清")
    if was_public and wanted.consent == YES and wanted.form != NOTICE:
        raise Refused("原内容曾在榜上公开，本人同意公开澄清的，须以通报方式向同一范围澄清")
    check_points(wanted.points, person, guarded)


def check_points(points: Sequence[str], person: Person | None, guarded: Guarded = NOBODY) -> None:
    """Refuse no points, too many or too long ones, and every word that may not stand in them, with its place."""
    if not 0 < len(points) <= MOST_POINTS or any(len(point) > LONGEST_POINT for point in points):
        raise Refused("不属实的事项写 1 到 %(most)s 项，每项最多 %(long)s 个字", most=MOST_POINTS, long=LONGEST_POINT)
    found = [Finding("points", saying) for point in points for saying in _judging(point, person, guarded)]
    if found:
        raise Unpublishable(found)


def _judging(text: str, person: Person | None, guarded: Guarded) -> Iterator[Saying]:
    folded = fold_width(text)
    for pattern, sentence in REFUSED.items():
        for match in re.finditer(pattern, folded):
            yield Saying(sentence.text, {"place": str(match.start() + 1), "word": match[0]})
    yield from findings(text, person, guarded)


def read_points(text: str) -> tuple[str, ...]:
    """The points of a text that has one a line; numbers and marks before them are taken off."""
    lines = (re.sub(NUMBERED, "", line).strip() for line in text.splitlines())
    return tuple(line.rstrip("。；;") for line in lines if line)


def due_day(calendar: Calendar, approved_on: date) -> date:
    """The last day to carry out what was approved on a day; Refused while holidays are unknown."""
    return due(calendar, CLARIFICATION, approved_on)


def same_time(first: date | None, last: date | None, gone_on: date | None, begins: date) -> tuple[date, date] | None:
    """From when to when a clarification is shown: for as many days as what it clears was; None where that never was.

    `gone_on` is the day on which the original was taken down, which it was still seen on.
    """
    if first is None or last is None:
        return None
    days = (min(last, gone_on or last) - first).days
    return begins, begins + timedelta(days=max(0, days))


ON_BOARD = say("红黑榜曾于 %(first)s 至 %(last)s 公示“%(title)s”（%(subject)s）。经核实，下列内容不属实：")
ON_RECORD = say("此前登记的“%(title)s”（%(subject)s，%(first)s）。经核实，下列内容不属实：")
IN_CASE = say("此前收到有关%(subject)s的反映。经核实，下列内容不属实：")


def in_chinese(day: date) -> str:
    """A day as a notice writes it."""
    return f"{day.year}年{day.month}月{day.day}日"


def composed(opening: Saying, points: Sequence[str]) -> str:
    """What is said, whole: the opening, the untrue points and nothing else."""
    lines = [f"{number}. {point}；" for number, point in enumerate(points[:-1], 1)]
    return "\n".join([str(opening), *lines, f"{len(points)}. {points[-1]}。", str(say("特此澄清。"))])
