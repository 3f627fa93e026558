"""How the demo's drafts go their way: checked, served, answered, decided, each by its own person and on its own day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from hospital_integrity import clock
from hospital_integrity.access import Asker, acting
from hospital_integrity.board import operations as board
from hospital_integrity.board.operations import Said, Service
from hospital_integrity.board.queries import BoardEntry
from hospital_integrity.demo.operations.deciding import know_holidays
from hospital_integrity.demo.operations.moments import at

People = Mapping[str, Asker]
Drafted = tuple[BoardEntry, datetime]
LONGEST_TERM = timedelta(days=30)
OBJECTED = "所述日期我在外院进修，排班表可以证明，请核对。"
CORRECTED = "日期应为前一天，其余内容属实。"
KEPT = "经调取排班表和进修登记，进修从次日开始，当日在岗，维持原内容。"


def publish(drafted: Drafted, people: People) -> BoardEntry:
    """The whole way; the person agrees on paper."""
    row, moment = drafted
    _answer(drafted, people, Said("agree"))
    with at(min(moment + timedelta(hours=8), clock.now())), acting(people["PB"]):
        return board.publish(row.id, row.version, acknowledged=True)


def wait(drafted: Drafted, people: People) -> None:
    """Nothing yet: the evidence waits to be checked."""


def check(drafted: Drafted, people: People) -> Drafted:
    """The evidence is checked; the notice is still to be served."""
    row, moment = drafted
    with at(min(moment + timedelta(hours=3), clock.now())), acting(people["RV"]):
        board.check(row.id, row.version, "已核对原始材料，与草稿一致。")
        return row, clock.now()


def serve(drafted: Drafted, people: People, method: str = "paper") -> int:
    """The notice is in the person's hands; the number of the notice."""
    row, moment = check(drafted, people)
    with at(min(moment + timedelta(hours=1), clock.now())), acting(people["OF"]):
        for day in (clock.today(), clock.today() + LONGEST_TERM):
            know_holidays(day.year)
        remark = "科室当面送达，科室负责人在场" if method == "paper" else ""
        return board.serve(row.id, row.version, Service(method, clock.today(), remark)).id


def _answer(drafted: Drafted, people: People, said: Said) -> int:
    notice = serve(drafted, people)
    with at(min(drafted[1] + timedelta(hours=6), clock.now())), acting(people["OF"]):
        return board.enter_answer(notice, said).id


def object_to(drafted: Drafted, people: People) -> None:
    """The person objects; the office has still to answer."""
    _answer(drafted, people, Said("object", OBJECTED, "排班表"))


def keep(drafted: Drafted, people: People) -> None:
    """The objection was answered and not accepted; the decision is next once the days are over."""
    _found(drafted, people, Said("object", OBJECTED, "排班表"), "kept", KEPT)


def give_back(drafted: Drafted, people: People) -> None:
    """The correction was accepted: the draft is with its author again."""
    _found(drafted, people, Said("correct", CORRECTED), "accepted", "经核对台账，日期按本人意见更正。")


def _found(drafted: Drafted, people: People, said: Said, verdict: str, reasons: str) -> None:
    row, moment = drafted
    answer = _answer(drafted, people, said)
    with at(min(moment + timedelta(hours=20), clock.now())), acting(people["AH"]):
        board.find(answer, row.version, verdict, reasons)


def withdraw(drafted: Drafted, people: People) -> None:
    """Published, and taken off the board the next day."""
    row = publish(drafted, people)
    with acting(people["PB"]):
        board.withdraw(row.id, row.version, "发布后发现所附材料不全，先行撤下。")


STAGES: tuple[Callable[[Drafted, People], object], ...] = (
    object_to,
    keep,
    serve,
    give_back,
    wait,
    check,
    withdraw,
)
