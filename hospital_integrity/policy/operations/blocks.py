"""The text of an edition cut into blocks: a header with the comment above it, and the statements that follow.

A library that keeps a text's style counts the comment above a table to the table before it, and drops it together with
that one; officers' comments must not vanish so. Each block here owns the comment that stands right above its header.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from hospital_integrity.rules.saying import Refused

Path = tuple[str | int, ...]
MOST_LINES = 200


@dataclass(frozen=True)
class Statement:
    """A key with its value and the lines it stands on; a line of comment or a blank one where `key` is empty."""

    key: tuple[str, ...]
    value: Any
    lines: tuple[str, ...]


@dataclass
class Block:
    """A header at a path of the content, `[[…]]` where `listed`; `loose` lines stand above it and stay when it goes."""

    path: Path
    listed: bool
    header: str
    loose: list[str] = field(default_factory=list)
    comment: list[str] = field(default_factory=list)
    body: list[Statement] = field(default_factory=list)

    def text(self) -> str:
        """The block as it stands in the text, without a line end."""
        lines = [*self.loose, *self.comment, *([self.header] if self.header else [])]
        return "\n".join([*lines, *(line for statement in self.body for line in statement.lines)])


def blocks_of(text: str) -> list[Block]:
    """A sound text as blocks; the first is the top, without a header."""
    lines, place, found = text.split("\n"), 0, [Block((), False, "")]
    seen: Counter[tuple[str, ...]] = Counter()
    while place < len(lines):
        line = lines[place]
        if line.lstrip().startswith("["):
            found.append(_headed(line, seen))
            _hand_over(found[-2], found[-1])
            place += 1
        else:
            statement = _statement(lines, place)
            found[-1].body.append(statement)
            place += len(statement.lines)
    return found


def _headed(line: str, seen: Counter[tuple[str, ...]]) -> Block:
    names, inner = [], tomllib.loads(line)
    while isinstance(inner, dict) and inner:
        name, inner = next(iter(inner.items()))
        names.append(name)
    listed = isinstance(inner, list)
    if listed:
        seen[tuple(names)] += 1
    return Block(_resolved(names, seen), listed, line)


def _resolved(names: list[str], seen: Counter[tuple[str, ...]]) -> Path:
    path: list[str | int] = []
    for depth, name in enumerate(names, 1):
        path.append(name)
        if tuple(names[:depth]) in seen:
            path.append(seen[tuple(names[:depth])] - 1)
    return tuple(path)


def _hand_over(before: Block, after: Block) -> None:
    """The comment right above a header belongs to that header, and what stands loose above it stays between the two."""
    trailing: list[Statement] = []
    while before.body and not before.body[-1].key:
        trailing.insert(0, before.body.pop())
    lines = [statement.lines[0] for statement in trailing]
    while lines and lines[-1].strip():
        after.comment.insert(0, lines.pop())
    after.loose = lines


def _statement(lines: list[str], place: int) -> Statement:
    if not lines[place].strip() or lines[place].lstrip().startswith("#"):
        return Statement((), None, (lines[place],))
    for end in range(place + 1, min(place + MOST_LINES, len(lines)) + 1):
        try:
            content = tomllib.loads("\n".join(lines[place:end]))
        except tomllib.TOMLDecodeError:
            continue
        return _named(content, tuple(lines[place:end]))
    raise Refused("这段文本的写法表单改不了，请在“文本”页修改")


def _named(content: dict[str, Any], lines: tuple[str, ...]) -> Statement:
    keys, value = [], content
    while isinstance(value, dict) and len(value) == 1 and _dotted(lines[0], len(keys)):
        key, value = next(iter(value.items()))
        keys.append(key)
    return Statement(tuple(keys), value, lines)


def _dotted(line: str, deep: int) -> bool:
    return deep <= line.split("=")[0].count(".")


def again(statement: Statement, value: Any, written: str) -> Statement:
    """The statement with another value; a comment behind the old one stays."""
    name = statement.lines[0].partition("=")[0]
    comment = _comment(statement) if len(statement.lines) == 1 else ""
    return replace(statement, value=value, lines=tuple(f"{name.rstrip()} = {written}{comment}".split("\n")))


def _comment(statement: Statement) -> str:
    line = statement.lines[0]
    for place in (at for at, sign in enumerate(line) if sign == "#"):
        try:
            tomllib.loads(line[:place])
        except tomllib.TOMLDecodeError:
            continue
        return line[len(line[:place].rstrip()) :]
    return ""
