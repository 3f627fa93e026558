"""Long tests, run by `dev.py test --deep SECTION`: files test_SECTION*.py, left out of the plain run altogether.

What has passed is remembered until a source file changes, so that a second start goes on where the first one ended.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

SECTION, DONE = os.environ.get("HI_DEEP", ""), Path(os.environ.get("HI_DEEP_DONE", os.devnull))
LONGEST = 60 * 60
BEGUN = time.monotonic()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """The plain run doesn't look in here, and a section only at its own files."""
    if collection_path.suffix != ".py" or collection_path.name == "conftest.py":
        return None
    return None if SECTION and collection_path.name.startswith(f"test_{SECTION}") else True


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What has passed with these sources needn't run again."""
    passed = set(DONE.read_text("utf-8").splitlines()) if SECTION and DONE.is_file() else set()
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in passed])
    items[:] = [item for item in items if item.nodeid not in passed]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember a part that passed; only the process that gathers the reports does."""
    if SECTION and report.when == "call" and report.passed and "PYTEST_XDIST_WORKER" not in os.environ:
        with DONE.open("a", encoding="utf-8") as file:
            file.write(report.nodeid + "\n")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """A section takes an hour at most; what is left goes on with the next start."""
    if time.monotonic() - BEGUN > LONGEST:
        item.session.shouldstop = "an hour is over: start the section again to go on"
