"""What a year's grade means elsewhere: the annual appraisal, the doctors' periodic assessment, honours, titles.

The edition says it in words (`consequences`); four of them are known here. Sanctions come on top. Every statement
carries its clauses, and is a proposal: who decides about an appraisal is the personnel office.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hospital_integrity.rules.period import first_day, last_day
from hospital_integrity.rules.sanction import (
    GONE,
    NO_GRADE,
    NO_HONOURS,
    NO_REVIEW,
    NOT_EXCELLENT,
    Effect,
    Sanction,
    Term,
    bars_honours,
    bars_review,
    effects,
    terms,
)
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Scheme

EXCELLENT, PASS, BASIC, FAIL, UNGRADED, OUT, SILENT = "excellent", "pass", "basic", "fail", "ungraded", "out", "silent"
SAID = {
    "年度考核可评为优秀": EXCELLENT,
    "年度考核合格": PASS,
    "年度考核基本合格": BASIC,
    "年度考核不合格": FAIL,
}
ORDER = (EXCELLENT, PASS, BASIC, FAIL)
NAMES = {
    EXCELLENT: say("可评为优秀"),
    PASS: say("合格"),
    BASIC: say("基本合格"),
    FAIL: say("不合格"),
    UNGRADED: say("只写评语，不确定档次"),
    OUT: say("不参加考核"),
    SILENT: say("办法没有规定"),
}
YES, NO = "yes", "no"
PERIODIC = {YES: say("职业道德评定：合格"), NO: say("职业道德评定：不合格")}
HONOURS = {YES: say("可以推荐"), NO: say("不推荐")}
REVIEW = {YES: say("可以申报"), NO: say("不受理")}
OF_THE_EDITION = say("评分办法：%(words)s")
NOT_NAMED = say("评分办法：没有其他规定的，为合格")
OF_DOCTORS = say("医师定期考核管理办法：医德考评结果用于职业道德评定；年度不合格的，评定不合格")
NOT_PUT_UP = say("年度考核不能评为优秀的，不推荐评先评优")
UNTIL = say("到期日 %(day)s")


@dataclass(frozen=True)
class Statement:
    """One link: what it comes to, in words, and the clauses that say so."""

    key: str
    words: Saying
    grounds: tuple[Saying, ...] = ()


@dataclass(frozen=True)
class Links:
    """All links of one person in one year; `periodic` only for doctors."""

    annual: Statement
    honours: Statement
    review: Statement
    periodic: Statement | None = None


def links(scheme: Scheme, said: Iterable[str], sanctions: Sequence[Sanction], year: int, *, doctor: bool) -> Links:
    """What a result (by the consequences that follow from it) and a person's sanctions in force mean for a year."""
    found, own = terms(sanctions), edition_says(scheme, said)
    annual = appraisal(own, effects(sanctions, year))
    return Links(annual, _honours(annual, found, year), _review(found, year), _periodic(own) if doctor else None)


def edition_says(scheme: Scheme, said: Iterable[str]) -> Statement:
    """The annual appraisal by the edition alone: the lowest that its words give."""
    known = sorted((words for words in said if words in SAID), key=lambda words: ORDER.index(SAID[words]))
    if known:
        key = SAID[known[-1]]
        return Statement(key, NAMES[key], (say(OF_THE_EDITION.text, words=known[-1]),))
    if any(one.words in SAID for one in scheme.consequences):
        return Statement(PASS, NAMES[PASS], (NOT_NAMED,))
    return Statement(SILENT, NAMES[SILENT])


def appraisal(own: Statement, found: Sequence[Effect]) -> Statement:
    """The annual appraisal under what sanctions do to a year: nobody rises by one."""
    keys = {one.key for one in found}
    grounds = (*own.grounds, *{one.clause.text: one.clause for one in found}.values())
    if GONE in keys:
        return Statement(OUT, NAMES[OUT], grounds)
    if NO_GRADE in keys:
        return Statement(UNGRADED, NAMES[UNGRADED], grounds)
    if NOT_EXCELLENT in keys and own.key == EXCELLENT:
        return Statement(PASS, NAMES[PASS], grounds)
    return Statement(own.key, own.words, grounds)


def _periodic(own: Statement) -> Statement | None:
    if own.key == SILENT:
        return None
    key = NO if own.key == FAIL else YES
    return Statement(key, PERIODIC[key], (OF_DOCTORS,))


def _honours(annual: Statement, found: tuple[Term, ...], year: int) -> Statement:
    term = bars_honours(found, first_day(year), last_day(year))
    if term is not None:
        return Statement(NO, HONOURS[NO], (NO_HONOURS, *_until(term)))
    if annual.key not in (EXCELLENT, SILENT):
        return Statement(NO, HONOURS[NO], (NOT_PUT_UP,))
    return Statement(YES, HONOURS[YES])


def _review(found: tuple[Term, ...], year: int) -> Statement:
    term = bars_review(found, last_day(year))
    if term is None:
        return Statement(YES, REVIEW[YES])
    return Statement(NO, REVIEW[NO], (NO_REVIEW, *_until(term)))


def _until(term: Term) -> tuple[Saying, ...]:
    return (say(UNTIL.text, day=term.ends),) if term.ends else ()
