"""What published parts come to: each subject's summary, pool and level, and why where there is no star."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from hospital_integrity.rules.comparing import pool_of
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.everybody import rate_everybody
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.parts_file import Parts
from hospital_integrity.rules.saying import Refused, Saying
from hospital_integrity.rules.scheme import Scheme

HEADING = ("subject", "summary", "pool", "level", "why")
TENTH = Decimal("1E-10")
LOWERING = ("evidence", "ceiling", "ladder", "quota")


@dataclass(frozen=True)
class PartsResult:
    """One row of the answer: `level` is a level's key, empty for who has no star; `why` are sentences."""

    subject: str
    summary: str
    pool: str
    level: str
    why: tuple[Saying, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as texts, in the order of the heading."""
        return self.subject, self.summary, self.pool, self.level, "；".join(map(str, self.why))


def scheme_for_parts(edition: Edition, wanted: str = "") -> Scheme:
    """The scheme that rates a file: the one asked for, else that of departments, else the only one."""
    kind = wanted or ("department" if "department" in edition.schemes else "")
    if not kind and len(edition.schemes) == 1:
        kind = next(iter(edition.schemes))
    if kind not in edition.schemes:
        kinds = "、".join(edition.schemes)
        raise Refused("办法里没有可用的方案“%(wanted)s”，请指定其中之一：%(kinds)s", wanted=kind, kinds=kinds)
    return edition.schemes[kind]


def rate_parts(edition: Edition, scheme: Scheme, parts: Parts) -> list[PartsResult]:
    """Rate every subject of a file, in the file's order, through the engine that rates everybody."""
    decided = rate_everybody(edition, parts.facts)
    return [_result(scheme, subject, decided[scheme.kind, n]) for n, subject in enumerate(parts.subjects)]


def _result(scheme: Scheme, subject: str, rating: Rating) -> PartsResult:
    pool = pool_of(rating, _how(scheme)) or "all"
    starless = not rating.stars and any(level.stars for level in scheme.levels)
    level = "" if starless or not rating.rated else rating.level
    summary = "" if all(part.value is None for part in rating.parts) else _plain(rating.contest.summary)
    return PartsResult(subject, summary, pool, level, tuple(_why(rating, bool(level))))


def _how(scheme: Scheme) -> str:
    """How subjects are pooled for the cut or, where that pools nobody, for the first quota."""
    return next((how for how in (scheme.pool, *(quota.pool for quota in scheme.quotas)) if how != "all"), "all")


def _why(rating: Rating, starred: bool) -> Iterator[Saying]:
    lowering = [line.saying for line in rating.lines if line.step in (LOWERING if rating.rated else ("evidence",))]
    yield from lowering
    if not starred and not lowering:
        yield from (line.saying for line in rating.lines if line.step == "level")


def _plain(number: Decimal) -> str:
    text = f"{number.quantize(TENTH, ROUND_HALF_UP):f}"
    text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
