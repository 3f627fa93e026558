"""A case file as plain words, ready to be drawn: sections of facts, paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Table:
    """Columns as (title, hundredths of the width), and rows of as many texts."""

    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; an empty one says so."""

    heading: str
    facts: tuple[tuple[str, str], ...] = ()
    table: Table | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing stands under the heading."""
        return not self.facts and (self.table is None or not self.table.rows)


@dataclass(frozen=True)
class Dossier:
    """Everything that stands in a case file; `mark` says on every page who took it and when."""

    hospital: str
    title: str
    number: str
    day: date
    mark: str
    sections: tuple[Section, ...]
