"""What another program takes for the same job, where it can't be installed beside ours."""

from __future__ import annotations

NOTE = "CTFd isn't run here: it pins Flask 2.1 and SQLAlchemy 1.4; its figures were measured once, for 1,000 rows"
CTFD = (0.397, 0.008)


def ctfd() -> tuple[float, float]:
    """Processor seconds of CTFd 3.8's /api/v1/scoreboard with 1,000 rows through its test client: cold, and warm."""
    return CTFD
