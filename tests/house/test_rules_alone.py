"""The floor carries itself: rules and their tests run where no web framework or database library can be imported."""

from __future__ import annotations

import subprocess
import sys

from tests.house.house import HOUSE

BLOCKED = "flask sqlalchemy flask_sqlalchemy wtforms flask_wtf flask_babel reportlab openpyxl".split()
RUNNER = f"""
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {BLOCKED}:
            raise ImportError(name + " is blocked here")
sys.meta_path.insert(0, Blocker())
import pytest
sys.exit(pytest.main(["-q", "-x", "--noconftest", "-p", "no:cacheprovider", "-p", "no:xdist", "tests/rules"]))
"""


def test_rules_pass_their_tests_without_any_library() -> None:
    done = subprocess.run([sys.executable, "-c", RUNNER], cwd=HOUSE, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
