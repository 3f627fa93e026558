"""Starts the process that opens a stranger's workbook, and turns whatever comes of it into a sheet or a refusal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.spreadsheet.cells import Cell, RawRow, RawSheet
from hospital_integrity.spreadsheet.limits import Limits
from hospital_integrity.spreadsheet.preflight import TOO_COMPLEX
from hospital_integrity.spreadsheet.problems import SheetRefused

ROOT = Path(__file__).resolve().parents[2]
_GRACE = 10
_AT_ONCE = BoundedSemaphore(3)
_BUSY = say("正在导入的文件太多，请过一会儿再试")
# The child needs none of our secrets.
_PASSED_ON = ("PATH", "PYTHONPATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "HOME", "USERPROFILE")


def read_apart(data: bytes, limits: Limits) -> RawSheet:
    """The first visible sheet of a workbook, read in a process of its own; raises `SheetRefused`."""
    found = json.loads(_run("read", data, limits, {}))
    if "refused" in found:
        text, values = found["refused"]
        raise SheetRefused(Saying(text, values))
    title, rows, merges, _ = found["sheet"]
    return RawSheet(title, [_row(*row) for row in rows], tuple((low, high, ref) for low, high, ref in merges))


def mark_apart(data: bytes, limits: Limits, cells: list[Any], listing: list[list[str]]) -> bytes:
    """The workbook with bad cells marked, made in a process of its own; raises `SheetRefused` when it can't be."""
    return _run("mark", data, limits, {"cells": cells, "listing": listing})


def _row(number: int, hidden: bool, cells: dict[str, list[str]]) -> RawRow:
    return RawRow(number, hidden, {int(index): Cell(*cell) for index, cell in cells.items()})


def _run(verb: str, data: bytes, limits: Limits, order: dict[str, Any]) -> bytes:
    line = json.dumps({"limits": asdict(limits), **order}).encode() + b"\n"
    command = [sys.executable, "-m", "hospital_integrity.spreadsheet.child", verb]
    if not _AT_ONCE.acquire(timeout=limits.seconds):
        raise SheetRefused(_BUSY)
    try:
        return _answer(command, line + data, limits.seconds + _GRACE)
    finally:
        _AT_ONCE.release()


def _answer(command: list[str], order: bytes, patience: int) -> bytes:
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        return subprocess.run(
            command, input=order, capture_output=True, timeout=patience, cwd=ROOT, env=environment, check=True
        ).stdout
    except (subprocess.SubprocessError, OSError) as failed:
        raise SheetRefused(TOO_COMPLEX) from failed
