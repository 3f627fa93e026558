"""The case file of an entry in words: an official paper, so it is Chinese whatever the reader's language.

It holds what the office's inner page shows and who acted; who reported isn't in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from hospital_integrity.accounts import queries as accounts
from hospital_integrity.attachments import queries as attachments
from hospital_integrity.board.models import BoardEntry, BoardNotice
from hospital_integrity.board.queries import hearing, remedies
from hospital_integrity.board.queries.clarifying import clarification_of
from hospital_integrity.board.queries.rows import steps_of, wording_of
from hospital_integrity.clock import CHINA, today
from hospital_integrity.departments import queries as departments
from hospital_integrity.hospital.queries import profile
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules import board as rules
from hospital_integrity.rules import board_flow as flow
from hospital_integrity.rules import clarifying
from hospital_integrity.rules.board_verbs import VERBS
from hospital_integrity.rules.clauses import clause
from hospital_integrity.rules.dossier import Dossier, Section, Table
from hospital_integrity.rules.remedies import OUTCOMES

NameOf = Callable[[int | None], str]
Facts = Iterator[tuple[str, str]]
COURSE = (("时间", 20), ("步骤", 15), ("经办", 20), ("说明", 45))
HANDS = (("环节", 30), ("人员", 70))
FILES = (("文件", 36), ("大小", 12), ("SHA-256", 52))


def dossier_of(row: BoardEntry, mark: str) -> Dossier:
    """The whole case file of an entry; `mark` is printed on every page."""
    owner, name_of = profile(today()), _Names()
    notices, after = hearing.notices_of(row.id), remedies.remedies_of(row)
    sections = (
        Section("一、基本情况", tuple(_basics(row))),
        Section("二、公开的内容", tuple(_wording(row, after))),
        Section("三、告知与核对", tuple(_hearing(notices, name_of))),
        Section("四、发布后的申诉、回应与整改", tuple(_after(after, name_of))),
        Section("五、澄清", tuple(_clarified(row, name_of))),
        Section("六、各环节人员", table=Table(HANDS, tuple(_hands(row, name_of)))),
        Section("七、办理经过", table=Table(COURSE, tuple(_course(row, name_of)))),
        Section("八、附件清单", table=Table(FILES, tuple(_files(notices, after)))),
    )
    title = f"红黑榜案卷（第{row.id}号）"
    return Dossier(owner.name if owner else "", title, str(row.id), today(), mark, sections)


class _Names:
    """Who an account belongs to: name and number, each looked up once."""

    def __init__(self) -> None:
        self.known: dict[int, str] = {}

    def __call__(self, account_id: int | None) -> str:
        if account_id is None:
            return "系统"
        if account_id not in self.known:
            number = accounts.numbers_of([account_id]).get(account_id, "")
            person = departments.staff_by_numbers([number]).get(number)
            self.known[account_id] = f"{person.name}（{number}）" if person else number
        return self.known[account_id]


def _basics(row: BoardEntry) -> Facts:
    person = departments.staff_member(row.staff_id) if row.staff_id else None
    place = departments.department(row.department_id)
    item = edition_of(row.happened_on.year).items[row.item]
    named = clause(wording_of(row).clause)
    yield "榜单", f"{rules.COLOURS[row.colour]}，{rules.KINDS[row.colour][row.kind]}"
    yield "状态", f"{flow.STATES[row.state]}"
    yield "对象", f"{person.name}（{person.number}），{place.name}" if person else str(place.name if place else "")
    yield "条目", f"{item.clause} {item.name}"
    if named:
        yield "违反的规范", str(named.name)
    yield "发生日期", _day(row.happened_on)
    yield "台账", f"第{row.entry_id}号" if row.entry_id else "尚未记入"
    if row.case_id:
        yield "来件", f"第{row.case_id}号"
    yield "依据", row.basis
    if row.attested:
        yield "确认情节或纪要编号", row.attested
    if row.shown_from and row.shown_to:
        yield "显示期", f"{_day(row.shown_from)}至{_day(row.shown_to)}"


def _wording(row: BoardEntry, after: remedies.Remedies) -> Facts:
    title, text = remedies.wording_now(row)
    yield "标题", title
    yield "内容", text
    yield "姓名", f"全名，同意书{row.consent}" if row.full_name else "科室和“姓某”"
    for one in after.amendments:
        yield "更正", f"{_moment(one.made_at)}起以上述文字为准"
    if after.amendments:
        yield "更正前", f"{row.title}：{row.text}"


def _hearing(notices: list[BoardNotice], name_of: NameOf) -> Facts:
    people = departments.staff_members({one.addressee_id for one in notices})
    for number, one in enumerate(notices, 1):
        whom = people[one.addressee_id]
        yield f"第{number}次告知", f"{_day(one.served_on)}{flow.METHODS[one.method]}，{whom.name}（{whom.number}）"
        yield "送达人", f"{name_of(one.sent_by)}，{_moment(one.sent_at)}" + (f"，{one.remark}" if one.remark else "")
        told = "；".join(f"{flow.RECEIPTS[receipt.verb]} {_moment(receipt.at)}" for receipt in one.receipts)
        yield "回执", told or ("还没有打开" if one.method == "system" else "以书面回执为准")
        yield "核对期限", _day(one.due_on)
        yield from _answer(one, name_of)


def _answer(one: BoardNotice, name_of: NameOf) -> Facts:
    answer = one.answer
    if answer is None:
        yield "本人意见", "没有提出"
        return
    how = f"{_moment(answer.entered_at)}，{'书面，登记人' if answer.on_paper else '本人'}{name_of(answer.entered_by)}"
    yield "本人意见", f"{flow.ANSWERS[answer.verdict]}（{how}）"
    if answer.text:
        yield "意见内容", answer.text + (f"（证据：{answer.evidence}）" if answer.evidence else "")
    if answer.finding:
        found = answer.finding
        yield "答复", f"{flow.FINDINGS[found.verdict]}（{name_of(found.made_by)}，{_moment(found.made_at)}）"
        yield "答复理由", found.reasons


def _after(after: remedies.Remedies, name_of: NameOf) -> Facts:
    for one in reversed(after.appeals):
        yield "申诉", f"{_moment(one.made_at)}，{name_of(one.made_by)}：{one.text}"
        if one.verdict:
            who = f"{name_of(one.verdict.decided_by)}，{_moment(one.verdict.decided_at)}"
            yield "复核决定", f"{OUTCOMES[one.verdict.verdict]}（{who}）"
            yield "决定理由", one.verdict.reasons
        else:
            yield "复核决定", f"等待复核，期限{_day(one.due_on)}" if one.due_on else "等待复核"
    for one in reversed(after.replies):
        said = f"：{one.text}" if one.text else "：（删去）"
        yield "回应（未经核实）", f"{_moment(one.made_at)}，{name_of(one.made_by)}{said}"
    for one in reversed(after.repairs):
        yield "整改", f"{_moment(one.made_at)}，{name_of(one.made_by)}：{one.text}"
        if one.answer:
            said = f"认可，显示至{_day(one.answer.new_last)}" if one.answer.accepted else "须补充"
            yield "整改认定", f"{said}（{name_of(one.answer.decided_by)}）：{one.answer.reasons}"


def _clarified(row: BoardEntry, name_of: NameOf) -> Facts:
    found = clarification_of(board_entry_id=row.id)
    for one in found.steps if found else ():
        said = "；".join(text for text in (one.words, one.text) if text)
        who = f"{_moment(one.at)}，{name_of(one.actor_id)}"
        yield str(clarifying.STATES[one.verb]), f"{who}{'：' + said if said else ''}"


def _hands(row: BoardEntry, name_of: NameOf) -> Iterator[tuple[str, str]]:
    yield str(flow.PARTS[flow.DRAFTER]), name_of(row.drafted_by)
    for one in hearing.hand_rows(row.id):
        if one.account_id != row.drafted_by:
            yield str(flow.PARTS[one.part]), name_of(one.account_id)


def _course(row: BoardEntry, name_of: NameOf) -> Iterator[tuple[str, str, str, str]]:
    for step in steps_of(row.id):
        yield _moment(step.at), str(VERBS.get(step.verb, step.verb)), name_of(step.actor_id), step.words


def _files(notices: list[BoardNotice], after: remedies.Remedies) -> Iterator[tuple[str, str, str]]:
    answers = hearing.answer_files([one.answer.id for one in notices if one.answer])
    mine = attachments.listed([id for ids in answers.values() for id in ids])
    later = remedies.files_of([one.id for one in after.appeals], [one.id for one in after.repairs])
    for one in [*mine.values(), *later]:
        yield one.name, f"{one.kilobytes} KB", one.digest


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(moment: datetime) -> str:
    local = moment.replace(tzinfo=UTC).astimezone(CHINA)
    return f"{local:%Y-%m-%d %H:%M}"


def may_be_taken(row: BoardEntry, staff_id: int | None) -> bool:
    """Whether this person may have the case file: nobody takes the one about himself out of the house."""
    return row.staff_id is None or row.staff_id != staff_id
