"""One page of a longer answer, as every list and its pager want it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
SIZE = 50


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of page number `page` (counted from 1) out of `total` rows."""

    items: list[Row]
    page: int
    total: int
    size: int = SIZE

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(-(-self.total // self.size), 1)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.items)
