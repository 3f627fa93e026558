"""The way of a board entry to publication: what comes next, who may do it, and why not.

draft → checked → served → published; at each step it may go back to its author. Nobody has two parts in one case,
nobody one in what is about himself or his own department. Praise and criticism go the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from hospital_integrity.rules.board_clock import over
from hospital_integrity.rules.saying import Refused, Saying, say

DRAFT, RETURNED, CHECKED, SERVED, PUBLISHED, WITHDRAWN = (
    "draft",
    "returned",
    "checked",
    "served",
    "published",
    "withdrawn",
)
STATES: Mapping[str, Saying] = {
    DRAFT: say("待核查"),
    RETURNED: say("已退回"),
    CHECKED: say("待告知"),
    SERVED: say("已告知"),
    PUBLISHED: say("已发布"),
    WITHDRAWN: say("已撤下"),
}
DRAFTER, COLLECTOR, REPORTER, CHECKER, SERVER = "draft", "collect", "report", "check", "serve"
ANSWERER, DECIDER, REVIEWER, SUBJECT = "answer", "decide", "appeal", "subject"
PARTS: Mapping[str, Saying] = {
    DRAFTER: say("起草"),
    COLLECTOR: say("登记事实"),
    REPORTER: say("登记来件"),
    CHECKER: say("核查证据"),
    SERVER: say("送达告知"),
    ANSWERER: say("答复意见"),
    DECIDER: say("审定"),
    REVIEWER: say("复核申诉"),
    SUBJECT: say("当事人"),
}
HELD: Mapping[str, Saying] = {
    DRAFTER: say("这条记录由您起草，这一步须由另一人办理"),
    COLLECTOR: say("这件事由您记入台账，这一步须由另一人办理"),
    REPORTER: say("这件事的来件由您登记，这一步须由另一人办理"),
    CHECKER: say("这条记录由您核查，这一步须由另一人办理"),
    SERVER: say("这份告知由您送达，这一步须由另一人办理"),
    ANSWERER: say("当事人的意见由您答复，这一步须由另一人办理"),
    DECIDER: say("这条记录由您审定，这一步须由另一人办理"),
    REVIEWER: say("这件申诉由您复核，这一步须由另一人办理"),
    SUBJECT: say("这份告知由您签收，这一步须由另一人办理"),
}
JUDGING = (CHECKER, ANSWERER, DECIDER, REVIEWER)
METHODS: Mapping[str, Saying] = {
    "system": say("系统内送达"),
    "paper": say("书面送达"),
    "left": say("留置送达（拒收）"),
}
RECEIPTS: Mapping[str, Saying] = {"opened": say("已打开"), "acknowledged": say("已签收")}
AGREE, CORRECT, OBJECT = "agree", "correct", "object"
ANSWERS: Mapping[str, Saying] = {
    AGREE: say("内容属实，没有意见"),
    CORRECT: say("部分内容需要更正"),
    OBJECT: say("不属实，提出异议"),
}
ACCEPTED, KEPT = "accepted", "kept"
FINDINGS: Mapping[str, Saying] = {ACCEPTED: say("采纳，退回起草人修改"), KEPT: say("不采纳，维持原内容")}


@dataclass(frozen=True, slots=True)
class Hearing:
    """How far the person was heard about the entry as it reads now: the newest notice and what came of it."""

    due_on: date | None = None
    answer: str = ""
    finding: str = ""
    finding_due: date | None = None

    @property
    def contested(self) -> bool:
        """Whether a correction or an objection waits for the office's words."""
        return self.answer in (CORRECT, OBJECT) and not self.finding

    def over(self, today: date) -> bool:
        """Whether nothing stands in the way any more: he agreed, or his days have passed; silence is no consent."""
        return self.answer == AGREE or (self.due_on is not None and over(self.due_on, today))


