"""What arrives at the office: its kinds, what a registration must say, which step may follow which, who may know.

Sources: 《纪检监察机关处理检举控告工作规则》 (2020), and the hospital's own order for handed-in red packets.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from hospital_integrity.rules.board_words import IDENTITY, PATIENT, PHONE, REPORTER, VERDICT
from hospital_integrity.rules.characters import fold_width
from hospital_integrity.rules.saying import Refused, Saying, Stale, say

COMPLAINT, PRAISE, BANNER, PACKET, MESSAGE = "complaint praise banner packet message".split()
KINDS: Mapping[str, Saying] = {
    COMPLAINT: say("投诉举报"),
    PRAISE: say("表扬信"),
    BANNER: say("锦旗"),
    PACKET: say("上交红包"),
    MESSAGE: say("患者留言"),
}
GOOD = frozenset({PRAISE, BANNER, PACKET})
CHANNELS: Mapping[str, Saying] = {
    "letter": say("来信"),
    "visit": say("来访"),
    "call": say("来电"),
    "web": say("网络平台"),
    "box": say("意见箱"),
    "above": say("上级转来"),
    "desk": say("当面递交"),
}
RECEIVED, PASSED, ACCEPTED, DECIDED, CLOSED = "received passed accepted decided closed".split()
TOLD, REOPENED = "told", "reopened"
STATES: Mapping[str, Saying] = {
    RECEIVED: say("已登记"),
    PASSED: say("已转办"),
    ACCEPTED: say("已受理"),
    DECIDED: say("已有结论"),
    CLOSED: say("已办结"),
}
VERIFIED, NOT_PROVED, UNTRUE = "verified not_proved untrue".split()
OUTCOMES: Mapping[str, Saying] = {VERIFIED: say("属实"), NOT_PROVED: say("未能查实"), UNTRUE: say("不实")}
NOTHING, ENTRY, BOARD, PROBLEM, CLARIFY = "none entry board problem clarify".split()
FOLLOWS: Mapping[str, Saying] = {
    NOTHING: say("只存档"),
    ENTRY: say("记入台账"),
    BOARD: say("起草红黑榜"),
    PROBLEM: say("列入问题整改"),
    CLARIFY: say("启动澄清"),
}
FITTING: Mapping[str, frozenset[str]] = {
    VERIFIED: frozenset({NOTHING, ENTRY, BOARD, PROBLEM}),
    NOT_PROVED: frozenset({NOTHING, PROBLEM}),
    UNTRUE: frozenset({NOTHING, CLARIFY}),
}
STEPS: Mapping[str, Saying] = {
    RECEIVED: say("登记"),
    PASSED: say("转办"),
    ACCEPTED: say("受理告知"),
    DECIDED: say("核查结论"),
    TOLD: say("告知结果"),
    CLOSED: say("办结"),
    REOPENED: say("重新核查"),
}
FROM: Mapping[str, frozenset[str]] = {
    PASSED: frozenset({RECEIVED}),
    ACCEPTED: frozenset({RECEIVED, PASSED}),
    DECIDED: frozenset({PASSED, ACCEPTED}),
    TOLD: frozenset({DECIDED, CLOSED}),
    CLOSED: frozenset({DECIDED}),
    REOPENED: frozenset({DECIDED, CLOSED}),
}
REASONS: Mapping[str, Saying] = {
    "contact": say("联系反映人核实情况"),
    "accept": say("告知反映人已受理"),
    "result": say("告知反映人结果"),
    "protect": say("保护反映人"),
    "above": say("上级机关依法调取"),
}
A_DAY = timedelta(hours=24)
IN_TIME = say("收到后 %(hours)s 小时 %(minutes)s 分上交，在 24 小时以内")
TOO_LATE = say("收到后 %(hours)s 小时 %(minutes)s 分上交，超过 24 小时")
MOST_YUAN = Decimal("1000000")
ACCUSING = f"{VERDICT}|恶意投诉|恶意反映"


@dataclass(frozen=True, slots=True)
class Source:
    """Who reported, praised or gave: L4. Named means a name and a way to reach its bearer."""

    name: str = ""
    contact: str = ""

    @property
    def named(self) -> bool:
        """Whether acceptance and result can, and so must, be told to somebody."""
        return bool(self.name and self.contact)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a registration says. `content` stays in the office; `public_text` is all that the person may be shown.

    `amount` in yuan, `taken_at` and `handed_in_at` (UTC) and `receipt` belong to red packets only.
    """

    kind: str
    channel: str
    received_on: date
    title: str
    content: str
    public_text: str = ""
    staff_id: int | None = None
    department_id: int | None = None
    happened_on: date | None = None
    first_id: int | None = None
    amount: Decimal | None = None
    taken_at: datetime | None = None
    handed_in_at: datetime | None = None
    receipt: str = ""


