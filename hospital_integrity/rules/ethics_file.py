"""A person's ethics file over the years (医德档案) as plain words: years assessed here, years brought from papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity.rules.registration import AtStage, Deed


@dataclass(frozen=True)
class FileYear:
    """One year. Brought from paper (`source`): only the grade, the document and where the paper lies are known."""

    year: int
    level: str
    document_no: str
    score: Decimal | None = None
    award_id: int | None = None
    department: str = ""
    bonus: tuple[Deed, ...] = ()
    deductions: tuple[Deed, ...] = ()
    vetoes: tuple[str, ...] = ()
    stages: tuple[AtStage, ...] = ()
    why: tuple[str, ...] = ()
    source: str = ""
    tone: int = 0

    @property
    def gained(self) -> Decimal:
        """What the additions come to."""
        return sum((one.points for one in self.bonus), Decimal(0))

    @property
    def lost(self) -> Decimal:
        """What the deductions come to."""
        return sum((one.points for one in self.deductions), Decimal(0))


@dataclass(frozen=True)
class EthicsFile:
    """Everything on record about one person, the newest year first."""

    hospital: str
    name: str
    number: str
    facts: tuple[tuple[str, str], ...]
    years: tuple[FileYear, ...]

    def texts(self) -> Iterator[str]:
        """Every text that must be drawn."""
        yield from (self.hospital, self.name, self.number)
        yield from (value for _, value in self.facts)
        for one in self.years:
            yield from (one.level, one.document_no, one.department, one.source, *one.vetoes, *one.why)
            yield from (deed.words for deed in (*one.bonus, *one.deductions))
            yield from (text for stage in one.stages for text in (stage.name, stage.comment, stage.level))
