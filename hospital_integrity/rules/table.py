"""Reading a TOML table key by key; problems are collected with their place instead of stopping at the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from hospital_integrity.rules import characters
from hospital_integrity.rules.interval import EVERYTHING, Interval, read_interval
from hospital_integrity.rules.saying import Refused, Saying, say

Value = TypeVar("Value")

# Strict on purpose: Decimal() itself also reads "１２", "1_000", " 5 " and "1e400".
NUMBER = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,6})?")
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,29}")


@dataclass(frozen=True)
class Problem:
    """What is wrong and where: `place` is the path in the text, such as `schemes.staff.levels[2].when`."""

    place: str
    saying: Saying


@dataclass
class Table:
    """One table of the text. Every key is asked for by name; `finish` reports the keys that nobody asked for."""

    place: str
    content: dict[str, Any]
    problems: list[Problem]
    asked: set[str] = field(default_factory=set)

    def path(self, key: str) -> str:
        """The full place of a key of this table."""
        return f"{self.place}.{key}" if self.place else key

    def wrong(self, key: str, saying: Saying) -> None:
        """Note a problem at a key."""
        self.problems.append(Problem(self.path(key), saying))

    def get(self, key: str, default: Any = None) -> Any:
        """The raw value of a key, which counts as asked for."""
        self.asked.add(key)
        return self.content.get(key, default)

    def text(self, key: str, default: str | None = None, limit: int = 80) -> str:
        """A short text of visible characters; required where there is no default."""
        value = self.get(key, default)
        if not isinstance(value, str) or len(value) > limit or not (value.strip() or default == ""):
            self.wrong(key, say("缺少文字，或超过 %(limit)s 字", limit=limit))
        elif characters.invisible(value) is not None or characters.private(value) is not None:
            self.wrong(key, say("含有看不见的字符或自造字"))
        else:
            return value
        return default or ""

    def key(self, key: str) -> str:
        """A name that other tables refer to: letters, digits, hyphen and underscore, at most 30."""
        value = self.get(key)
        if isinstance(value, str) and KEY.fullmatch(value):
            return value
        self.wrong(key, say("代号应为不超过 30 位的字母、数字、连字符或下划线"))
        return ""

    def number(self, key: str, default: str | None = None) -> Decimal:
        """A number written as text ("0.5") or whole (5); never a float, which would not be exact."""
        return self._decimal(key, self.get(key, default))

    def number_or_none(self, key: str) -> Decimal | None:
        """A number, or None where the key is missing."""
        return self.number(key) if key in self.content else self.get(key)

    def whole(self, key: str, default: int, low: int = 0, high: int = 9999) -> int:
        """A whole number within limits."""
        value = self.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.wrong(key, say("应为 %(low)s 到 %(high)s 之间的整数", low=low, high=high))
        return default

    def flag(self, key: str) -> bool:
        """True or false; false where missing."""
        value = self.get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, say("应为 true 或 false"))
        return value is True

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """One of a few words."""
        value = self.get(key, default)
        if value in allowed:
            return str(value)
        self.wrong(key, say("应为其中之一：%(allowed)s", allowed="、".join(allowed)))
        return default or allowed[0]

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of names of other things; empty where missing."""
        value = self.get(key, [])
        if isinstance(value, list) and all(isinstance(one, str) and KEY.fullmatch(one) for one in value):
            return tuple(value)
        self.wrong(key, say('应为一列代号，写成 ["a", "b"]'))
        return ()

    def interval(self, key: str) -> Interval:
        """An interval; everything where missing."""
        value = self.get(key)
        if value is None:
            return EVERYTHING
        try:
            return read_interval(str(value))
        except Refused as refused:
            self.problems.append(Problem(self.path(key), refused.saying))
            return EVERYTHING

    def pair(self, key: str) -> tuple[Decimal, Decimal] | None:
        """Two numbers, the smaller first; None where missing."""
        value = self.get(key)
        if value is None:
            return None
        if isinstance(value, list) and len(value) == 2:
            low, high = (self._decimal(key, one) for one in value)
            if low <= high:
                return low, high
        self.wrong(key, say("应为两个数，小的在前"))
        return None

    def table(self, key: str) -> Table:
        """An inner table; empty where missing."""
        return Table(self.path(key), self._dict(key, self.get(key, {})), self.problems)

    def tables(self, key: str) -> Iterator[Table]:
        """The tables of a list, in order."""
        value = self.get(key, [])
        if not isinstance(value, list):
            self.wrong(key, say("应写成 [[%(key)s]]", key=self.path(key)))
            value = []
        for place, content in enumerate(value):
            name = f"{key}[{place}]"
            yield Table(self.path(name), self._dict(name, content), self.problems)

    def named(self, key: str, read: Callable[[str, Table], Value]) -> dict[str, Value]:
        """The tables of a table by their name, each read and checked for unknown keys."""
        outer = self.table(key)
        found = {}
        for name in outer.content:
            inner = outer.table(name)
            if not KEY.fullmatch(name):
                outer.wrong(name, say("代号应为不超过 30 位的字母、数字、连字符或下划线"))
            found[name] = read(name, inner)
            inner.finish()
        return found

    def finish(self) -> None:
        """Report keys that are in the text but mean nothing."""
        for key in self.content:
            if key not in self.asked:
                self.wrong(key, say("没有这一项设置，请检查拼写"))

    def _dict(self, key: str, value: Any) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self.wrong(key, say("应为一张表"))
        return {}

    def _decimal(self, key: str, value: Any) -> Decimal:
        whole = isinstance(value, int) and not isinstance(value, bool)
        if (whole and abs(value) < 10**6) or (isinstance(value, str) and NUMBER.fullmatch(value)):
            return Decimal(value)
        self.wrong(key, say('应为数，写成 "0.5" 或 5（不写小数 0.5，以免失准）'))
        return Decimal(0)
