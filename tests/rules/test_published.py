"""The published hospital stars of 2021, through the same engine that rates departments: all of them equal."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from hospital_integrity.rules.entry import Facts, Given
from hospital_integrity.rules.everybody import rate_everybody
from hospital_integrity.rules.explanation import Rating
from tests.rules.editions import shipped

PUBLISHED = Path(__file__).parents[1] / "data" / "cms_2021_group_scores.csv"
EDITION = shipped("hospital-parts-2021")
PARTS = [part.key for part in EDITION.schemes["department"].parts]


@cache
def published() -> list[Mapping[str, str]]:
    return list(csv.DictReader(PUBLISHED.read_text("ascii").splitlines()))


@cache
def rated() -> list[Rating]:
    everybody = (Facts("department", n, 2021, "", given=given(row)) for n, row in enumerate(published()))
    return list(rate_everybody(EDITION, everybody).values())


def given(row: Mapping[str, str]) -> tuple[Given, ...]:
    return tuple(Given(part, Decimal(row[part]) if row[part] else None, int(row[f"n_{part}"] or 0)) for part in PARTS)


def test_the_file_is_the_published_one() -> None:
    told = (PUBLISHED.parent / "PROVENANCE.md").read_text("utf-8")
    assert hashlib.sha256(PUBLISHED.read_bytes()).hexdigest() in told


def test_all_3355_stars_come_out_equal() -> None:
    starred = [(row["star"], rating.level) for row, rating in zip(published(), rated(), strict=True) if row["star"]]
    assert len(starred) == 3355
    assert [stars for stars, level in starred if stars != level] == []


def test_who_has_no_published_star_gets_none_and_the_reason() -> None:
    without = [rating for row, rating in zip(published(), rated(), strict=True) if not row["star"]]
    assert {(rating.level, rating.rated) for rating in without} == {("none", False)}
    assert all("证据不足" in str(rating.lines[-1].saying) for rating in without)


def test_the_summaries_are_the_published_ones() -> None:
    both = [(row["summary"], rating.contest.summary) for row, rating in zip(published(), rated(), strict=True)]
    assert max(abs(Decimal(text) - found) for text, found in both if text) < Decimal("1E-8")
