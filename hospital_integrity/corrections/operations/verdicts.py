"""The verdict on an appeal with all that follows from it, in one transaction and one event."""

from __future__ import annotations

from dataclasses import dataclass

from hospital_integrity.board import queries as entries
from hospital_integrity.board.operations import appealing
from hospital_integrity.board.operations.steps import stepped
from hospital_integrity.board.queries import BoardEntry, remedies
from hospital_integrity.board.queries.remedies import BoardAppeal, BoardVerdict
from hospital_integrity.corrections.operations.cascade import Rows, Wanted, carry_out
from hospital_integrity.corrections.queries import plan_for_board
from hospital_integrity.journal.operations import note
from hospital_integrity.rules import remedies as rules
from hospital_integrity.rules.saying import Refused, Stale, say

STEP = {rules.UPHELD: "upheld", rules.AMENDED: "amended"}


@dataclass(frozen=True)
class Judgement:
    """What the reviewer decides, about the state that was `seen`: `title` and `text` where the wording is amended."""

    nonce: str
    seen: str
    verdict: str
    reasons: str
    title: str = ""
    text: str = ""
    ground: str = ""


def decide_appeal(appeal_id: int, wanted: Judgement) -> BoardVerdict:
    """Decide an appeal: uphold the decision, amend its public wording, or withdraw it with everything that follows."""
    found = appealing.open_appeal(appeal_id)
    row = entries.board_entry_for_change(found.board_entry_id)
    if row is None:
        raise Refused("找不到这条榜单记录")
    plan = plan_for_board(row)
    if plan.seen != wanted.seen:
        raise Stale(say("预览之后情况有变化，请核对新的预览再确认"))
    said = (wanted.title.strip(), wanted.text.strip())
    rules.check_verdict(wanted.verdict, remedies.wording_now(row), said)
    appealing.take_review(row)
    verdict = appealing.keep_verdict(found, wanted.verdict, rules.check_long_enough(wanted.reasons))
    rows = _followed(row, verdict, wanted, said)
    note("board.appeal_decided", [*_named(verdict, found, row), *rows], verdict=verdict.verdict)
    return verdict


def _followed(row: BoardEntry, verdict: BoardVerdict, wanted: Judgement, said: tuple[str, str]) -> Rows:
    if wanted.verdict == rules.WITHDRAWN:
        plan = plan_for_board(row)
        if not plan.does_something:  # taken down and reversed already: there is nothing left to follow
            return []
        _, rows = carry_out(plan, Wanted(wanted.nonce, plan.seen, wanted.reasons, ground=wanted.ground), verdict.id)
        return [one for one in rows if one[0] != "board_entries"]
    made: Rows = []
    if wanted.verdict == rules.AMENDED:
        made = [("board_amendments", appealing.amend(row, verdict, *said).id)]
    row.version += 1
    stepped(row, STEP[wanted.verdict], noted=False)
    return made


def _named(verdict: BoardVerdict, found: BoardAppeal, row: BoardEntry) -> Rows:
    return [("board_verdicts", verdict.id), ("board_appeals", found.id), ("board_entries", row.id)]
