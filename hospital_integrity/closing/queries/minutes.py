"""The words of a meeting's minutes. They are an official paper, so they are Chinese whatever the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hospital_integrity.closing import queries
from hospital_integrity.closing.models import Departure, Meeting, Objection, ProposedResult, Vote
from hospital_integrity.hospital.queries import profile
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.meeting import REST, least_present, quorum
from hospital_integrity.rules.minutes import Item, Minutes
from hospital_integrity.rules.procedure import ANSWERS

NameOf = Callable[[int | None], str]


def minutes_of(meeting: Meeting, name_of: NameOf) -> Minutes:
    """Everything that the minutes of a meeting say."""
    here = queries.present_at(meeting.id)
    owner = profile(meeting.held_on)
    return Minutes(
        hospital=owner.name if owner else "",
        title=f"{meeting.title.removesuffix('会')}会议记录",
        day=meeting.held_on,
        facts=tuple(_facts(meeting, here)),
        paragraphs=tuple(_paragraphs(meeting, here)),
        items=tuple(_items(meeting, name_of)),
        signatures=("主持人（签名）", "记录人（签名）", "监督人（签名）"),
    )


def _facts(meeting: Meeting, here: list[str]) -> Iterator[tuple[str, str]]:
    away = [name for name in meeting.members if name not in here]
    day = meeting.held_on
    yield "时间", f"{day.year}年{day.month}月{day.day}日"
    yield "地点", meeting.place
    yield "主持人", meeting.chair
    yield "应到", f"{len(meeting.members)}人：{'、'.join(meeting.members)}"
    yield "实到", f"{len(here)}人：{'、'.join(here) or '（未登记）'}"
    if away:
        yield "缺席", f"{len(away)}人：{'、'.join(away)}"
    if meeting.guests:
        yield "列席", meeting.guests


def _paragraphs(meeting: Meeting, here: list[str]) -> Iterator[str]:
    members, proposal = len(meeting.members), queries.proposal(meeting.proposal_id)
    enough = "符合" if quorum(members, len(here)) else "未达到"
    yield f"会议应到成员{members}人，实到{len(here)}人，到会须有{least_present(members)}人（三分之二），{enough}要求。"
    yield "每项表决以赞成票超过应到成员半数为通过。"
    digest = proposal.digest[:16] if proposal else ""
    yield f"会议审议{meeting.year}年度星级评定提案（校验值{digest}）。"
    yield f"评分办法：{edition_of(meeting.year).title}。表决情况如下："


def _items(meeting: Meeting, name_of: NameOf) -> Iterator[Item]:
    votes = queries.votes_of(meeting.id)
    departures, objections = queries.departures(meeting.year, _round(meeting)), queries.objections(meeting.year)
    for one in queries.results_about(meeting.proposal_id, [key for key in votes if key[0] != REST]):
        yield _item(one, votes[_key(one)], departures, objections, name_of)
    rest = votes.get((REST, 0))
    if rest:
        counted = len(votes) - 1
        others = len(queries.results_of(meeting.proposal_id)) - counted
        yield Item(f"其余{others}个对象按提案一并表决", "—", "—", _numbers(rest), _decision(rest), _remark(rest))


def _item(
    one: ProposedResult, vote: Vote, departures: list[Departure], objections: list[Objection], name_of: NameOf
) -> Item:
    last = f"{one.last_stars}星" if one.last_stars else "—"
    moved = [row for row in departures if _key(row) == _key(one) and _agreed(row)]
    more = [
        *_remark(vote),
        *(f"调整理由：{row.reason}（提出 {name_of(row.proposed_by)}，附议 {_second(row, name_of)}）" for row in moved),
        *(
            f"异议：{ANSWERS[row.answer.verdict] if row.answer else '待答复'}"
            for row in objections
            if _key(row) == _key(one)
        ),
    ]
    return Item(one.name, last, one.level_name, _numbers(vote), _decision(vote), tuple(more))


def _round(meeting: Meeting) -> int | None:
    proposal = queries.proposal(meeting.proposal_id)
    return proposal.round if proposal else None


def _key(row: Departure | Objection | ProposedResult) -> tuple[str, int]:
    return row.subject_kind, row.subject_id


def _agreed(row: Departure) -> bool:
    return row.answer is not None and row.answer.verdict == queries.AGREED


def _second(row: Departure, name_of: NameOf) -> str:
    return name_of(row.answer.answered_by) if row.answer else ""


def _numbers(vote: Vote) -> tuple[int, int, int]:
    return vote.ayes, vote.noes, vote.abstentions


def _decision(vote: Vote) -> str:
    return "通过" if queries.count_of(vote).adopted else "未通过"


def _remark(vote: Vote) -> tuple[str, ...]:
    return (f"说明：{vote.remark}",) if vote.remark else ()
