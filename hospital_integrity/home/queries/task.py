"""Something that waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass

from hospital_integrity.rules.saying import Saying


@dataclass(frozen=True)
class Task:
    """Something to do: words, where to do it, how much of it."""

    text: Saying
    detail: Saying | str
    address: str
    icon: str
    tone: str = "jade"
    count: int = 0
