"""What the demo puts on the board: praise and breaches of its ledger, drafted by one person, published by another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from random import Random

from hospital_integrity import clock
from hospital_integrity.access import Asker, Reach, acting
from hospital_integrity.board import operations as board
from hospital_integrity.demo.operations.moments import at
from hospital_integrity.ledger.operations import LedgerEntry
from hospital_integrity.rules.board import Wording

RED = {
    "R04": ("honour", "获市级行业表彰", "在全市医疗质量与行风评比中受到表彰，为医院赢得荣誉。"),
    "R05": ("letter", "患者送来锦旗和表扬信", "服务耐心细致、解释清楚，患者出院后专程送来锦旗和表扬信致谢。"),
    "R08": ("media", "先进事迹获市级媒体报道", "夜间自发参与路边急救的事迹，被市级媒体专题报道。"),
    "R10": ("refusal", "当场谢绝红包", "手术前当场谢绝并退还红包，向家属说明制度，并如实向科室报告登记。"),
    "R12": ("deed", "参加突发事件医疗救援", "接到通知后第一时间随队出发，连续值守，圆满完成救援任务。"),
    "R14": ("honour", "圆满完成援外医疗任务", "在援外医疗队工作期间带教当地医生，任务评价优秀。"),
}
BLACK = {
    "R15": ("inspection", "违反从业人员行为规范", "专项督查中查实多次违反从业人员行为规范，已责成整改并记入考评。"),
    "R19": ("complaint", "服务类投诉经核实有效", "接待态度生硬、解释不到位，经核实属实，已当面致歉并整改。"),
    "R21": ("inspection", "无故脱岗", "劳动纪律督查时不在岗且未请假，经科室核实属实。"),
    "R23": ("inspection", "在院区内吸烟", "巡查时发现在禁烟区域吸烟，经核实属实。"),
}
TEXTS = RED | BLACK
EVERYWHERE = Reach(everything=True)
STILL_SHOWN = timedelta(days=80)
People = Mapping[str, Asker]


def put_up(random: Random, rows: Iterable[LedgerEntry], people: People, red: int, black: int, drafts: int = 0) -> None:
    """Put some of these rows on the board: `red` and `black` published, `drafts` more still waiting."""
    after = clock.now() - STILL_SHOWN
    fresh = [row for row in rows if row.item in TEXTS and row.recorded_at > after and _impartial(row, people)]
    praise, breaches = ([row for row in fresh if row.item in texts] for texts in (RED, BLACK))
    newest = sorted(breaches, key=lambda row: (row.recorded_at, row.id))[-3 * black :]
    chosen = random.sample(praise, min(len(praise), red + drafts))
    shown = max(0, len(chosen) - drafts)
    for row in chosen[:shown] + random.sample(newest, min(len(newest), black)):
        _publish(row, _draft(row, people, row.recorded_at + timedelta(random.randrange(1, 4))), people)
    for row in chosen[shown:]:
        _draft(row, people, clock.now())


def _impartial(row: LedgerEntry, people: People) -> bool:
    return not any(row.department_id in person.home for person in people.values())


def _draft(row: LedgerEntry, people: People, moment: datetime) -> tuple[int, datetime]:
    kind, title, text = TEXTS[row.item]
    moment = min(moment, clock.now())
    with at(moment), acting(people["OF"]):
        wording = Wording(kind, title, text, row.evidence)
        return board.draft_of_entry(f"demo-{row.id}", row.id, wording, EVERYWHERE).id, moment


def _publish(row: LedgerEntry, drafted: tuple[int, datetime], people: People) -> None:
    board_entry_id, moment = drafted
    with at(min(moment + timedelta(hours=5), clock.now())), acting(people["RV" if row.item in RED else "PB"]):
        board.publish(board_entry_id, 1, acknowledged=True)
