"""The one place that knows what time it is. Days are days in China; moments are stored in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask import current_app

CHINA = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment in UTC, without its zone (that is how databases keep it). Tests set `CLOCK` to a callable."""
    return current_app.config["CLOCK"]() if current_app.config.get("CLOCK") else datetime.now(UTC).replace(tzinfo=None)


def today() -> date:
    """The day it is in China now."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day in China of a stored UTC moment."""
    return moment.replace(tzinfo=UTC).astimezone(CHINA).date()


def start_of(day: date) -> datetime:
    """The UTC moment at which a day begins in China."""
    return datetime.combine(day, time.min, CHINA).astimezone(UTC).replace(tzinfo=None)
