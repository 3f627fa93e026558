"""How large a spreadsheet may be before anyone tries to read it."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bytes of the file, bytes and parts after unpacking, rows with content, columns; then seconds and memory."""

    size: int = 5 * MEGABYTE
    unpacked: int = 50 * MEGABYTE
    members: int = 200
    ratio: int = 100
    rows: int = 5_000
    columns: int = 40
    seconds: int = 20
    memory: int = 512 * MEGABYTE

    @property
    def last_row(self) -> int:
        """No content may stand below this row; leaves room for blank rows between the filled ones."""
        return self.rows + 1_000


SCREEN = Limits()
JOB = Limits(unpacked=300 * MEGABYTE, rows=50_000, seconds=120, memory=2048 * MEGABYTE)
COMMAND = Limits(size=50 * MEGABYTE, unpacked=500 * MEGABYTE, rows=200_000, seconds=120, memory=4096 * MEGABYTE)
