"""Setting up: the locks agree with each other, hold only hashed wheels' names, and dev.py needs nothing but Python."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

from tests.house.house import HOUSE

PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.M)


def lock(name: str) -> str:
    return (HOUSE / "requirements" / f"{name}.txt").read_text("utf-8")


def test_what_runs_is_what_is_tested() -> None:
    assert dict(PIN.findall(lock("run"))).items() <= dict(PIN.findall(lock("test"))).items()


def test_every_pin_has_hashes() -> None:
    assert not [block for block in re.split(r"\n(?=\S)", lock("test").strip()) if "--hash=sha256:" not in block]


def test_the_locks_name_no_place() -> None:
    assert not re.search(r"https?://|file:|--index|--find-links|/\w+/", lock("run") + lock("test"))


def wanted(name: str) -> set[str]:
    lines = (HOUSE / "requirements" / f"{name}.in").read_text("utf-8").splitlines()
    return {re.split(r"[\[=<>~]", line)[0] for line in lines if line and line[0] not in "#-"}


def test_all_that_is_wanted_is_locked() -> None:
    assert wanted("run") <= {name for name, _ in PIN.findall(lock("run"))}
    assert wanted("test") <= {name for name, _ in PIN.findall(lock("test"))}


def test_dev_needs_the_standard_library_only() -> None:
    tree = ast.parse((HOUSE / "dev.py").read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names


def dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, HOUSE / "dev.py", *arguments], capture_output=True, text=True, encoding="utf-8"
    )


def test_an_unknown_word_shows_the_commands() -> None:
    done = dev("dance")
    assert (done.returncode, "dev.py run" in done.stdout) == (2, True)


def test_an_unknown_deep_section_is_refused_with_the_list() -> None:
    done = dev("test", "--deep", "dance")
    assert (done.returncode, "Sections:" in done.stdout) == (2, True)
