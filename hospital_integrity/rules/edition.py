"""A policy edition: read from TOML, checked, and from then on never changed.

`parse` is the only way in. docs/edition.md describes the text completely.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from hospital_integrity.rules.checker import check
from hospital_integrity.rules.saying import Refused, say
from hospital_integrity.rules.scheme import (
    ITEM_KINDS,
    KINDS,
    SOURCES,
    Consequence,
    Heading,
    Item,
    Ladder,
    Level,
    Limiter,
    Part,
    Quota,
    Region,
    Scheme,
    Stage,
)
from hospital_integrity.rules.table import Problem, Table

Value = TypeVar("Value")
LONGEST = 400_000
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


class BadEdition(Refused):
    """The text is no usable edition; `problems` say what and where, all at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        words = say("办法文本有 %(count)s 处问题，第一处在 %(place)s", count=len(problems), place=problems[0].place)
        super().__init__(words)


def parse(text: str) -> Edition:
    """Read and check an edition; raises BadEdition with every problem and its place."""
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
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits or 1,000 nested brackets come here too
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
        items=table.named("items", _item),
        schemes=table.named("schemes", _scheme),
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


def _item(key: str, table: Table) -> Item:
    headings = table.table("heading")
    ceilings = table.table("ceiling")
    return Item(
        key=key,
        name=table.text("name"),
        clause=table.text("clause", limit=40),
        kind=table.one_of("kind", ITEM_KINDS),
        headings={kind: headings.key(kind) for kind in headings.content},
        worth={kind: table.number(kind) for kind in KINDS if kind in table.content},
        ceilings={kind: ceilings.key(kind) for kind in ceilings.content},
        judged=table.pair("judged"),
        step=table.number("step", "0.01"),
        cap=table.number_or_none("cap"),
        evidence=table.flag("evidence"),
        severity=table.text("severity", ""),
        minute=table.flag("minute"),
        lookback=table.whole("lookback", 0, 0, 120),
        retired=table.flag("retired"),
        group=table.text("group", ""),
    )


def _scheme(kind: str, table: Table) -> Scheme:
    return Scheme(
        kind=kind,
        name=table.text("name"),
        headings=table.named("headings", _heading),
        parts=tuple(_all(table, "parts", _part)),
        levels=tuple(_all(table, "levels", _level)),
        join=table.one_of("join", ("sum", "mean"), "sum"),
        rounding=table.number("round", "0.01"),
        decide=table.one_of("decide", ("first", "table"), "first"),
        shown_at_most=table.number_or_none("shown_at_most"),
        bonus_after=table.number_or_none("bonus_after"),
        evidence=table.whole("evidence", 0, 0, 99),
        recheck_years=table.whole("recheck_years", 0, 0, 10),
        limiters=tuple(_all(table, "limiters", _limiter)),
        ladder=_ladder(table),
        quotas=tuple(_all(table, "quotas", _quota)),
        stages=tuple(_all(table, "stages", _stage)),
        consequences=tuple(_all(table, "consequences", _consequence)),
    )


def _all(table: Table, key: str, read: Callable[[Table], Value]) -> Iterator[Value]:
    for inner in table.tables(key):
        yield read(inner)
        inner.finish()


def _heading(key: str, table: Table) -> Heading:
    return Heading(
        key,
        table.text("name", limit=30),
        table.number_or_none("points"),
        table.number_or_none("most_bonus"),
        table.number_or_none("most_deduction"),
    )


def _part(table: Table) -> Part:
    return Part(
        key=table.key("key"),
        name=table.text("name", limit=30),
        weight=table.number("weight"),
        source=table.one_of("source", SOURCES),
        base=table.number("base", "0"),
        full=table.number("full", "100"),
        sheets=table.texts("sheets"),
    )


def _level(table: Table) -> Level:
    return Level(
        key=table.key("key"),
        name=table.text("name", limit=20),
        stars=table.whole("stars", 0, 0, 5),
        regions=tuple(_all(table, "when", _region)),
        otherwise=table.flag("otherwise"),
        certificate=table.flag("certificate"),
    )


def _region(table: Table) -> Region:
    return Region(table.interval("score"), table.interval("deductions"), table.interval("worst"))


def _limiter(table: Table) -> Limiter:
    return Limiter(
        table.key("sheet"),
        table.text("name", limit=30),
        table.number("below"),
        table.key("ceiling"),
        table.one_of("missing", ("caps", "ignored"), "caps"),
    )


def _ladder(table: Table) -> Ladder | None:
    if "ladder" not in table.content:
        return None
    inner = table.table("ladder")
    ladder = Ladder(inner.whole("rise", 1, 1, 5), inner.whole("first", 5, 1, 5), inner.whole("reapply", 0, 0, 60))
    inner.finish()
    return ladder


def _quota(table: Table) -> Quota:
    return Quota(
        table.key("level"),
        table.number("share"),
        table.one_of("pool", ("all", "category"), "all"),
        table.whole("least", 0, 0, 1000),
        table.texts("ties"),
    )


def _stage(table: Table) -> Stage:
    return Stage(
        table.key("key"),
        table.text("name", limit=30),
        table.number("margin", "0"),
        not table.flag("only_noted"),
    )


def _consequence(table: Table) -> Consequence:
    return Consequence(table.text("words"), _region(table), table.texts("levels"))
