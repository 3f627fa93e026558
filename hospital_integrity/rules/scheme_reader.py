"""From the tables of an edition's text to items and schemes; what is wrong is noted in the tables, with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from hospital_integrity.rules.assessed import Assessed
from hospital_integrity.rules.limits import POOLS
from hospital_integrity.rules.limits_reader import read_evidence, read_ladder, read_limiter, read_quota
from hospital_integrity.rules.scheme import (
    ITEM_KINDS,
    KINDS,
    SOURCES,
    Consequence,
    Content,
    Heading,
    Item,
    Level,
    Part,
    Region,
    Scheme,
    Sheet,
    Stage,
)
from hospital_integrity.rules.table import Table

Value = TypeVar("Value")


def read_item(key: str, table: Table) -> Item:
    """One `[items.KEY]`."""
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
        entered_by=table.texts("entered_by"),
        planned=table.whole("planned", 0, 0, 366),
    )


def read_scheme(kind: str, table: Table) -> Scheme:
    """One `[schemes.KIND]`."""
    parts = tuple(_all(table, "parts", _part))
    headings, coverage = read_evidence(table)
    return Scheme(
        kind=kind,
        name=table.text("name"),
        headings=table.named("headings", _heading),
        parts=parts,
        levels=tuple(_all(table, "levels", _level)),
        join=table.one_of("join", ("sum", "mean"), "sum"),
        rounding=table.number("round", "0.01"),
        decide=table.one_of("decide", ("first", "table"), "first"),
        cut=table.one_of("cut", ("bands", "breaks"), "bands"),
        pool=table.one_of("pool", POOLS, "all"),
        shown_at_most=table.number_or_none("shown_at_most"),
        bonus_after=table.number_or_none("bonus_after"),
        evidence=headings,
        coverage=coverage,
        recheck_years=table.whole("recheck_years", 0, 0, 10),
        limiters=tuple(_all(table, "limiters", read_limiter)),
        ladder=read_ladder(table),
        quotas=tuple(_all(table, "quotas", read_quota)),
        stages=tuple(_all(table, "stages", _stage)),
        contents=tuple(_all(table, "contents", _content)),
        assessed=_assessed(table),
        answer=table.whole("answer", 15, 1, 60),
        sheets=_unnamed_sheets(parts) | table.named("sheets", _sheet),
        notice=table.whole("notice", 0, 0, 60),
        notice_names=table.one_of("notice_names", ("masked", "full"), "") if "notice_names" in table.content else "",
        self_rating=table.flag("self_rating"),
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
        rounding=table.number_or_none("round"),
    )


def _sheet(key: str, table: Table) -> Sheet:
    return Sheet(
        key,
        table.text("name", limit=30),
        table.number("low", "0"),
        table.number("high", "100"),
        table.one_of("raters", ("one", "many"), "many"),
        table.texts("entered_by"),
    )


def _unnamed_sheets(parts: Iterable[Part]) -> dict[str, Sheet]:
    """Sheets as they are where the text only names them: 0 to 100, called like their part if it has no other."""
    return {key: Sheet(key, part.name if len(part.sheets) == 1 else key) for part in parts for key in part.sheets}


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


def _stage(table: Table) -> Stage:
    return Stage(
        table.key("key"),
        table.text("name", limit=30),
        table.number("margin", "0"),
        not table.flag("only_noted"),
        table.text("opens", "", limit=10),
        table.text("closes", "", limit=10),
    )


def _content(table: Table) -> Content:
    return Content(table.key("key"), table.text("name", limit=40))


def _assessed(table: Table) -> Assessed:
    inner = table.table("assessed")
    found = Assessed(inner.flag("newcomers"), inner.number("absent", "50"))
    inner.finish()
    return found


def _consequence(table: Table) -> Consequence:
    return Consequence(table.text("words"), _region(table), table.texts("levels"))
