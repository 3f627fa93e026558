"""Who may do what: permissions.csv read strictly, and denied by default before every request.

This module knows no wing. app.py hands it two callables: who is asking, and where to note a refusal.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from flask import Flask, abort, current_app, g, has_app_context, has_request_context, redirect, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer

ROLES = ("AN", "ST", "GM", "DH", "OF", "RV", "PB", "AH", "EO", "HR", "SA", "SE", "AU")
CELLS = frozenset("-ANDSM")
HEADER = ("endpoint", "method", "resource", "action", *ROLES, "states", "twoperson", "fresh", "event", "fields")
SIGN_IN = "accounts.sign_in"
SET_PASSWORD = "accounts.set_password"
CONFINED_TO = frozenset({SET_PASSWORD, "accounts.sign_out"})


@dataclass(frozen=True)
class Asker:
    """Who asks, with the roles and departments held at this moment; never kept beyond the request.

    `departments` are headed, `watched` are those of a grid member, `home` is the one the asker belongs to.
    """

    account_id: int | None
    staff_id: int | None
    name: str
    roles: frozenset[str]
    departments: frozenset[int] = frozenset()
    confined: bool = False
    watched: frozenset[int] = frozenset()
    home: frozenset[int] = frozenset()


NOBODY = Asker(None, None, "", frozenset())


@dataclass(frozen=True)
class Reach:
    """How far this endpoint goes for the asker: everything, these departments, this one person; names masked or not."""

    everything: bool = False
    departments: frozenset[int] = frozenset()
    staff_id: int | None = None
    masked: bool = False

    def covers(self, *, department_id: int | None = None, staff_id: int | None = None) -> bool:
        """Whether a row of this department, or about this person, is within reach."""
        own = staff_id is not None and staff_id == self.staff_id
        return self.everything or own or department_id in self.departments


@dataclass(frozen=True)
class Permission:
    """One row of permissions.csv: a cell for each role, and the journal verbs that a success writes."""

    endpoint: str
    method: str
    cells: Mapping[str, str]
    events: tuple[str, ...]

    def codes(self, asker: Asker) -> frozenset[str]:
        """The asker's cells, everybody's included, denials left out."""
        return frozenset(self.cells[role] for role in asker.roles | {"AN"}) - {"-"}


Matrix = Mapping[tuple[str, str], Permission]


def read_permissions(path: Path) -> Matrix:
    """The whole matrix; ValueError with the line number when a row isn't exactly as it must be."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        if tuple(next(lines, ())) != HEADER:
            raise ValueError(f"{path.name}: the first line must be {','.join(HEADER)}")
        matrix: dict[tuple[str, str], Permission] = {}
        for values in lines:
            permission = _permission(values, f"{path.name}, line {lines.line_num}")
            key = (permission.endpoint, permission.method)
            if key in matrix:
                raise ValueError(f"{path.name}, line {lines.line_num}: {key} stands twice")
            matrix[key] = permission
    return MappingProxyType(matrix)


def _permission(values: list[str], place: str) -> Permission:
    if len(values) != len(HEADER):
        raise ValueError(f"{place}: {len(values)} values instead of {len(HEADER)}")
    row = dict(zip(HEADER, values, strict=True))
    cells = {role: row[role] for role in ROLES}
    if not set(cells.values()) <= CELLS:
        raise ValueError(f"{place}: a cell is none of {''.join(sorted(CELLS))}")
    return Permission(row["endpoint"], row["method"], MappingProxyType(cells), tuple(row["event"].split()))


@cache
def _our_permissions() -> Matrix:
    return read_permissions(Path(__file__).with_name("permissions.csv"))


def install(app: Flask, *, who: Callable[[], Asker], refused: Callable[[], None]) -> None:
    """Guard every route of the application; `who` is asked once a request, `refused` notes a denial."""
    app.extensions["access"] = _our_permissions()
    app.extensions["access.who"] = who
    app.extensions["access.refused"] = refused
    app.before_request(_guard)
    app.jinja_env.globals.update(may=may, may_see=may_see, asker=asker)


def asker() -> Asker:
    """Who asks in this request; outside a request nobody, unless `acting` says otherwise."""
    if not has_app_context():
        return NOBODY
    if "asker" not in g:
        g.asker = current_app.extensions["access.who"]() if has_request_context() else NOBODY
    known: Asker = g.asker
    return known


@contextmanager
def acting(person: Asker) -> Iterator[None]:
    """What happens inside is done by this person: for commands, jobs and tests, which have no request."""
    before = g.get("asker")
    g.asker = person
    try:
        yield
    finally:
        g.asker = before if before is not None else NOBODY


def may(endpoint: str, method: str = "GET") -> bool:
    """Whether the asker gets past the door of this endpoint; menus and buttons ask this."""
    permission = _matrix().get((endpoint, method))
    if permission is None or permission.cells["AN"] != "-":
        return permission is not None
    return bool(permission.codes(asker())) and not (asker().confined and endpoint not in CONFINED_TO)


def may_see(endpoint: str, *, department_id: int | None = None, staff_id: int | None = None) -> bool:
    """Whether a page about this department or person is open to the asker; links to single rows ask this."""
    return may(endpoint) and _reach(endpoint, "GET").covers(department_id=department_id, staff_id=staff_id)


def reach() -> Reach:
    """How far the asker's cells of this endpoint and method go; the widest cell holds."""
    return _reach(request.endpoint or "", _method())


def reach_at(endpoint: str, method: str = "POST") -> Reach:
    """The same for an endpoint that isn't being asked: for what a job does later, with the roles held by then."""
    return _reach(endpoint, method)


def _reach(endpoint: str, method: str) -> Reach:
    person, permission = asker(), _matrix()[endpoint, method]
    codes = permission.codes(person)
    return Reach(
        everything=bool(codes & {"A", "N", "M"}),
        departments=_places(person, permission.cells),
        staff_id=person.staff_id if "S" in codes else None,
        masked="M" in codes and not codes & {"A", "N"},
    )


def _places(person: Asker, cells: Mapping[str, str]) -> frozenset[int]:
    # A role's D opens only the departments that this role is about: heading one doesn't widen watching another.
    places = {"ST": person.home, "GM": person.watched, "DH": person.departments}
    return frozenset().union(*(places[role] for role in person.roles & places.keys() if cells[role] == "D"))


def sign_in_address() -> str:
    """The sign-in page, which leads back to this page when this was a page to look at."""
    here = {"next": _signer().dumps(request.full_path.rstrip("?"))} if _method() == "GET" else {}
    return url_for(SIGN_IN, **here)


def way_back(token: str | None) -> str | None:
    """The path that we signed ourselves not long ago, or None: a `next` is never a free address."""
    try:
        path: str = _signer().loads(token or "", max_age=60 * 60)
    except BadSignature:
        return None
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else None


def _guard() -> Any:
    if request.routing_exception is not None:
        return None  # an unknown address or host: nothing to protect, and Flask answers it next
    if may(request.endpoint or "", _method()):
        return None
    if asker().confined:
        return redirect(url_for(SET_PASSWORD), 303)
    if asker().account_id is None and (request.endpoint, _method()) in _matrix():
        return redirect(sign_in_address(), 303)
    if asker().account_id is not None:
        current_app.extensions["access.refused"]()
    abort(403)


def _matrix() -> Matrix:
    matrix: Matrix = current_app.extensions["access"]
    return matrix


def _method() -> str:
    return "GET" if request.method == "HEAD" else request.method


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key, salt="way back")
