"""The certificates that the tests draw: one of each kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hospital_integrity.rules.certificate import Words, words
from hospital_integrity.rules.citation import citation
from hospital_integrity.rules.paper_kinds import OF_PLACES

RARE = [
    line.split("\t")[1]
    for line in (Path(__file__).parents[1] / "data/rare_characters_276.txt").read_text("utf-8").splitlines()
]
TOKEN = "9f3a7c21d04b4e5fa6b7c8d9e0f1a2b3"
ABOUT = {"事由": "拒收红包", "科室": "心血管内科", "职务": "监督员", "聘期": "自2026年3月1日至2028年2月29日"}
LEVELS = {"department": "三星", "grid": "五星", "staff": "优秀"}


def paper(kind: str = "staff", **changes: object) -> Words:
    """A certificate of the kind; `changes` replace single words."""
    stars = {"department": {"stars": 3, "of_stars": 5}, "grid": {"stars": 5, "of_stars": 5}}.get(kind, {})
    plain = {
        "holder": "心血管内科" if kind in OF_PLACES else "欧阳𬭎喆",
        "hospital": "江城市第一人民医院",
        "day": date(2026, 11, 22),
        "serial": "YDYX-2026-001208-K",
        "check_url": f"https://hi.example.cn/c/{TOKEN}",
        "check_place": "hi.example.cn/c",
        "decision": "依据文件：江一院纪〔2027〕1号",
    }
    return words(kind, citation(kind, 2026, LEVELS.get(kind, ""), about=ABOUT), **{**plain, **stars, **changes})
