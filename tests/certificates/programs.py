"""Programs of the outside world that judge our files."""

from __future__ import annotations

import shutil


def program(name: str) -> str:
    """Where a program is; a machine without it fails the test with one clear line, it doesn't skip it."""
    found = shutil.which(name)
    assert found, f"{name} is missing: apt install poppler-utils qpdf zbar-tools libnss3-tools"
    return found
