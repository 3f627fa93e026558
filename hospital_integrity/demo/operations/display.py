"""What the demo puts on the board: praise and breaches of its ledger; flow.py sends them through other hands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from hospital_integrity import clock
from hospital_integrity.access import Asker, Reach, acting
from hospital_integrity.board import operations as board
from hospital_integrity.demo.operations import flow
from hospital_integrity.demo.operations.moments import at
from hospital_integrity.ledger.operations import LedgerEntry
from hospital_integrity.rules.board import Wording
from hospital_integrity.rules.recording import Fact

RED = {
    "R04": (
        ("honour", "获市级行业表彰", "在全市医疗质量与行风评比中受到表彰，为医院赢得荣誉。"),
        ("honour", "获评市级先进个人", "在全市卫生健康系统评选中获评先进个人。"),
    ),
    "R05": (
        ("letter", "患者送来锦旗", "服务耐心细致、解释清楚，患者专程送来锦旗致谢。"),
        ("letter", "收到患者表扬信", "主动帮助行动不便的老人办理手续，家属来信表扬。"),
        ("letter", "家属来信致谢", "下班后仍守在病区安抚家属、跟进检查，家属来信致谢。"),
    ),
    "R08": (
        ("media", "先进事迹获市级媒体报道", "休息日在路边急救的事迹，被市级媒体专题报道。"),
        ("media", "便民服务受到媒体关注", "牵头改进的便民服务，被市级媒体报道。"),
    ),
    "R10": (
        ("refusal", "当场谢绝红包", "当场谢绝并退还红包，向家属说明制度，并如实向科室报告登记。"),
        ("refusal", "退还购物卡", "发现资料袋里夹带购物卡，当日联系退还并上交登记。"),
        ("refusal", "婉拒宴请和礼品", "婉拒供货单位的宴请和礼品，并主动向科室报告。"),
    ),
    "R12": (
        ("deed", "参加突发事件救援", "接到通知后第一时间随队出发，连续值守，圆满完成任务。"),
        ("deed", "支援防汛一线", "主动报名支援防汛一线，连续工作三天。"),
    ),
    "R14": (("honour", "圆满完成援外任务", "援外期间带教当地同行，任务评价优秀。"),),
}
BLACK = {
    "R15": (("inspection", "违反从业人员行为规范", "专项督查中查实多次违反从业人员行为规范，已责成整改并记入考评。"),),
    "R19": (("complaint", "服务类投诉经核实有效", "接待态度生硬、解释不到位，经核实属实，已当面致歉并整改。"),),
    "R21": (("inspection", "无故脱岗", "劳动纪律督查时不在岗且未请假，经科室核实属实。"),),
    "R22": (("inspection", "未按时开诊", "督查时未按公布时间开诊，经核实属实，已批评教育。"),),
    "R23": (("inspection", "在院区内吸烟", "巡查时发现在禁烟区域吸烟，经核实属实。"),),
}
TEXTS = RED | BLACK
CLAUSES = {item: f"conduct2012-{number}" for item, number in zip(BLACK, (5, 7, 10, 7, 5), strict=True)}
EVERYWHERE = Reach(everything=True)
STILL_SHOWN = timedelta(days=80)
People = Mapping[str, Asker]


def put_up(
    random: Random, rows: Iterable[LedgerEntry], people: People, red: int, black: int, under_way: int = 0
) -> None:
    """Put some of these rows on the board: `red` and `black` published, `under_way` more at every stage before."""
    after = clock.now() - STILL_SHOWN
    fresh = [row for row in rows if row.item in TEXTS and row.recorded_at > after and _impartial(row, people)]
    praise, breaches = ([row for row in fresh if row.item in texts] for texts in (RED, BLACK))
    newest = sorted(breaches, key=lambda row: (row.recorded_at, row.id))[-5 * (black + under_way) :]
    chosen, contested = _varied(random, praise, red), (under_way + 1) // 2
    criticised = _varied(random, newest, black + contested)
    shown = min(black, max(1, len(criticised) - contested))
    waiting = criticised[shown:]
    waiting += _varied(random, [row for row in praise if row not in chosen], under_way - len(waiting))
    for row in chosen + criticised[:shown]:
        moment = row.recorded_at + timedelta(random.randrange(1, 4))
        flow.publish(_draft(row, random.choice(TEXTS[row.item]), people, moment), people)
    for number, row in enumerate(waiting):
        drafted = _draft(row, random.choice(TEXTS[row.item]), people, clock.now() - timedelta(days=1))
        flow.STAGES[number % len(flow.STAGES)](drafted, people)


def put_before_the_visitor(people: People) -> None:
    """A praise of the person as whom a visitor of the demo signs in, served in the system: it waits for his answer."""
    visitor, (home,) = people["ST"], people["ST"].home
    if any(home in people[role].home for role in ("OF", "RV", "PB")):
        return
    day = clock.today() - timedelta(days=6)
    fact = Fact("demo-visitor", "R05", day, home, visitor.staff_id, evidence="感谢信登记簿 第 61 号")
    kind, title, text = TEXTS["R05"][1]
    with at(clock.now() - timedelta(days=1)), acting(people["OF"]):
        row = board.draft_fact(fact, Wording(kind, title, text, fact.evidence, acknowledged=True), EVERYWHERE)
        drafted = row, clock.now()
    flow.serve(drafted, people, "system")


def _varied(random: Random, rows: Sequence[LedgerEntry], many: int) -> list[LedgerEntry]:
    """Some rows, every item in turn and each department once before any comes again."""
    places: Counter[int] = Counter()
    items: Counter[str] = Counter()
    left, chosen = random.sample(rows, len(rows)), []
    while left and len(chosen) < many:
        best = min(left, key=lambda row: (places[row.department_id], items[row.item]))
        left.remove(best)
        chosen.append(best)
        places[best.department_id] += 1
        items[best.item] += 1
    return chosen


def _impartial(row: LedgerEntry, people: People) -> bool:
    return not any(row.department_id in person.home for person in people.values())


def _draft(row: LedgerEntry, words: tuple[str, str, str], people: People, moment: datetime) -> flow.Drafted:
    kind, title, text = words
    moment = min(moment, clock.now())
    with at(moment), acting(people["OF"]):
        wording = Wording(kind, title, text, row.evidence, acknowledged=True, clause=CLAUSES.get(row.item, ""))
        return board.draft_of_entry(f"demo-{row.id}", row.id, wording, EVERYWHERE), moment
