"""What followed publication in the demo: an appeal that waits, others that amended and withdrew, a repair, a reply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from hospital_integrity import clock
from hospital_integrity.access import Asker, Reach, acting
from hospital_integrity.board import operations as board
from hospital_integrity.board import queries
from hospital_integrity.board.operations import clarifying
from hospital_integrity.board.operations.appealing import NewAppeal, appeal
from hospital_integrity.board.operations.repairing import answer_repair, hand_in_repair
from hospital_integrity.board.operations.replying import reply
from hospital_integrity.board.queries import BoardEntry
from hospital_integrity.board.queries.clarifying import clarification_of
from hospital_integrity.corrections.operations import Judgement, decide_appeal
from hospital_integrity.corrections.queries import plan_for_board
from hospital_integrity.demo.operations import flow
from hospital_integrity.demo.operations.moments import at
from hospital_integrity.rules.board import Wording
from hospital_integrity.rules.board_clock import over
from hospital_integrity.rules.clarifying import Proposal
from hospital_integrity.rules.recording import Fact

People = Mapping[str, Asker]
LONGEST = timedelta(days=18)
APPEALED = "所述时间我在手术室，手术记录和排班表可以证明，请复核。"
AMENDED = "经复核，查实的只有一次，次数已更正；其余内容属实，予以维持。"
UNTRUE = "经复核手术记录和排班表，所述时间当事人在岗，原核查认错了人，予以撤销。"
REPLIED = "当天的情况我已经向科室说明，今后会注意，也请大家监督。"
REPAIRED = "已参加控烟培训并考核合格，在科室会上作了说明，之后督查没有再发现。"


def follow(people: People) -> None:
    """Let remedies follow the criticisms that are shown today, the oldest first, and one of the demo's grid member."""
    rows, _ = queries.page_of(queries.work_list("published"), 1, 200)
    shown = sorted((row for row in rows if _may_be_appealed(row)), key=lambda row: row.id)
    outcomes = ("withdrawn", "amended", "") if len(shown) > 2 else ("withdrawn", "")[-len(shown) :]
    for number, (row, outcome) in enumerate(zip(shown, outcomes, strict=False), 1):
        day = _noon(row) + timedelta(days=1)
        with at(min(day, clock.now())), acting(people["OF"]):
            made = appeal(
                row.id, NewAppeal(f"demo-appeal-{number}", APPEALED, paper=f"信 {row.shown_from:%Y}-{number}")
            )
        if outcome:
            _decide(made.id, row, outcome, min(day + LONGEST, clock.now() - timedelta(days=1)), people)
    _repair(people)


def _may_be_appealed(row: BoardEntry) -> bool:
    shown = row.colour == "black" and row.staff_id is not None and row.shown_to is not None
    return shown and row.shown_to is not None and not over(row.shown_to, clock.today())


def _noon(row: BoardEntry) -> datetime:
    day = row.shown_from or clock.today()
    return datetime(day.year, day.month, day.day, 4)


def _decide(appeal_id: int, row: BoardEntry, outcome: str, moment: datetime, people: People) -> None:
    withdrawn = outcome == "withdrawn"
    said = row.text if withdrawn else f"{row.text.rstrip('。')}；经复核，次数更正为一次。"
    with at(min(moment, clock.now())), acting(people["AH"]):
        seen, ground = plan_for_board(row).seen, "rights" if withdrawn else ""
        reasons = UNTRUE if withdrawn else AMENDED
        wanted = Judgement(f"demo-verdict-{appeal_id}", seen, outcome, reasons, row.title, said, ground)
        decide_appeal(appeal_id, wanted)
    if withdrawn:
        _clarify(row.id, moment + timedelta(days=1), people)


def _clarify(board_entry_id: int, moment: datetime, people: People) -> None:
    found = clarification_of(board_entry_id=board_entry_id)
    if found is None:
        return
    wanted = Proposal("yes", "电话征询，本人同意在榜上澄清。", "notice", ("所述时间当事人在岗",))
    with at(min(moment, clock.now())):
        with acting(people["OF"]):
            clarifying.propose_clarification(found.id, 1, wanted)
        with acting(people["PB"]):
            clarifying.approve_clarification(found.id, 2)
        with acting(people["OF"]):
            clarifying.carry_out_clarification(found.id, 3, "在红黑榜原位置公示")


def _repair(people: People) -> None:
    member = people["GM"]
    (home,) = member.home
    if any(home in people[role].home for role in ("OF", "RV", "PB", "AH")):
        return
    day = clock.today() - timedelta(days=14)
    fact = Fact("demo-smoker", "R23", day, home, member.staff_id, evidence="控烟巡查记录 第 18 号")
    text = "巡查时发现在禁烟区域吸烟，经核实属实，已批评教育。"
    wording = Wording("inspection", "在院区内吸烟", text, fact.evidence, acknowledged=True, clause="conduct2012-5")
    with at(clock.now() - timedelta(days=11)), acting(people["OF"]):
        drafted = board.draft_fact(fact, wording, Reach(everything=True)), clock.now()
    row = flow.publish(drafted, people)
    with at(clock.now() - timedelta(days=2)), acting(member):
        reply(row.id, 0, REPLIED)
        made = hand_in_repair(row.id, "demo-repair", REPAIRED)
    with at(clock.now() - timedelta(days=1)), acting(people["AH"]):
        answer_repair(made.id, True, "材料属实，整改到位，同意缩短显示期。")
