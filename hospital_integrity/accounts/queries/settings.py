"""What the hospital may set about signing in, with the values that hold when it doesn't."""

from __future__ import annotations

from typing import Any

from flask import current_app

DEFAULTS: dict[str, Any] = {
    "ARGON2": {"time_cost": 3, "memory_cost": 65536, "parallelism": 4},
    "PASSWORD_PROFILE": "gb22239",
    "PASSWORD_DAYS_PRIVILEGED": 90,
    "CODE_DAYS": 7,
    "SESSION_HOURS": 8,
    "SESSION_IDLE_MINUTES": 60,
    "SESSION_IDLE_MINUTES_PRIVILEGED": 15,
    "FAILURE_MINUTES": 15,
    "FAILURES_PER_NUMBER": 5,
    "FAILURES_PER_ADDRESS": 20,
}


def setting(name: str) -> Any:
    """The application's value of a setting, or the default."""
    return current_app.config.get(name, DEFAULTS[name])
