"""The certificates that the tests draw: one of each kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hospital_integrity.rules.certificate import Words, words
from hospital_integrity.rules.citation import citation

RARE = [
    line.split("\t")[1]
    for line in (Path(__file__).parents[1] / "data/rare_characters_276.txt").read_text("utf-8").splitlines()
]
TOKEN = "9f3a7c21d04b4e5fa6b7c8d9e0f1a2b3"
LEVELS = {"department": "三星", "grid": "五星", "staff": "优秀"}


def paper(kind: str = "staff", **changes: object) -> Words:
    """A certificate of the kind; `changes` replace single words."""
    stars = {"staff": {}, "department": {"stars": 3, "of_stars": 5}, "grid": {"stars": 5, "of_stars": 5}}[kind]
    plain = {
        "holder": "心血管内科" if kind == "department" else "欧阳𬭎喆",
        "hospital": "江城市第一人民医院",
        "day": date(2026, 11, 22),
        "serial": "YDYX-2026-001208-K",
        "check_url": f"https://hi.example.cn/c/{TOKEN}",
        "check_place": "hi.example.cn/c",
        "decision": "依据文件：江一院纪〔2027〕1号",
    }
    return words(kind, citation(kind, 2026, LEVELS[kind]), **{**plain, **stars, **changes})
