"""Small editions as text."""

from __future__ import annotations

SMALL = """code = "{code}"
title = "小办法"
year = {year}

[schemes.staff]
name = "医德考评"

[[schemes.staff.parts]]
key = "conduct"
name = "医德得分"
weight = 100
source = "entries"
base = 80

[[schemes.staff.levels]]
key = "good"
name = "良好"
when = [{{ score = "[80,)" }}]

[[schemes.staff.levels]]
key = "poor"
name = "较差"
otherwise = true

[items.R01]
name = "表扬信"
clause = "第一条"
kind = "bonus"
staff = "0.5"
"""

R01 = SMALL[SMALL.index("[items.R01]") :]


def small(year: int, code: str = "", more: str = "") -> str:
    """A sound edition with one item, in force from a year on."""
    return SMALL.format(year=year, code=code or f"small-{year}") + more
