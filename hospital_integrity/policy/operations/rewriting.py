"""From a text and the content it should have to the text that has it: what doesn't change stays as it was written.

Whatever comes out is read again and compared with what was wanted, so that nothing can be lost unseen.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

from hospital_integrity.policy.operations.blocks import Block, Path, Statement, again, blocks_of
from hospital_integrity.rules.saying import Refused

Content = dict[str, Any]
GONE: Any = object()
NAMED_TABLES = ("items", "schemes", "headings", "sheets")
INLINE_LISTS = ("when",)
TELLING = ("key", "level", "sheet", "words")
LONG = 110


def rewritten(text: str, wanted: Content) -> str:
    """The text with `wanted` as its content, comments and order kept; Refused where that can't be done in place."""
    old = tomllib.loads(text)
    if old == wanted:
        return text
    blocks = [block for block in map(_Change(old, wanted).kept, blocks_of(text)) if block is not None]
    for path, value in _missing(blocks, wanted):
        _insert(blocks, path, value)
    _order(blocks)
    made = "\n".join(block.text() for block in blocks if block.path or block.body).rstrip("\n") + "\n"
    if _read(made) != wanted:
        raise Refused("这份文本的写法，表单改不了，请在“文本”页修改")
    return made


def _read(text: str) -> Content:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


class _Change:
    """Where each table of the old content has gone in the new one."""

    def __init__(self, old: Content, wanted: Content) -> None:
        self.old, self.wanted = old, wanted

    def kept(self, block: Block) -> Block | None:
        """The block as it has to be now; None when its table is gone. Loose lines stay at the top of the next one."""
        path, old, new = self._followed(block.path)
        if not isinstance(new, dict):
            return Block(block.path[:1], False, "", body=_loose(block)) if "".join(block.loose).strip() else None
        block.path = path
        block.body = [one for one in (_statement(one, new) for one in block.body) if one is not None]
        _append(block, {key: value for key, value in new.items() if key not in old and not is_table(key, value)})
        return block

    def _followed(self, path: Path) -> tuple[Path, Any, Any]:
        old, new, now = self.old, self.wanted, ()
        for step in path:
            if isinstance(step, int):
                step = aligned(old, new).get(step, -1) if isinstance(new, list) else -1
                old, new = old[path[len(now)]], new[step] if step >= 0 else GONE
            else:
                old, new = old[step], new.get(step, GONE) if isinstance(new, dict) else GONE
            now = (*now, step)
        return now, old, new


def _loose(block: Block) -> list[Statement]:
    return [Statement((), None, (line,)) for line in block.loose]


def aligned(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Which row of the new list each row of the old one has become: by name, else the same, else in the same place."""
    found: dict[int, int] = {}
    same = (_named_alike, lambda a, b: a == b)
    for alike in same:
        for at, row in enumerate(old):
            if at not in found:
                to = next((n for n, one in enumerate(new) if n not in found.values() and alike(row, one)), None)
                found.update({} if to is None else {at: to})
    for at in range(min(len(old), len(new))):
        if at not in found and at not in found.values() and not _told_apart(old[at]):
            found[at] = at
    return found


def _told_apart(row: Any) -> bool:
    return isinstance(row, dict) and "key" in row


def _named_alike(one: Any, other: Any) -> bool:
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    return any(one.get(name, GONE) == other.get(name) for name in TELLING)


def is_table(key: str, value: Any) -> bool:
    """Whether a new value gets a header of its own, as people write it."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, dict) for one in value) and key not in INLINE_LISTS
    return isinstance(value, dict) and key in NAMED_TABLES


def _statement(statement: Statement, table: Content) -> Statement | None:
    if not statement.key:
        return statement
    value: Any = table
    for key in statement.key:
        value = value.get(key, GONE) if isinstance(value, dict) else GONE
    if value is GONE:
        return None
    return statement if value == statement.value else again(statement, value, written(value))


def _append(block: Block, more: Content) -> None:
    tail = len(block.body)
    while tail and not block.body[tail - 1].key and not block.body[tail - 1].lines[0].strip():
        tail -= 1
    block.body[tail:tail] = [Statement((key,), value, (f"{key} = {written(value)}",)) for key, value in more.items()]


def written(value: Any) -> str:
    """A value as it is written in an edition."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {written(one)}' for key, one in value.items())} }}" if value else "{}"
    if isinstance(value, list):
        inner = [written(one) for one in value]
        short = f"[{', '.join(inner)}]"
        return short if len(short) <= LONG else "[\n" + "".join(f"  {one},\n" for one in inner) + "]"
    return json.dumps(value, ensure_ascii=False)


def _missing(blocks: list[Block], wanted: Content) -> Iterator[tuple[Path, Content]]:
    """Tables that are wanted and have no header yet, and are in no statement either."""
    have = {block.path for block in blocks if block.header}
    for path, value in _tables((), wanted):
        if path in have or any(one[: len(path)] == path for one in have):
            continue
        if not any(one.path == path[: len(one.path)] and _stated(one, path) for one in blocks):
            yield path, value


def _stated(block: Block, path: Path) -> bool:
    rest = path[len(block.path) :]
    return any(one.key and one.key == rest[: len(one.key)] for one in block.body)


def _tables(path: Path, content: Content) -> Iterator[tuple[Path, Content]]:
    for key, value in content.items():
        inner = (*path, key)
        if isinstance(value, list) and is_table(key, value):
            for number, one in enumerate(value):
                yield (*inner, number), one
        elif key in NAMED_TABLES and isinstance(value, dict):
            for name, one in ((name, one) for name, one in value.items() if isinstance(one, dict)):
                yield (*inner, name), one
                yield from _tables((*inner, name), one)


def _insert(blocks: list[Block], path: Path, value: Content) -> None:
    names = ".".join(str(step) for step in path if isinstance(step, str))
    listed = isinstance(path[-1], int)
    block = Block(path, listed, f"[[{names}]]" if listed else f"[{names}]")
    _append(block, {key: one for key, one in value.items() if not is_table(key, one)})
    at = _place(blocks, path)
    block.loose = [""] if _filled(blocks, at) else []
    if at < len(blocks) and blocks[at].header and not blocks[at].loose:
        blocks[at].loose = [""]
    blocks.insert(at, block)


def _filled(blocks: list[Block], at: int) -> bool:
    before = blocks[at - 1].text() if at else ""
    return bool(before.split("\n")[-1].strip())


def _place(blocks: list[Block], path: Path) -> int:
    """Behind the last table beside it, else behind the last one of what it belongs to."""
    for length in range(len(path) - 1, -1, -1):
        beside = [at for at, block in enumerate(blocks) if block.path[:length] == path[:length]]
        if beside:
            return beside[-1] + 1
    return len(blocks)


def _order(blocks: list[Block]) -> None:
    """Rows of a list in the order of their numbers; each takes what belongs to it along."""
    for parent in {block.path[:-1] for block in blocks if block.listed}:
        mine = [
            at for at, one in enumerate(blocks) if one.path[: len(parent)] == parent and len(one.path) > len(parent)
        ]
        ordered = sorted((blocks[at] for at in mine), key=lambda one: one.path[len(parent)])
        for at, block in zip(mine, ordered, strict=True):
            blocks[at] = block
