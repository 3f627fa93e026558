"""The process that opens a stranger's workbook: limited in memory and time, and nothing in it outlives it.

`python -m hospital_integrity.spreadsheet.child read|mark`: a line of JSON and the file come on standard input; `read`
answers in JSON, `mark` with the bytes of a workbook. Whatever goes wrong is a refusal or an exit code.
"""

from __future__ import annotations

import gc
import json
import sys
from contextlib import suppress
from dataclasses import astuple
from typing import Any
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile
from zlib import error as ZlibError

from hospital_integrity.spreadsheet.limits import Limits
from hospital_integrity.spreadsheet.marking import mark
from hospital_integrity.spreadsheet.package import Broken, TooComplex
from hospital_integrity.spreadsheet.preflight import BROKEN, TOO_COMPLEX
from hospital_integrity.spreadsheet.problems import SheetRefused
from hospital_integrity.spreadsheet.xlsx import read_xlsx

UNREADABLE = (ExpatError, BadZipFile, ZlibError, Broken, LookupError, ValueError, ArithmeticError, OSError, EOFError)


def main() -> None:
    """Read one order from standard input, answer on standard output."""
    gc.disable()  # a short life, and no cycles worth looking for among a hundred thousand cells
    order = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**order["limits"])
    _confine(limits)
    answer = _read if sys.argv[1] == "read" else _mark
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), limits, order))


def _confine(limits: Limits) -> None:
    # Windows has no such limits; there the parent's patience is the only one.
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))


def _read(data: bytes, limits: Limits, _: dict[str, Any]) -> bytes:
    try:
        found: dict[str, Any] = {"sheet": astuple(read_xlsx(data, limits))}
    except SheetRefused as refused:
        found = _refusal(refused.saying)
    except (TooComplex, MemoryError):
        found = _refusal(TOO_COMPLEX)
    except (*UNREADABLE, NotImplementedError, TypeError):
        found = _refusal(BROKEN)
    return json.dumps(found).encode()


def _refusal(saying: Any) -> dict[str, Any]:
    return {"refused": [saying.text, dict(saying.values)]}


def _mark(data: bytes, _: Limits, order: dict[str, Any]) -> bytes:
    return mark(data, order["cells"], order["listing"])


if __name__ == "__main__":
    main()
