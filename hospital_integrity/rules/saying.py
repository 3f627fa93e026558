"""Words for the screen as data: a Chinese sentence with named blanks, translated only when shown.

The Chinese sentence is also the message id of the English catalogue, so `say` and `Refused` are extraction keywords.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Saying:
    """A sentence with its blanks still open: `text` in `%(name)s` style and the values to fill in."""

    text: str
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __str__(self) -> str:
        return self.text % self.values if self.values else self.text


def say(text: str, /, **values: object) -> Saying:
    """A sentence for the screen; values become text at once, so that a saying never changes afterwards."""
    return Saying(text, MappingProxyType({name: str(value) for name, value in values.items()}))


class Refused(Exception):
    """What was asked is not allowed; `saying` tells the person at the screen why and what to do."""

    def __init__(self, text: str | Saying, /, **values: object) -> None:
        self.saying = text if isinstance(text, Saying) else say(text, **values)
        super().__init__(str(self.saying))


class Stale(Refused):
    """What was asked was right for an older state of things: someone else has changed it meanwhile."""
