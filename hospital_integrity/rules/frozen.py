"""Facts and ratings as canonical JSON: what an award keeps, what its hash covers, and the way back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any

from hospital_integrity.rules.entry import Departure, Entry, Facts, Given, History, Mark
from hospital_integrity.rules.explanation import Contest, Line, Rating
from hospital_integrity.rules.saying import Saying

BY_ID = attrgetter("id")


class CanonicalText(str):
    """A value that has become its canonical text already, so that hashing and keeping it write it out only once."""

    __slots__ = ()


def canonical(value: Any) -> CanonicalText:
    """One text for equal values: keys sorted, no spaces, characters as they are."""
    if isinstance(value, CanonicalText):
        return value
    return CanonicalText(json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def digest(value: Any) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def facts_to_json(facts: Facts) -> dict[str, Any]:
    """Facts as plain JSON values: numbers and days become text, and the order is always the same."""
    stored = {key: _plain(value) for key, value in asdict(replace(facts, entries=(), earlier=())).items()}
    stored["entries"], stored["earlier"] = _entries_to_json(facts.entries), _entries_to_json(facts.earlier)
    stored["marks"].sort(key=itemgetter("id"))
    for mark in stored["marks"]:
        _omit_blank(mark, "rater")
    stored["given"].sort(key=itemgetter("part"))
    _omit_blank(stored, "departure", "given")
    _omit_blank(stored["history"], "earned")
    return {**stored, "pending": sorted(stored["pending"])}


def _omit_blank(stored: dict[str, Any], *keys: str) -> None:
    # These came later: what was frozen before them must keep its text.
    for key in keys:
        if not stored[key]:
            del stored[key]


def _entries_to_json(entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
    return [_entry_to_json(one) for one in sorted(entries, key=BY_ID)]


def _entry_to_json(one: Entry) -> dict[str, Any]:
    # By hand and without what is blank: a closing stores hundreds of thousands of these.
    stored: dict[str, Any] = {
        "id": one.id,
        "item": one.item,
        "happened_on": one.happened_on.isoformat(),
        "times": one.times,
        "department_id": one.department_id,
    }
    if one.points is not None:
        stored["points"] = _number_text(one.points)
    if one.staff_id is not None:
        stored["staff_id"] = one.staff_id
    if one.reverses is not None:
        stored["reverses"] = one.reverses
    if one.evidence:
        stored["evidence"] = one.evidence
    if one.attested:
        stored["attested"] = one.attested
    if one.closed_on is not None:
        stored["closed_on"] = one.closed_on.isoformat()
    return stored


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return _number_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return value


def _number_text(number: Decimal) -> str:
    # 1.5 and 1.50 are the same number and must have the same hash: what is read from the database has other places.
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def facts_from_json(stored: Mapping[str, Any]) -> Facts:
    """The facts that were stored."""
    return Facts(
        **{
            **stored,
            "entries": tuple(_entry(one) for one in stored["entries"]),
            "earlier": tuple(_entry(one) for one in stored["earlier"]),
            "marks": tuple(Mark(**{**one, "value": _number(one["value"])}) for one in stored["marks"]),
            "history": _history(stored["history"]),
            "feeder": _number(stored["feeder"]),
            "pending": tuple(stored["pending"]),
            "departure": Departure(**stored["departure"]) if "departure" in stored else None,
            "given": tuple(Given(**{**one, "value": _number(one["value"])}) for one in stored.get("given", ())),
        }
    )


def _history(stored: Mapping[str, Any]) -> History:
    earned = tuple((year, stars) for year, stars in stored.get("earned", ()))
    return History(**{**stored, "removed_on": _day(stored["removed_on"]), "earned": earned})


def _entry(stored: Mapping[str, Any]) -> Entry:
    days = {"happened_on": date.fromisoformat(stored["happened_on"]), "closed_on": _day(stored.get("closed_on"))}
    return Entry(**{**stored, **days, "points": _number(stored.get("points"))})


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def lines_to_json(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Reasons as plain JSON values; what a line leaves blank is left out."""
    return [_line_to_json(line) for line in lines]


def _line_to_json(line: Line) -> dict[str, Any]:
    stored: dict[str, Any] = {"step": line.step, "text": line.saying.text}
    if line.saying.values:
        stored["values"] = dict(line.saying.values)
    if line.clause:
        stored["clause"] = line.clause
    if line.entry_id is not None:
        stored["entry"] = line.entry_id
    if line.effect is not None:
        stored["effect"] = _number_text(line.effect)
    if line.total is not None:
        stored["total"] = _number_text(line.total)
    return stored


def lines_from_json(stored: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    """The reasons that were stored."""
    return tuple(
        Line(
            one["step"],
            Saying(one["text"], one.get("values", {})),
            one.get("clause", ""),
            one.get("entry"),
            _number(one.get("effect")),
            _number(one.get("total")),
        )
        for one in stored
    )


def contest_to_json(contest: Contest) -> dict[str, Any]:
    """What a rating brings to the comparison with others, as plain JSON values."""
    return {key: _plain(value) for key, value in asdict(contest).items()}


def contest_from_json(stored: Mapping[str, Any]) -> Contest:
    """The contest that was stored."""
    entered = tuple((place, Decimal(value)) for place, value in stored["entered"])
    return Contest(**{**stored, "summary": Decimal(stored["summary"]), "entered": entered})


def result_to_json(rating: Rating) -> dict[str, Any]:
    """The result itself, without its lines: what two foldings must agree on."""
    return {
        "level": rating.level,
        "earned": rating.earned,
        "stars": rating.stars,
        "raw": _plain(rating.raw),
        "score": _plain(rating.score),
        "deductions": _plain(rating.deductions),
        "bonus": _plain(rating.bonus),
        "headings": [[one.key, _plain(one.points)] for one in rating.headings],
        "parts": [[one.key, _plain(one.value), _plain(one.weight)] for one in rating.parts],
        "consequences": list(rating.consequences),
    }
