"""A policy edition: read from TOML, checked, and from then on never changed.

`parse` is the only way in. docs/edition.md describes the text completely.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from hospital_integrity.rules.checker import check
from hospital_integrity.rules.counting import Counting, countings
from hospital_integrity.rules.saying import Refused, say
from hospital_integrity.rules.scheme import KINDS, Item, Scheme
from hospital_integrity.rules.scheme_reader import read_item, read_scheme
from hospital_integrity.rules.table import Problem, Table

LONGEST = 400_000
LONGEST_LINE = 2_000
AT = re.compile(r"at line (\d+), column (\d+)")


@dataclass(frozen=True)
class Edition:
    """The rules of a year: every item ever used, and a scheme for each kind of subject that is rated."""

    code: str
    title: str
    year: int
    terms: int
    items: Mapping[str, Item]
    schemes: Mapping[str, Scheme]
    text: str
    sha256: str

    @cached_property
    def countings(self) -> Mapping[str, Mapping[str, Counting]]:
        """How items count, by scheme and key; an item that means nothing in a scheme is missing there."""
        return {kind: countings(self.items, scheme) for kind, scheme in self.schemes.items()}


class BadEdition(Refused):
    """The text is no usable edition; `problems` say what and where, all at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        words = say("办法文本有 %(count)s 处问题，第一处在 %(place)s", count=len(problems), place=problems[0].place)
        super().__init__(words)


@lru_cache(maxsize=8)
def parse(text: str) -> Edition:
    """Read and check an edition; raises BadEdition with every problem and its place.

    The last few are remembered: a text is read wherever it is looked at, and never means anything else.
    """
    content = _content(text)
    table = Table("", content, [])
    edition = _edition(table, text)
    problems = (*table.problems, *(() if table.problems else check(edition.items, edition.schemes)))
    if problems:
        raise BadEdition(problems)
    return edition


def _content(text: str) -> dict[str, Any]:
    if len(text) > LONGEST:
        raise BadEdition((Problem("", say("文本超过 %(limit)s 字", limit=LONGEST)),))
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:  # a key of 100,000 dotted parts takes the reader minutes
            raise BadEdition((Problem(f"{number}:{LONGEST_LINE}", say("一行超过 %(limit)s 字", limit=LONGEST_LINE)),))
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a thousand nested brackets come here too
        where = AT.search(str(error))
        line, column = where.groups() if where else (str(text.count("\n") + 1), "1")
        words = say("第 %(line)s 行第 %(column)s 列起不是 TOML 格式，请检查引号、括号和等号", line=line, column=column)
        raise BadEdition((Problem(f"{line}:{column}", words),)) from None


def _edition(table: Table, text: str) -> Edition:
    edition = Edition(
        code=table.key("code"),
        title=table.text("title"),
        year=table.whole("year", 0, 2000, 2200),
        terms=_terms(table),
        items=table.named("items", read_item),
        schemes=table.named("schemes", read_scheme),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    table.finish()
    for kind in set(edition.schemes) - set(KINDS):
        table.wrong(f"schemes.{kind}", say("没有这种对象，只有 staff、department、grid"))
    return edition


def _terms(table: Table) -> int:
    terms = table.whole("terms", 1, 1, 4)
    if terms == 3:
        table.wrong("terms", say("一年只能分为 1、2 或 4 期"))
    return terms
