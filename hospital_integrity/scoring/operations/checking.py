"""From typed rows to facts that somebody with this reach may record, every bad cell named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hospital_integrity.access import Reach
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.saying import Refused, say
from hospital_integrity.rules.scoresheet import BadCell, Row, facts_of, is_blank
from hospital_integrity.scoring import queries


class BadRows(Refused):
    """Rows that can't be submitted; `cells` name each bad one."""

    def __init__(self, cells: Sequence[BadCell]) -> None:
        self.cells = tuple(cells)
        super().__init__(say("有 %(count)s 处需要改正，没有提交任何一行", count=len(cells)))


def checked(rows: Sequence[Row], nonce: str, reach: Reach) -> list[Fact]:
    """The facts of rows that may all be recorded by someone with this reach; raises BadRows with every bad cell."""
    facts, bad = facts_of(rows, queries.known_for(rows), nonce)
    bad += [
        BadCell(int(fact.nonce.rpartition("-")[2]), "department", say("不在您可以评分的科室范围内"))
        for fact in facts
        if not reach.covers(department_id=fact.department_id)
    ]
    if bad:
        raise BadRows(sorted(bad, key=lambda cell: cell.row))
    return facts


def rows_worth_keeping(rows: Sequence[Mapping[str, Any]], layout: str = "free") -> list[dict[str, str]]:
    """Typed rows without the blank ones."""
    typed = ({key: value or "" for key, value in row.items()} for row in rows)
    return [row for row in typed if not is_blank(row, layout)]
