"""The house as its source shows it: modules with their wing and room, what they import and which deeds they do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
PACKAGE = "hospital_integrity"
HALL = "rules db clock paging forms deeds access filters paper spreadsheet migrations".split()
WINGS = (
    "journal attachments jobs hospital departments accounts policy ledger awards sanctions intake scoring grid board "
    "rectification visits education pledges culture ratings ethics closing certificates corrections home demo"
).split()
LINE = [*HALL, *WINGS, "app", "cli"]
ROOMS = ["models", "queries", "operations", "pdf", "sheet", "forms", "views"]
STEP = {"models": 0, "queries": 1, "operations": 2, "pdf": 3, "sheet": 3, "forms": 4, "views": 5}


@dataclass(frozen=True)
class Module:
    """One source file: its dotted name, the wing or hall module it belongs to, the room, its tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def place(self) -> str:
        """The second word of the name: a wing, or a module of the hall."""
        return ([*self.name.split("."), ""])[1]

    @property
    def room(self) -> str:
        """The third word of the name, where the place is a wing."""
        return ([*self.name.split("."), "", ""])[2] if self.place in WINGS else ""

    @property
    def where(self) -> str:
        """The file as a person would name it."""
        return str(self.path.relative_to(HOUSE))

    def imports(self) -> Iterator[tuple[str, int]]:
        """Our own modules that this one imports, with the line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names if alias.name.startswith(PACKAGE))
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE):
                for alias in node.names:
                    longer = f"{node.module}.{alias.name}"
                    yield (longer if longer in names() else node.module or ""), node.lineno

    def functions(self) -> Iterator[ast.FunctionDef]:
        """Every function and method."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef))


def name_of(path: Path) -> str:
    """The dotted name of a source file."""
    return ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__")


def files() -> list[Path]:
    """Every source file of the package but the migrations' versions."""
    return [path for path in sorted((HOUSE / PACKAGE).rglob("*.py")) if "versions" not in path.parts]


@cache
def names() -> frozenset[str]:
    """The dotted names of all modules."""
    return frozenset(map(name_of, files()))


@cache
def modules() -> tuple[Module, ...]:
    """Every module, parsed."""
    return tuple(Module(name_of(path), path, ast.parse(path.read_text("utf-8"))) for path in files())


def length(function: ast.FunctionDef) -> int:
    """Lines from `def` to the end, the docstring not counted."""
    talk = function.body[0] if ast.get_docstring(function) else None
    return (function.end_lineno or 0) - function.lineno + 1 - ((talk.end_lineno or 0) - talk.lineno + 1 if talk else 0)


def calls(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every call by its dotted name, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield ast.unparse(node.func), node.lineno
