"""Every list can be taken away as a workbook: with its filters, marked with who took it, with one event."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from hospital_integrity.db import db
from hospital_integrity.departments.models import Staff
from hospital_integrity.journal.models import Event
from tests import builders
from tests.house import world
from tests.house.house import HOUSE

TEMPLATES = HOUSE / "templates"
# A list with pages that has no export of its own, and why.
WITHOUT = {
    "board/index.html": "red and black side by side; the office takes the list of published entries away instead",
    "departments/preview.html": "what an uploaded workbook comes to; the list itself is taken away afterwards",
    "awards/history_show.html": "what an uploaded workbook comes to; the results are taken away afterwards",
    "closing/results.html": "a proposal that may still change; the frozen results are taken away",
    "closing/notice.html": "a proposal that may still change; the notice has its own sheet of paper",
    "ledger/suspicions.html": "reported and not confirmed: it isn't carried about",
    "board/remedies.html": "what people wrote in their own cause; a case is taken away as its paper",
    "board/clarifications.html": "names whom a report wronged; a case is taken away as its paper",
    "corrections/corrections.html": "each is read with what it moved; entries and results are taken away",
    "grid/records.html": "reports are for the office's eyes; coverage is taken away",
}
LISTS = {
    "departments.export": ("OF", "/departments/export"),
    "departments.staff_export": ("OF", "/staff/export"),
    "departments.grid_export": ("OF", "/grid/export"),
    "accounts.export": ("SA", "/accounts/export"),
    "ledger.export": ("OF", "/ledger/export"),
    "ledger.export_indicators": ("OF", "/indicators/export"),
    "ethics.export": ("EO", "/ethics/export"),
    "board.export": ("OF", "/board/export?state=published"),
    "certificates.export": ("OF", "/certificates/export"),
    "certificates.export_prints": ("OF", "/certificates/prints/export"),
    "jobs.export": ("SA", "/jobs/export"),
}


def offered(source: str) -> bool:
    return bool(re.search(r"take_away\(|export", source))


def test_every_list_with_pages_offers_its_export_or_says_why_not() -> None:
    paged = {
        str(path.relative_to(TEMPLATES)): path.read_text("utf-8")
        for path in TEMPLATES.rglob("*.html")
        if "pager(" in path.read_text("utf-8") and path.parent.name != "parts"
    }
    without = {name for name, source in paged.items() if not offered(source)}
    assert without <= WITHOUT.keys()


def taken(client: FlaskClient, address: str) -> list[tuple[object, ...]]:
    answer = client.post(address)
    assert (answer.status_code, answer.mimetype.endswith("sheet")) == (200, True)
    return list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))


@pytest.mark.parametrize(("role", "address"), LISTS.values(), ids=LISTS)
def test_a_list_is_taken_away_with_one_event_and_marked(sign_in: Callable, role: str, address: str) -> None:
    world.furnish()
    header, *rows = taken(sign_in(role), address)
    event = db.session.query(Event).filter_by(verb="list.exported").one()
    assert (header[-1], event.details["count"]) == ("导出标记", len(rows))
    assert all(f"日志第 {event.id} 号" in row[-1] for row in rows)


def test_what_is_taken_away_is_what_was_looked_for(sign_in: Callable) -> None:
    builders.department("心内科", code="X1"), builders.department("骨科", code="G1")
    _, *rows = taken(sign_in("OF"), "/departments/export?q=G1")
    assert [row[1] for row in rows] == ["骨科"]


def test_the_whole_list_is_taken_not_one_page(sign_in: Callable) -> None:
    place, client = builders.department(), sign_in("OF")
    for _ in range(60):
        builders.member(place)
    assert len(taken(client, "/staff/export?page=2")) == 1 + db.session.query(Staff).count()


def test_a_head_takes_away_their_own_department_only(sign_in: Callable) -> None:
    builders.department("骨科")
    place = builders.department("药房")
    _, *rows = taken(sign_in("DH", place=place), "/departments/export")
    assert [row[1] for row in rows] == ["药房"]


def test_a_name_that_looks_like_a_formula_stays_a_text(sign_in: Callable) -> None:
    builders.department('=HYPERLINK("http://x","y")', code="F1")
    answer = sign_in("OF").post("/departments/export?q=F1")
    cell = load_workbook(BytesIO(answer.data)).active["B2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize("page", ["/departments", "/staff", "/ledger?year=2026", "/board/drafts?state=published"])
def test_the_button_keeps_the_filter(sign_in: Callable, page: str) -> None:
    world.furnish()
    text = sign_in("OF").get(f"{page}{'&' if '?' in page else '?'}endpoint=x&q=").text
    assert re.search(r'class="take-away"[^>]*action="[^"]*export\?[^"]*endpoint=x', text)
