"""The templates among themselves: nothing unused, nothing inline that the content security policy would refuse."""

from __future__ import annotations

import re
from functools import cache

from tests.house.house import HOUSE, modules

TEMPLATES = HOUSE / "templates"
MACRO = re.compile(r"{%-?\s*macro\s+(\w+)")
REFERENCE = re.compile(r"""["']([\w/]+\.html)["']""")
INLINE = re.compile(r"""<script(?![^>]*\bsrc=)|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|\|\s*safe\b""")
ELSEWHERE = re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//""")


@cache
def sources() -> dict[str, str]:
    return {str(path.relative_to(TEMPLATES)): path.read_text("utf-8") for path in sorted(TEMPLATES.rglob("*.html"))}


def test_no_macro_is_unused() -> None:
    everything = "\n".join(sources().values())
    names = MACRO.findall(everything)
    assert not [name for name in names if len(re.findall(rf"\b{name}\(", everything)) < 2]


def test_no_macro_is_written_twice() -> None:
    names = [name for source in sources().values() for name in MACRO.findall(source)]
    assert len(names) == len(set(names))


def test_no_template_is_unused() -> None:
    code = "\n".join(module.path.read_text("utf-8") for module in modules())
    used = set(REFERENCE.findall(code + "\n".join(sources().values())))
    unused = set(sources()) - used
    assert not unused


def test_every_template_that_is_named_exists() -> None:
    code = "\n".join(module.path.read_text("utf-8") for module in modules())
    missing = set(REFERENCE.findall(code)) - set(sources())
    assert not missing


def test_nothing_is_inline_or_unescaped() -> None:
    assert not {name: INLINE.findall(source) for name, source in sources().items() if INLINE.search(source)}


def test_nothing_comes_from_elsewhere() -> None:
    assert not [name for name, source in sources().items() if ELSEWHERE.search(source)]
