"""How values look on the screen: words, points, scores, days and moments, in the reader's language."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import urlencode

from flask import Flask, request, url_for
from flask_babel import get_locale, gettext

from hospital_integrity.access import asker
from hospital_integrity.clock import CHINA
from hospital_integrity.rules.masking import masked_name
from hospital_integrity.rules.saying import Saying

MINUS = "\N{MINUS SIGN}"
HUNDREDTH = Decimal("0.01")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def words(value: object) -> str:
    """A saying in the reader's language; anything else as its own text, nothing for None."""
    if isinstance(value, Saying):
        return gettext(value.text) % value.values if value.values else gettext(value.text)
    return "" if value is None else str(value)


def score(value: Decimal | int | None) -> str:
    """A total with at most two places, half up, without idle zeros: 92.50 → 92.5."""
    if value is None:
        return ""
    rounded = Decimal(value).quantize(HUNDREDTH, ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".").replace("-", MINUS) if rounded else "0"


def points(value: Decimal | int | None) -> str:
    """A change with its sign: +0.5, −5, 0; the minus is the typographic one."""
    return "" if value is None else f"+{score(value)}" if value > 0 else score(value)


def day(value: date | None) -> str:
    """A day: 2026年11月22日, or 22 Nov 2026 in English."""
    if value is None:
        return ""
    return _english_day(value) if _english() else f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime | None) -> str:
    """A stored UTC moment as day and time in China."""
    if value is None:
        return ""
    local = value.replace(tzinfo=UTC).astimezone(CHINA)
    return f"{day(local.date())} {local:%H:%M}"


def here(**changes: object) -> str:
    """The address of this page with some of its query changed; None takes a key out."""
    query: dict[str, Any] = {**request.args.to_dict(flat=False), "lang": None, **changes}
    kept = {key: value for key, value in query.items() if value is not None}
    if request.endpoint is None or request.endpoint == "static":
        return "/"
    path = url_for(request.endpoint, **(request.view_args or {}))
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


def spoke(index: int, count: int, length: float) -> tuple[float, float]:
    """Where spoke `index` of `count` ends on a wheel of this radius; the first points up, the rest go clockwise."""
    turn = 2 * math.pi * index / count
    return round(length * math.sin(turn), 1), round(-length * math.cos(turn), 1)


def install(app: Flask) -> None:
    """Give the templates these filters, `here` for links, `spoke` for wheels, and `me`, who is asking."""
    app.jinja_env.filters.update(words=words, points=points, score=score, day=day, moment=moment, masked=masked_name)
    app.jinja_env.globals.update(here=here, spoke=spoke)
    app.context_processor(lambda: {"me": asker()})


def _english() -> bool:
    locale = get_locale()
    return locale is not None and locale.language == "en"


def _english_day(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
