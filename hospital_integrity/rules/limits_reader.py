"""From the tables of an edition's text to what limits a level: evidence, limiters, the ladder and quotas."""

from __future__ import annotations

from decimal import Decimal

from hospital_integrity.rules.limits import BOUNDS, LOWEST, POOLS, Coverage, Hold, Ladder, Limiter, Quota
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.table import Table

BOUND_KEYS = (*BOUNDS, LOWEST)


def read_evidence(table: Table) -> tuple[int, Coverage]:
    """`evidence = 5` (headings), or a table that also asks for measures in parts."""
    if not isinstance(table.content.get("evidence"), dict):
        return table.whole("evidence", 0, 0, 99), Coverage()
    inner = table.table("evidence")
    headings = inner.whole("headings", 0, 0, 99)
    measures, parts = inner.whole("measures", 0, 0, 9999), inner.whole("parts", 0, 0, 99)
    coverage = Coverage(measures, parts, inner.texts("any_of"), inner.texts("all_of"))
    inner.finish()
    return headings, coverage


def read_limiter(table: Table) -> Limiter:
    """One `[[….limiters]]`: about a sheet or a part, with one bound."""
    sheet, part = _named(table, "sheet"), _named(table, "part")
    if bool(sheet) == bool(part):
        table.wrong("sheet", say("限制要写明评分表（sheet）或部分（part），两者写一个"))
    bound, mark = _bound(table)
    return Limiter(
        name=table.text("name", limit=30),
        bound=bound,
        mark=mark,
        ceiling=table.key("ceiling"),
        sheet=sheet,
        part=part,
        missing=table.one_of("missing", ("caps", "ignored"), "ignored" if part else "caps"),
        measures=table.whole("measures", 0, 0, 9999),
        pool=table.one_of("pool", POOLS, "all"),
    )


def _named(table: Table, key: str) -> str:
    return table.key(key) if key in table.content else ""


def _bound(table: Table) -> tuple[str, Decimal]:
    found = [(key, table.number(key)) for key in BOUND_KEYS if key in table.content]
    if len(found) == 1:
        return found[0]
    table.wrong("below", say("要写明一个界限，且只写一个：%(allowed)s", allowed="、".join(BOUND_KEYS)))
    return "below", Decimal(0)


def read_ladder(table: Table) -> Ladder | None:
    """`ladder = { … }`; None where there is none."""
    if "ladder" not in table.content:
        return None
    inner = table.table("ladder")
    rise, first, reapply = inner.whole("rise", 1, 0, 5), inner.whole("first", 5, 1, 5), inner.whole("reapply", 0, 0, 60)
    ladder = Ladder(rise, first, reapply, _hold(inner))
    inner.finish()
    return ladder


def _hold(table: Table) -> Hold | None:
    if "hold" not in table.content:
        return None
    inner = table.table("hold")
    hold = Hold(inner.whole("years", 0, 0, 20), inner.whole("of", 0, 0, 20))
    inner.finish()
    return hold


def read_quota(table: Table) -> Quota:
    """One `[[….quotas]]`."""
    inner = table.table("shares")
    return Quota(
        table.key("level"),
        table.number("share"),
        table.one_of("pool", POOLS, "all"),
        table.whole("least", 0, 0, 1000),
        table.texts("ties"),
        {category: inner.number(category) for category in inner.content},
    )
