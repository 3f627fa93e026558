"""Processor seconds of a piece of work, children included, and the rows they are told in."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

try:
    import resource
except ImportError:  # Windows doesn't tell
    resource = None  # type: ignore[assignment]


@dataclass(frozen=True)
class Row:
    """One comparison: what was done, the floor it is held against, processor seconds of both, and the goal."""

    operation: str
    floor: str
    floor_seconds: float
    seconds: float
    goal: str = "—"
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times the floor ours takes; under 1 where ours is the cheaper one."""
        return self.seconds / self.floor_seconds if self.floor_seconds else float("inf")

    def plain(self) -> dict[str, object]:
        """The row as JSON knows it."""
        return {
            "operation": self.operation,
            "floor": self.floor,
            "floor_seconds": round(self.floor_seconds, 5),
            "seconds": round(self.seconds, 5),
            "ratio": round(self.ratio, 3),
            "goal": self.goal,
            "note": self.note,
        }


def least(work: Callable[[], object], times: int = 3) -> float:
    """Processor seconds of the cheapest of several runs: what else runs on the machine only adds to the others."""
    return min(once(work) for _ in range(times))


def once(work: Callable[[], object]) -> float:
    """Processor seconds (user and system, of this process and of children that ended) of one run."""
    with _unhindered():
        before = _spent()
        work()
        return _spent() - before


@contextmanager
def _unhindered() -> Iterator[None]:
    # The garbage of what ran before is not this run's expense.
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def _spent() -> float:
    return time.process_time() + _spent_by_children()


def _spent_by_children() -> float:
    if resource is None:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak() -> float:
    """The most memory that this process had, in MiB.

    Linux says it since the program began; what getrusage says may be the parent's, from before the program was loaded.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1024  # type: ignore[index]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024) if resource else 0.0


def table(rows: Iterable[Row]) -> str:
    """The rows as lines of text."""
    lines = [f"{'operation':<58} {'floor':<42} {'floor s':>9} {'ours s':>9} {'ratio':>8}  goal"]
    for row in rows:
        figures = f"{row.floor_seconds:>9.4f} {row.seconds:>9.4f} {row.ratio:>8.2f}"
        lines.append(f"{row.operation:<58} {row.floor:<42} {figures}  {row.goal}")
        lines += [f"    ({row.note})"] if row.note else []
    return "\n".join(lines)
