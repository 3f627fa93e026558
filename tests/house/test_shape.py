"""The budgets of shape: short functions, short modules, a docstring on every door."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator

from tests.house import house
from tests.house.house import Module

JUNK = {"utils", "util", "helpers", "helper", "common", "misc", "services", "tools"}


def ninety_fifth(values: list[int]) -> int:
    return sorted(values)[round(0.95 * (len(values) - 1))]


def lengths() -> list[int]:
    return [house.length(function) for module in house.modules() for function in module.functions()]


def lines() -> list[int]:
    sizes = (module.path.read_text("utf-8").count("\n") + 1 for module in house.modules() if module.tree.body)
    return list(sizes)


def test_functions_are_short() -> None:
    assert statistics.median(lengths()) <= 6
    assert ninety_fifth(lengths()) <= 20


def test_no_function_is_over_forty_lines() -> None:
    assert not [
        f"{m.where}:{f.lineno} {f.name}" for m in house.modules() for f in m.functions() if house.length(f) > 40
    ]


def test_modules_are_short() -> None:
    assert statistics.median(lines()) <= 80
    assert ninety_fifth(lines()) <= 200


def test_every_module_says_what_it_is() -> None:
    assert not [m.where for m in house.modules() if m.tree.body and not ast.get_docstring(m.tree)]


def public(module: Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    kinds = (ast.FunctionDef, ast.ClassDef)
    return (node for node in module.tree.body if isinstance(node, kinds) and not node.name.startswith("_"))


def test_every_door_of_rules_queries_and_operations_has_a_docstring() -> None:
    rooms = [m for m in house.modules() if m.place == "rules" or m.room in ("queries", "operations")]
    assert not [f"{m.where}:{f.lineno} {f.name}" for m in rooms for f in public(m) if not ast.get_docstring(f)]


def test_there_is_no_junk_room() -> None:
    assert not [m.where for m in house.modules() if m.path.stem in JUNK]


def lazily_imported(module: Module) -> list[int]:
    inside = {id(node) for function in module.functions() for node in ast.walk(function)}
    ours = (
        n for n in ast.walk(module.tree) if isinstance(n, ast.ImportFrom) and (n.module or "").startswith(house.PACKAGE)
    )
    return [node.lineno for node in ours if id(node) in inside]


def test_no_module_of_ours_is_imported_inside_a_function() -> None:
    assert not [m.where for m in house.modules() if lazily_imported(m)]
