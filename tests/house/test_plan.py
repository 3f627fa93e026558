"""The floor plan: imports point to the left, rooms have the known names, each deed is done in its room."""

from __future__ import annotations

import ast
import sys

from tests.house import house
from tests.house.house import LINE, PACKAGE, ROOMS, STEP, WINGS, Module

READ = {f"db.session.{verb}" for verb in ("get", "get_one", "scalar", "scalars", "query", "refresh")}
READ |= {"select", "db.paginate", "db.get_or_404", "db.one_or_404"}
WRITE = {f"db.session.{verb}" for verb in ("add", "add_all", "flush", "delete", "merge", "bulk_save_objects")}
END = {"db.session.commit", "db.session.rollback"}
DOORS = ("views", "")  # the empty room: modules of the hall, app and cli


def parts(name: str) -> tuple[str, str]:
    _, place, room = ([*name.split("."), "", ""])[:3]
    return place, room


def wrong_step(module: Module, imported: str) -> bool:
    place, room = parts(imported)
    if not place or place == "rules":
        return False
    if place != module.place:
        return LINE.index(place) >= LINE.index(module.place)
    return place in WINGS and room != module.room and STEP[room] >= STEP[module.room]


def test_imports_point_to_the_left() -> None:
    wrong = [
        f"{m.where}:{line} {to}" for m in house.modules() for to, line in m.imports() if m.place and wrong_step(m, to)
    ]
    assert not wrong


def enters_by_the_window(module: Module, imported: str) -> bool:
    place, room = parts(imported)
    elsewhere = place in WINGS and place != module.place and module.place != "app"
    return elsewhere and room not in ("queries", "operations")


def test_another_wing_is_entered_by_queries_or_operations() -> None:
    wrong = [
        f"{m.where}:{line} {to}" for m in house.modules() for to, line in m.imports() if enters_by_the_window(m, to)
    ]
    assert not wrong


def test_there_are_no_cycles() -> None:
    graph = {m.name: {to for to, _ in m.imports() if to != m.name} for m in house.modules()}
    while free := [name for name, needs in graph.items() if not needs & graph.keys()]:
        for name in free:
            del graph[name]
    assert not graph


def test_only_named_places_and_rooms_exist() -> None:
    strange = [m.where for m in house.modules() if m.place and m.place not in LINE]
    strange += [m.where for m in house.modules() if m.place in WINGS and m.room not in ("", *ROOMS)]
    assert not strange


def test_the_top_level_is_the_agreed_one() -> None:
    agreed = {
        PACKAGE,
        "templates",
        "static",
        "tests",
        "requirements",
        "bench",
        "translations",
        "docs",
        "dev.py",
        "config.py",
    }
    agreed |= {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "babel.cfg", "tools"}
    made_here = {"var", "wheelhouse", "__pycache__"}
    assert {path.name for path in house.HOUSE.iterdir() if not path.name.startswith(".")} <= agreed | made_here


def deeds(module: Module, verbs: set[str]) -> list[str]:
    return [f"{module.where}:{line} {call}" for call, line in house.calls(module.tree) if call in verbs]


def wings_except(*rooms: str) -> list[Module]:
    return [m for m in house.modules() if m.place in WINGS and m.room not in rooms]


def test_only_queries_read_the_database() -> None:
    assert not [deed for m in wings_except("queries") for deed in deeds(m, READ)]


def test_only_operations_write_to_the_database() -> None:
    assert not [deed for m in wings_except("operations") for deed in deeds(m, WRITE)]


def test_only_doors_end_a_transaction() -> None:
    assert not [deed for m in wings_except("views") for deed in deeds(m, END)]


def executed(module: Module) -> list[ast.Call]:
    calls = (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))
    return [call for call in calls if ast.unparse(call.func) == "db.session.execute"]


def test_what_operations_execute_are_inserts() -> None:
    wrong = [
        f"{m.where}:{call.lineno}"
        for m in wings_except("queries")
        for call in executed(m)
        if m.room != "operations" or not ast.unparse(call.args[0]).startswith("insert(")
    ]
    assert not wrong


def sqlalchemy_names(module: Module) -> set[str]:
    found = (
        n for n in ast.walk(module.tree) if isinstance(n, ast.ImportFrom) and (n.module or "").startswith("sqlalchemy")
    )
    return {alias.name for node in found for alias in node.names}


def test_no_rows_are_changed_or_deleted_wholesale() -> None:
    assert not [m.where for m in house.modules() if sqlalchemy_names(m) & {"update", "delete"}]


def test_paper_cannot_touch_the_database() -> None:
    papers = [m for m in house.modules() if m.room == "pdf" or m.place == "paper"]
    wrong = [(m.where, to) for m in papers for to, _ in m.imports() if to.endswith(".db") or parts(to)[1] in ROOMS[:3]]
    assert not wrong


def imported_tops(module: Module) -> set[str]:
    nodes = list(ast.walk(module.tree))
    plain = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {(node.module or "").split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}


def test_rules_import_the_standard_library_only() -> None:
    allowed = sys.stdlib_module_names | {PACKAGE}
    assert not {
        m.where: imported_tops(m) - allowed
        for m in house.modules()
        if m.place == "rules" and imported_tops(m) - allowed
    }


def has_float(module: Module) -> bool:
    return any(
        (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        for node in ast.walk(module.tree)
    )


def test_rules_know_no_float() -> None:
    assert not [m.where for m in house.modules() if m.place == "rules" and has_float(m)]
