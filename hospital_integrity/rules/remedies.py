"""What can be done about an entry after its publication: appeal against it, reply to it, make good what it says.

An appeal says that the decision was wrong, a reply gives the words of the person, a repair says that things are better
now. They are three things: none of them stands for another, and only an appeal can move points. Terms are after the
food-hygiene ratings: 15 working days to appeal, 15 to decide, by somebody uninvolved, with written reasons.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from hospital_integrity.rules.board_clock import APPEAL, APPEAL_DECISION, due, over
from hospital_integrity.rules.board_text import NOBODY, Finding, Guarded, Person, Unpublishable, findings
from hospital_integrity.rules.board_words import REFUSALS, UNPROVEN
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.workdays import Calendar

UPHELD, AMENDED, WITHDRAWN, TAKEN_BACK = "upheld", "amended", "withdrawn", "taken_back"
VERDICTS: Mapping[str, Saying] = {
    UPHELD: say("维持原决定"),
    AMENDED: say("更正公开内容"),
    WITHDRAWN: say("撤销：撤下并冲销"),
}
OUTCOMES: Mapping[str, Saying] = {**VERDICTS, TAKEN_BACK: say("本人撤回")}
LEAST_TEXT = 10
MOST_REPLIES, MOST_APPEALS = 10, 5
KEPT = (1, 2)  # what part of its term an entry stays shown at least when its fault was made good


def last_day_to_appeal(calendar: Calendar, decided_on: date) -> date | None:
    """The last day for an appeal against what was decided and served on a day; None while holidays are unknown.

    An unknown year never shuts anybody out: until its holidays are entered the appeal is in time.
    """
    return _known(calendar, APPEAL, decided_on)


def due_day(calendar: Calendar, made_on: date) -> date | None:
    """The last day to decide on an appeal made on a day; None while holidays are unknown."""
    return _known(calendar, APPEAL_DECISION, made_on)


def _known(calendar: Calendar, clock: str, day: date) -> date | None:
    try:
        return due(calendar, clock, day)
    except Refused:
        return None


def check_in_time(last: date | None, today: date) -> None:
    """Refuse an appeal after its last day, and say which day that was."""
    if last is not None and over(last, today):
        raise Refused("申诉期到 %(day)s 为止，已不能提出申诉；原来的申诉和答复仍可查看", day=last)


def check_long_enough(text: str) -> str:
    """A text without its margins; Refused when it says next to nothing."""
    if len(text.strip()) < LEAST_TEXT:
        raise Refused("请写明事实和理由（至少 %(least)s 个字）", least=LEAST_TEXT)
    return text.strip()


def check_verdict(verdict: str, before: tuple[str, str], after: tuple[str, str]) -> None:
    """Refuse an unknown verdict, and an amendment that changes neither title nor text."""
    if verdict not in VERDICTS:
        raise Refused("请选择处理结果")
    if verdict == AMENDED and before == after:
        raise Refused("更正须改动公开的标题或内容")


def shortened(first: date, last: date, accepted_on: date) -> date:
    """The last day of an entry whose fault was made good: today, but no less than half of its term, counted up."""
    part, whole = KEPT
    days = ((last - first).days + 1) * part
    least = first + timedelta(days=-(-days // whole) - 1)
    return min(last, max(least, accepted_on))


def check_repairable(colour: str, state: str, over: bool) -> None:
    """Refuse to shorten what is praise, or isn't shown any more."""
    if colour != "black":
        raise Refused("只有黑榜记录可以申请整改后缩短显示期")
    if state != "published" or over:
        raise Refused("这条记录已不在榜上，不用再缩短显示期")


def check_reply(text: str, person: Person | None, guarded: Guarded = NOBODY) -> str:
    """A reply without its margins; Refused where it gives other people's data away. It need not be proved."""
    unproved = REFUSALS[UNPROVEN].text
    found = [Finding("text", one) for one in findings(text, person, guarded) if one.text != unproved]
    if found:
        raise Unpublishable(found)
    return check_long_enough(text)
