"""How a year's decision is taken, step by step: who proposed, checked, answered and confirms are different people.

提出 → 审核 → 公示 → 异议答复 → 领导班子确认. A year whose edition asks for no notice takes the short way: proposed by
one, confirmed by another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.frozen import digest
from hospital_integrity.rules.saying import Refused, say

ANSWER_DAYS = 15
MASKED, FULL = "masked", "full"
PASSED, RETURNED = "passed", "returned"
UPHELD, PARTLY, REJECTED = "upheld", "partly", "rejected"
CHECK, ANNOUNCE, NOTICE, ANSWER, RENEW, CONFIRM = "check", "announce", "notice", "answer", "renew", "confirm"
CHECKS = {PASSED: say("通过，可以公示"), RETURNED: say("退回，需要修改后重新提出")}
ANSWERS = {UPHELD: say("成立"), PARTLY: say("部分成立"), REJECTED: say("不成立")}
WAITS = {
    RETURNED: say("提案已被退回，请修改后重新提出"),
    CHECK: say("提案还没有经过另一人审核"),
    ANNOUNCE: say("结果还没有公示"),
    NOTICE: say("公示期还没有结束"),
    ANSWER: say("还有异议没有答复"),
    RENEW: say("有异议成立，请更正后重新提出提案"),
    CONFIRM: say("等待领导班子确认"),
}
PROPOSER, CHECKER, ANSWERER, CONFIRMER = "proposer", "checker", "answerer", "confirmer"
MUST_DIFFER = {
    PROPOSER: say("提案由您提出，这一步须由另一人办理"),
    CHECKER: say("提案由您审核，这一步须由另一人办理"),
    ANSWERER: say("您答复过本年度的异议，这一步须由另一人办理"),
}


@dataclass(frozen=True)
class Course:
    """What has happened to a proposal so far; `upheld` when an objection was upheld after it was made."""

    notice_days: int
    checked: str = ""
    noticed_until: date | None = None
    open_objections: int = 0
    upheld: bool = False

    def step(self, today: date) -> str:
        """What a proposal waits for today. The last day of a notice belongs to it whole."""
        if self.checked == RETURNED:
            return RETURNED
        if not self.notice_days:
            return CONFIRM
        if not self.checked:
            return CHECK
        if self.noticed_until is None:
            return ANNOUNCE
        if today <= self.noticed_until:
            return NOTICE
        return ANSWER if self.open_objections else RENEW if self.upheld else CONFIRM

    def demand(self, wanted: str, today: date) -> None:
        """Refuse, saying what it waits for, unless this step is the next one."""
        step = self.step(today)
        if step != wanted:
            raise Refused(WAITS[step])


def notice_days(edition: Edition) -> int:
    """How many working days the results are announced: the longest that any scheme asks for; 0 for none."""
    return max((getattr(scheme, "notice", 0) for scheme in edition.schemes.values()), default=0)


def notice_names(edition: Edition) -> str:
    """How names of people stand on the notice, the most careful that any scheme asks for; "" where none says."""
    said = {scheme.notice_names for scheme in edition.schemes.values() if scheme.notice}
    return next((one for one in (MASKED, FULL) if one in said), "")


def answer_days(edition: Edition, kind: str) -> int:
    """Within how many working days an objection about a kind of subject is answered."""
    scheme = edition.schemes.get(kind)
    return getattr(scheme, "answer", ANSWER_DAYS) if scheme else ANSWER_DAYS


def results_digest(levels: Mapping[tuple[str, int], str]) -> str:
    """One hash over who holds which level: it moves when a result does, not when only a score or a name did.

    Results that were announced once needn't be announced again; changed ones must.
    """
    return digest([[kind, subject, levels[kind, subject]] for kind, subject in sorted(levels)])


def require_other(parts: Mapping[str, Iterable[int | None]], account_id: int | None, forbidden: Iterable[str]) -> None:
    """Refuse somebody who had one of these parts in the decision already; who has no account (a command) had none."""
    for part in forbidden:
        if account_id is not None and account_id in set(parts.get(part, ())):
            raise Refused(MUST_DIFFER[part])
