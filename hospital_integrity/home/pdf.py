"""A person's ethics file on A4: plain words in, PDF bytes out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hospital_integrity.paper.flow import LEFT, RIGHT, Flow
from hospital_integrity.rules.ethics_file import EthicsFile, FileYear
from hospital_integrity.rules.registration import Deed

TITLE = "医德档案"
WIDE = RIGHT - LEFT


def draw_file(found: EthicsFile, day: date) -> bytes:
    """The whole file: an overview of the years, then each year assessed here with its facts and what was said."""
    flow = Flow(TITLE, found.hospital, day, f"打印日期 {day.isoformat()}", TITLE)
    flow.title(TITLE, f"{found.hospital}　{found.name}")
    flow.paragraph("　".join(f"{label}：{value}" for label, value in found.facts))
    flow.gap(6)
    flow.heads((("年度", 50), ("等次", 70), ("得分", 60), ("科室", 120), ("决定文件", 110), ("来源", WIDE - 410)))
    for one in found.years:
        score = "" if one.score is None else f"{one.score:f}"
        flow.row((str(one.year), one.level, score, one.department, one.document_no, one.source or "本系统"))
    if not found.years:
        flow.paragraph("还没有记录。")
    for one in found.years:
        if not one.source:
            _year(flow, one)
    return flow.finish()


def _year(flow: Flow, one: FileYear) -> None:
    flow.gap(8)
    flow.heading(f"{one.year} 年度　{one.level}　{one.score:f} 分")
    _deeds(flow, f"加分 {one.gained:+f}", one.bonus)
    _deeds(flow, f"扣分 {one.lost:f}", one.deductions)
    for words in one.vetoes:
        flow.paragraph(f"一票否决：{words}", indent=10)
    for stage in one.stages:
        if stage.score is not None:
            flow.paragraph(f"{stage.name}：{stage.score:f} 分，{stage.level}。{stage.comment}", indent=10)
    for words in one.why:
        flow.paragraph(f"说明：{words}", indent=10)


def _deeds(flow: Flow, title: str, found: Iterable[Deed]) -> None:
    words = "；".join(f"{one.clause} {one.words} ×{one.count} {one.points:+f}" for one in found)
    if words:
        flow.paragraph(f"{title}：{words}", indent=10)