def check_arrival(arrival: Arrival, source: Source, today: date, now: datetime) -> None:
    """Refuse a registration that contradicts itself, lacks what its kind needs, or gives its source away."""
    if arrival.received_on > today:
        raise Refused("收到日期 %(day)s 还没有到", day=arrival.received_on)
    if arrival.happened_on is not None and arrival.happened_on > arrival.received_on:
        raise Refused("事情发生的日期不能晚于收到日期")
    packet = (arrival.amount, arrival.taken_at, arrival.handed_in_at, arrival.receipt or None, arrival.staff_id)
    if arrival.kind == PACKET and None in packet:
        raise Refused("上交红包要填上交人工号、金额、收到时间、上交时间和收据编号")
    if arrival.kind != PACKET and any(one is not None for one in packet[:4]):
        raise Refused("金额、时间和收据编号只有上交红包才填")
    if arrival.kind == PACKET:
        check_packet(arrival, now)
    check_unsaid({"title": arrival.title, "content": arrival.content}, source)
    check_shareable(arrival.public_text, source)


def check_packet(arrival: Arrival, now: datetime) -> None:
    """Refuse an amount that is none, and times in the wrong order or still to come."""
    if not Decimal(0) < (arrival.amount or Decimal(0)) <= MOST_YUAN:
        raise Refused("金额应大于 0，不超过 %(most)s 元", most=MOST_YUAN)
    if arrival.taken_at and arrival.handed_in_at and not arrival.taken_at <= arrival.handed_in_at <= now:
        raise Refused("上交时间应在收到时间之后，且不晚于现在")


@dataclass(frozen=True, slots=True)
class Handing:
    """How long a red packet was kept: exactly 24 hours are still in time."""

    kept: timedelta

    @property
    def in_time(self) -> bool:
        """Whether the 24-hour rule was kept."""
        return self.kept <= A_DAY

    @property
    def words(self) -> Saying:
        """The time that it took, and whether that was in time."""
        minutes = int(self.kept.total_seconds()) // 60
        return say((IN_TIME if self.in_time else TOO_LATE).text, hours=minutes // 60, minutes=minutes % 60)


def check_unsaid(texts: Mapping[str, str], source: Source) -> None:
    """Refuse texts that name the source: its name and contact have one place, which is locked."""
    known = [one for one in (bare(source.name), bare(source.contact)) if len(one) > 1]
    if any(one in bare(text) for text in texts.values() for one in known):
        raise Refused("反映人的姓名和联系方式只能写在“来源”里，请从标题和正文中删去")


def bare(text: str) -> str:
    """Letters, digits and characters alone, so that spaces hide nothing."""
    return re.sub(r"[\W_]", "", fold_width(text)).lower()


def check_shareable(text: str, source: Source) -> None:
    """Refuse a text for the person concerned that leads to the source or to a patient."""
    check_unsaid({"public_text": text}, source)
    found = re.search("|".join((REPORTER, PATIENT, IDENTITY, PHONE)), fold_width(text))
    if found:
        raise Refused("给当事人看的内容里“%(word)s”会暴露反映人或患者，请改写", word=found[0])


def check_words(words: str) -> None:
    """Refuse a verdict that no hospital may give."""
    found = re.search(ACCUSING, fold_width(words))
    if found:
        raise Refused(
            "“%(word)s”不能由医院认定：须经设区的市级以上党委或纪检监察机关批准。请只写核查到的事实", word=found[0]
        )


def check_step(verb: str, state: str, kind: str) -> None:
    """Refuse a step that can't follow the state that a case is in."""
    early = verb == DECIDED and state == RECEIVED and kind in GOOD
    if state not in FROM[verb] and not early:
        raise Stale("这件来件“%(state)s”，不能“%(verb)s”，请刷新后再看", state=STATES[state], verb=STEPS[verb])


def check_passing(kind: str, about: Collection[int | None], to: int | None) -> None:
    """Refuse passing on to nobody, and a complaint to the very department that it is about."""
    if to is None:
        raise Refused("请选择转给哪个科室")
    if kind == COMPLAINT and to in about:
        raise Refused("投诉举报不能转给被反映的科室办理")


def check_outcome(outcome: str, follow: str, words: str) -> None:
    """Refuse an outcome without words, with a verdict in them, or with a consequence that it can't have."""
    if not words.strip():
        raise Refused("请写明核查的经过和依据")
    check_words(words)
    if follow not in FITTING[outcome]:
        raise Refused("结论“%(outcome)s”不能“%(follow)s”", outcome=OUTCOMES[outcome], follow=FOLLOWS[follow])


def check_decider(registered_by: int | None, decider: int | None) -> None:
    """Who registered a case doesn't decide it."""
    if decider is not None and registered_by == decider:
        raise Refused("这件来件由您登记，核查结论须由另一人作出")


def may_know(staff_id: int | None, places: Iterable[int], about: int | None, concerned: Collection[int]) -> bool:
    """Need to know: nobody sees a case about himself or about a department that he heads or belongs to.

    `places` are the asker's; `about` is the person of the case, `concerned` every department that it touches.
    """
    return (about is None or about != staff_id) and set(concerned).isdisjoint(places)
