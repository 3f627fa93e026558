"""Drawing the planes of a text that was refused, so that a hole or an overlap is seen where it is."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from itertools import combinations
from typing import Any

from hospital_integrity.policy.forms import SectionForm
from hospital_integrity.policy.forms.content import Content
from hospital_integrity.policy.forms.places import steps_of
from hospital_integrity.policy.views.readable import OVERLAP
from hospital_integrity.rules.interval import Interval
from hospital_integrity.rules.plane import box_count
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Level, Region, Scheme
from hospital_integrity.rules.scheme_reader import read_scheme
from hospital_integrity.rules.table import Problem, Table

MOST_DRAWN = 20_000


def refused_planes(text: str, problems: tuple[Problem, ...]) -> list[Scheme]:
    """The schemes whose levels are refused, as far as they can be read."""
    try:
        content = tomllib.loads(text) if problems else {}
    except (ValueError, RecursionError):
        return []
    return _drawn(content, problems)


def refused_planes_of(form: SectionForm, content: Content) -> list[Scheme]:
    """The same for a section whose form was refused."""
    try:
        return _drawn(form.changed(content), form.problems)
    except Refused:
        return []


def _drawn(content: Content, problems: tuple[Problem, ...]) -> list[Scheme]:
    steps = [steps_of(problem.place) for problem in problems]
    kinds = dict.fromkeys(one[1] for one in steps if one[:1] == ["schemes"] and one[2:3] == ["levels"])
    found = [_scheme(kind, content) for kind in kinds]
    return [one for one in found if one is not None]


def _scheme(kind: str, content: Content) -> Scheme | None:
    table: Any = content.get("schemes", {}).get(kind)
    if not isinstance(table, dict):
        return None
    read = Table(f"schemes.{kind}", table, [])
    scheme = read_scheme(kind, read)
    unread = any(".levels" in problem.place or ".round" in problem.place for problem in read.problems)
    drawable = not unread and scheme.levels and scheme.rounding > 0 and box_count(scheme) <= MOST_DRAWN
    return _with_overlaps(scheme) if drawable else None


def _with_overlaps(scheme: Scheme) -> Scheme:
    """Where two levels claim the same numbers there is a level of its own in front, which has no name but that."""
    if scheme.decide == "first":
        return scheme
    pairs = combinations(scheme.levels, 2)
    claimed = [_both(a, b) for one, other in pairs for a in one.regions for b in other.regions]
    regions = tuple(region for region in claimed if region is not None)
    return replace(scheme, levels=(Level(OVERLAP, "", 0, regions), *scheme.levels)) if regions else scheme


def _both(one: Region, other: Region) -> Region | None:
    axes = [_common(getattr(one, axis), getattr(other, axis)) for axis in ("score", "deductions", "worst")]
    return None if None in axes else Region(*axes)


def _common(one: Interval, other: Interval) -> Interval | None:
    low = max((end for end in (one.low, other.low) if end is not None), default=None)
    high = min((end for end in (one.high, other.high) if end is not None), default=None)
    closed = [end is not None and end in one and end in other for end in (low, high)]
    if low is not None and high is not None and (low > high or (low == high and not all(closed))):
        return None
    return Interval(low, high, *closed)
