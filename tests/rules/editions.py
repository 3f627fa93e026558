"""Small editions for the tests of the rules, put together from pieces of text."""

from __future__ import annotations

from pathlib import Path

import pytest

from hospital_integrity.rules.edition import BadEdition, Edition, parse

SHIPPED = Path(__file__).parents[2] / "hospital_integrity" / "policy" / "editions"

ENTRIES = '[[schemes.KIND.parts]]\nkey = "conduct"\nname = "日常"\nweight = 100\nsource = "entries"\nbase = 80\n'
MARKS = (
    '[[schemes.KIND.parts]]\nkey = "survey"\nname = "测评"\nweight = 100\nsource = "marks"\nsheets = ["satisfaction"]\n'
)
GRADES = """
[[schemes.KIND.levels]]
key = "good"
name = "良好"
when = [{ score = "[80,)" }]
[[schemes.KIND.levels]]
key = "fair"
name = "一般"
when = [{ score = "[60,)" }]
[[schemes.KIND.levels]]
key = "poor"
name = "较差"
otherwise = true
"""
STARS = "".join(
    f'[[schemes.KIND.levels]]\nkey = "{n}"\nname = "{n} 星"\nstars = {n}\nwhen = [{{ score = "[{low},)" }}]\n'
    for n, low in ((5, 90), (4, 80), (3, 70), (2, 60), (1, 0))
)
STARS += '[[schemes.KIND.levels]]\nkey = "none"\nname = "不评星"\notherwise = true\n'
ITEMS = """
[items.plus]
name = "表扬"
clause = "1"
kind = "bonus"
KIND = 1
judged = [0, 100]
[items.minus]
name = "扣分"
clause = "2"
kind = "deduction"
KIND = -1
judged = [0, 100]
[items.other]
name = "另一扣分"
clause = "3"
kind = "deduction"
KIND = -1
judged = [0, 100]
"""


def edition_text(
    scheme: str = "", kind: str = "staff", parts: str = ENTRIES, levels: str = GRADES, items: str = ITEMS
) -> str:
    """An edition with one scheme; `scheme` are further lines of its own table."""
    head = 'code = "t"\ntitle = "测试办法"\nyear = 2026\n[schemes.KIND]\nname = "办法"\n'
    return (head + scheme + parts + levels + items).replace("KIND", kind)


def edition(*args: str, **kwargs: str) -> Edition:
    """The same, parsed."""
    return parse(edition_text(*args, **kwargs))


def shipped(name: str) -> Edition:
    """An edition that comes with the software."""
    return parse((SHIPPED / f"{name}.toml").read_text("utf-8"))


def problems(text: str) -> list[tuple[str, str]]:
    """What the checker says about a text: places and sentences."""
    with pytest.raises(BadEdition) as refused:
        parse(text)
    return [(problem.place, str(problem.saying)) for problem in refused.value.problems]


def places(text: str) -> list[str]:
    """Only the places."""
    return [place for place, _ in problems(text)]
