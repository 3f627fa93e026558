"""permissions.csv and the routes are the same set, and the file is read the way the papers say."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hospital_integrity.access import HEADER, ROLES, read_permissions
from tests.house import world
from tests.house.house import HOUSE

FILE = HOUSE / "hospital_integrity" / "permissions.csv"


def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def routes(app: Flask) -> set[tuple[str, str]]:
    return {
        (r.endpoint, method) for r in app.url_map.iter_rules() for method in (r.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_every_route_is_in_the_matrix(app: Flask) -> None:
    assert not routes(app) - {(row["endpoint"], row["method"]) for row in rows()}


def test_every_row_is_a_route(app: Flask) -> None:
    assert not {(row["endpoint"], row["method"]) for row in rows()} - routes(app)


def test_what_is_open_to_anybody_is_open_to_everybody() -> None:
    assert not [row["endpoint"] for row in rows() if row["AN"] == "A" and {row[role] for role in ROLES} != {"A"}]


def test_anonymous_pages_are_an_explicit_list() -> None:
    known = {"static", "home.health", "home.ready"}
    known |= {f"certificates.{name}" for name in ("check", "check_as_data", "check_file", "scan", "scan_as_data")}
    known |= {"certificates.offline", "certificates.offline_file"}
    known |= {"accounts.sign_in", "accounts.sign_out", "accounts.set_password"}
    known |= {"board.screen"}
    assert {row["endpoint"] for row in rows() if row["AN"] != "-"} <= known


# These POSTs decide nothing (previews of what a later POST decides), so they write no event.
QUIET = {
    "ethics.autosave",
    "scoring.autosave",
    "scoring.marks_autosave",
    "departments.upload",
    "departments.staff_upload",
    "policy.check_draft",
    "certificates.check_file",
    "certificates.preview",
    "certificates.sketch",
    "hospital.sketch",
    "ratings.parts",
}


def test_every_decision_names_its_event() -> None:
    assert {row["endpoint"] for row in rows() if row["method"] == "POST" and not row["event"]} <= QUIET


def test_looking_writes_no_event() -> None:
    assert not [row["endpoint"] for row in rows() if row["method"] == "GET" and row["event"]]


def test_administrators_and_auditors_keep_out_of_business() -> None:
    business = [row for row in rows() if row["resource"] in ("entry", "mark", "edition", "closing", "board", "sheet")]
    assert not [r["endpoint"] for r in business if r["method"] == "POST" and {r["SA"], r["SE"], r["AU"]} != {"-"}]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_methods_that_nobody_listed_are_refused(app: Flask, client: FlaskClient, method: str) -> None:
    answers = {client.open(world.address(app, rule), method=method).status_code for rule in app.url_map.iter_rules()}
    assert answers == {405}


def test_a_method_cannot_be_smuggled_in(sign_in: Callable[..., FlaskClient]) -> None:
    headers = {"X-HTTP-Method-Override": "POST"}
    assert sign_in("AU").get("/static/house.css?_method=POST", headers=headers).status_code == 200


def test_a_route_without_a_row_is_closed(app: Flask, sign_in: Callable[..., FlaskClient]) -> None:
    app.add_url_rule("/unlisted", "unlisted", lambda: "open")
    assert sign_in("OF").get("/unlisted").status_code == 403


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("a.b,GET,x,y,Z,A,A,A,A,A,A,A,A,A,A,A,A,,,,,", "line 2: a cell"),
        ("a.b,GET,x", "line 2: 3 values"),
        ("a.b,GET,x,y,A,A,A,A,A,A,A,A,A,A,A,A,A,,,,,\na.b,GET,x,y,A,A,A,A,A,A,A,A,A,A,A,A,A,,,,,", "line 3"),
    ],
)
def test_a_bad_row_stops_the_start(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "p.csv").write_text(",".join(HEADER) + "\n" + line + "\n", "utf-8")
    with pytest.raises(ValueError, match=complaint):
        read_permissions(tmp_path / "p.csv")