@dataclass(frozen=True, slots=True)
class Case:
    """Where an entry stands, whom it is about, and whose hands it went through (account → part)."""

    state: str
    subject: int | None
    departments: frozenset[int]
    hands: Mapping[int, str] = field(default_factory=dict)
    hearing: Hearing = Hearing()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who wants to act: account, person, and the departments headed, watched or belonged to."""

    account: int | None
    person: int | None
    departments: frozenset[int]


FIRST: Mapping[str, str] = {CHECKER: DRAFT, SERVER: CHECKED, ANSWERER: SERVED, DECIDER: SERVED}
LATE: Mapping[str, Saying] = {
    DRAFT: say("这条记录还没有核查证据"),
    RETURNED: say("这条记录已经退回起草人，没有再改动"),
    CHECKED: say("这条记录还没有告知当事人"),
    SERVED: say("这条记录已经告知当事人，请刷新后再看"),
    PUBLISHED: say("这条记录已经由审核人发布，没有再改动"),
    WITHDRAWN: say("这条记录已经撤下，没有再改动"),
}


WAITING: Mapping[str, Saying] = {
    DRAFT: say("等待核查证据"),
    RETURNED: say("等待起草人修改"),
    CHECKED: say("等待告知当事人"),
    PUBLISHED: say("在榜，到期自动下榜"),
    WITHDRAWN: say("已撤下"),
}


def hindrance(part: str, case: Case, actor: Actor) -> Saying | None:
    """Why this person may not have this part in the case, now or ever; None where nothing stands against it.

    The part held already may be taken up again (a checker checks anew after a return). Who drafted may serve the
    notice: it is an errand, not a judgement.
    """
    if actor.account is None:
        return say("请先登录")
    held = case.hands.get(actor.account, part)
    if held != part and (held, part) not in ((DRAFTER, SERVER), (COLLECTOR, DRAFTER), (COLLECTOR, SERVER)):
        return HELD[held]
    if case.subject is not None and case.subject == actor.person:
        return say("这条记录与您本人有关，请由另一人决定")
    if part not in (DRAFTER, SERVER) and case.departments & actor.departments:
        return say("这条记录与您所在或负责的科室有关，请由另一人决定")
    return None


def hindrance_to_withdraw(case: Case, actor: Actor) -> Saying | None:
    """Why this person may not take an entry off the board: as for a decision, but who checked or decided may."""
    barred = {account: part for account, part in case.hands.items() if part not in JUDGING}
    return hindrance(DECIDER, replace(case, hands=barred), actor)


def demand(part: str, case: Case, actor: Actor, today: date) -> None:
    """Refuse, with the reason, a step that isn't the next one or isn't this person's."""
    why = hindrance(part, case, actor) or not_yet(part, case, today)
    if why is not None:
        raise Refused(why)


def not_yet(part: str, case: Case, today: date) -> Saying | None:
    """What a step still waits for; None when it is its turn."""
    if case.state != FIRST.get(part, case.state):
        return LATE[case.state]
    if part == ANSWERER and not case.hearing.contested:
        return say("没有等待答复的意见")
    return waits(case.hearing, today) if part == DECIDER else None


def waits(hearing: Hearing, today: date) -> Saying | None:
    """Why nothing may be published yet; None once the person was heard."""
    if hearing.due_on is None:
        return LATE[CHECKED]
    if hearing.contested:
        return say("当事人的意见还没有答复，不能发布")
    if not hearing.over(today):
        return say("告知的期限到 %(day)s 为止，当事人还没有答复，不能发布", day=hearing.due_on.isoformat())
    return None


def answerable(hearing: Hearing, state: str, today: date) -> Saying | None:
    """Why the person can no longer answer a notice; None until the end of its last day."""
    if state != SERVED or hearing.due_on is None:
        return say("这份告知已经办结，不能再提出意见")
    if hearing.answer:
        return say("您已经答复过这份告知")
    if over(hearing.due_on, today):
        return say("告知的期限到 %(day)s 为止，已不能提出意见", day=hearing.due_on.isoformat())
    return None


def waiting_for(case: Case, today: date) -> tuple[Saying, date | None]:
    """What an entry waits for, and until when: the words and the day of the list, the desk and the inbox."""
    hearing = case.hearing
    if case.state != SERVED:
        return WAITING[case.state], None
    if hearing.contested:
        return say("等待答复当事人意见"), hearing.finding_due
    if not hearing.over(today):
        return (say("等待核对期满") if hearing.answer else say("等待当事人核对")), hearing.due_on
    return say("等待审定"), None


def may_take(part: str, case: Case, actor: Actor, today: date) -> bool:
    """Whether this person can take this step now: what buttons and lists of waiting things ask."""
    return hindrance(part, case, actor) is None and not_yet(part, case, today) is None
