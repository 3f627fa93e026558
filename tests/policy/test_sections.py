"""A draft changed on the screen, section by section: what is saved, what is refused, where the refusal stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask

from hospital_integrity.policy import operations, queries
from hospital_integrity.policy.forms import SECTIONS, item_form, section_form
from hospital_integrity.rules.edition import parse

NONCE = "0" * 32
ADDRESS = "/policy/drafts/{}/{}"


class Fields(HTMLParser):
    """What a browser would send of the big form of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, Any] = {}
        self.select, self.first, self.area = "", False, ""
        self.feed(page[page.index("form-wide") :])

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        found = dict(attrs)
        name, kind = found.get("name", ""), found.get("type", "text")
        if tag == "input" and name and (kind not in ("checkbox", "search") or "checked" in found):
            value = found.get("value") or ""
            self.sent[name] = [*self.sent.get(name, []), value] if kind == "checkbox" else value
        elif tag == "select":
            self.select, self.first = name, True
        elif tag == "option" and self.select and (self.first or "selected" in found):
            self.sent[self.select], self.first = found.get("value") or "", False

    def handle_endtag(self, tag: str) -> None:
        self.select = "" if tag == "select" else self.select


@pytest.fixture
def row(app: Flask) -> Any:
    operations.publish_shipped("form-2025")
    operations.publish_shipped("default-2026")
    return operations.new_draft(queries.beginning(queries.newest(), 2026))


@pytest.fixture
def officer(sign_in) -> Any:
    return sign_in("OF")


def opened(client: Any, address: str) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200
    return Fields(response.get_data(as_text=True)).sent


def saved(client: Any, row: Any, section: str, **changes: str) -> Any:
    """A section sent back as it was shown, but for these fields."""
    address = ADDRESS.format(row.id, section)
    return client.post(address, data={**opened(client, address), **changes})


def page_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.get_data(as_text=True))


def lines_moved(before: str, row_id: int) -> Iterator[str]:
    now = queries.draft(row_id).text.split("\n")
    return (line for line in now if line.strip() and line not in before.split("\n"))


def test_every_section_sent_back_as_it_was_changes_nothing(row: Any, officer: Any) -> None:
    before = row.text
    for section in SECTIONS:
        assert saved(officer, row, section, version=str(queries.draft(row.id).version)).status_code == 303
    assert queries.draft(row.id).text == before


def test_every_item_sent_back_as_it_was_changes_nothing(row: Any, officer: Any) -> None:
    before, keys = row.text, list(tomllib.loads(row.text)["items"])
    for key in (keys[0], keys[-1], next(key for key in keys if "judged" in tomllib.loads(before)["items"][key])):
        assert saved(officer, row, f"items/{key}").status_code == 303
    assert queries.draft(row.id).text == before


def test_a_band_is_changed_as_numbers(row: Any, officer: Any) -> None:
    before = row.text
    assert saved(officer, row, "department-levels", **{"levels-0-when-0-score-low": "88"}).status_code == 303
    assert list(lines_moved(before, row.id)) == ['when = [{ score = "[88,)" }]']


def test_a_hole_is_refused_beside_the_levels_and_drawn(row: Any, officer: Any) -> None:
    address = ADDRESS.format(row.id, "department-levels")
    sent = {**opened(officer, address), "levels-4-when-0-score-high": "60", "levels-3-when-0-score-low": "61"}
    sent.pop("levels-4-otherwise")
    response = officer.post(address, data=sent)
    page = page_of(response)
    assert response.status_code == 422
    assert "科室 › 等次" in page and "不属于任何等次" in page and 'fill="url(#hatch-hole)"' in page
    assert 'value="61"' in page
    assert queries.draft(row.id).version == 1


def test_an_overlap_is_refused_and_drawn(row: Any, officer: Any) -> None:
    page = page_of(saved(officer, row, "department-levels", decide="table"))
    assert "同时属于" in page and 'fill="url(#hatch-overlap)"' in page


@pytest.mark.parametrize(
    ("section", "changes", "field", "words"),
    [
        ("department-parts", {"parts-0-weight": "60"}, "parts", "权重之和应为 100，现在是 90"),
        ("department-parts", {"parts-0-weight": "abc"}, "parts-0-weight", "abc"),
        ("department-limits", {"quotas-0-share": "120"}, "quotas-0-share", "名额比例应在 0 到 100 之间"),
        ("department-limits", {"limiters-0-sheet": "nothing"}, "limiters-0-sheet", "nothing"),
        ("top", {"year": "1999"}, "year", "1999"),
        ("department-headings", {"headings-0-points": "10"}, "headings", "各栏目基础分之和应等于基础分"),
        ("items/R01", {"staff": "-1"}, "staff", "加分项不能为负"),
        ("items/R01", {"name": ""}, "name", "缺少文字"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    row: Any, officer: Any, section: str, changes: dict[str, str], field: str, words: str
) -> None:
    response = saved(officer, row, section, **changes)
    page = page_of(response)
    assert (response.status_code, queries.draft(row.id).version) == (422, 1)
    assert words in page
    assert all(f'value="{typed}"' in page for typed in changes.values() if typed)


def test_a_new_row_a_dropped_row_and_another_order(row: Any, officer: Any) -> None:
    added = {"quotas-2-level": "3", "quotas-2-share": "80", "quotas-2-pool": "category"}
    assert saved(officer, row, "department-limits", **added).status_code == 303
    quotas = tomllib.loads(queries.draft(row.id).text)["schemes"]["department"]["quotas"]
    assert [(one["level"], one["share"]) for one in quotas] == [("5", 10), ("4", 40), ("3", 80)]
    assert saved(officer, row, "department-limits", **{"quotas-0-gone": "y"}).status_code == 303
    assert len(tomllib.loads(queries.draft(row.id).text)["schemes"]["department"]["quotas"]) == 2


def test_a_wrong_order_of_quotas_is_refused(row: Any, officer: Any) -> None:
    page = page_of(saved(officer, row, "department-limits", **{"quotas-0-order": "9"}))
    assert "名额应从最高等次写起" in page


def test_an_item_is_added_and_taken_out_again(row: Any, officer: Any) -> None:
    new = {"key": "N1", "name": "新事项", "clause": "新一", "kind": "bonus", "department": "0.5"}
    assert saved(officer, row, "items/new", **new).status_code == 303
    item = tomllib.loads(queries.draft(row.id).text)["items"]["N1"]
    assert item == {"name": "新事项", "clause": "新一", "kind": "bonus", "department": "0.5"}
    officer.post(ADDRESS.format(row.id, "items/N1/remove"), data={"version": 2, "nonce": NONCE})
    assert "N1" not in tomllib.loads(queries.draft(row.id).text)["items"]


@pytest.mark.parametrize("key", ["R01", "", "有", "a b"])
def test_a_taken_or_bad_key_is_refused(row: Any, officer: Any, key: str) -> None:
    new = {"key": key, "name": "新事项", "clause": "新一", "kind": "bonus", "department": "0.5"}
    assert saved(officer, row, "items/new", **new).status_code == 422
    assert queries.draft(row.id).version == 1


def test_an_item_is_retired(row: Any, officer: Any) -> None:
    assert saved(officer, row, "items/R01", retired="y").status_code == 303
    assert "已停用" in page_of(officer.get(ADDRESS.format(row.id, "items")))


def test_an_item_that_was_published_is_not_taken_out(row: Any, officer: Any) -> None:
    address = ADDRESS.format(row.id, "items/R01/remove")
    officer.post(address, data={"version": 1, "nonce": NONCE})
    assert "R01" in tomllib.loads(queries.draft(row.id).text)["items"]
    assert "请改为停用" in page_of(officer.get(ADDRESS.format(row.id, "items")))


def test_two_tabs_do_not_overwrite_each_other(row: Any, officer: Any) -> None:
    address = ADDRESS.format(row.id, "top")
    first, second = opened(officer, address), opened(officer, address)
    assert officer.post(address, data={**first, "title": "甲"}).status_code == 303
    response = officer.post(address, data={**second, "title": "乙"})
    assert (response.status_code, queries.draft(row.id).title) == (409, "甲")
    assert 'value="乙"' in page_of(response) and "现在已是第 2 稿" in page_of(response)


def test_the_newest_edition_is_cloned_by_one_button(row: Any, officer: Any) -> None:
    response = officer.post("/policy/drafts/clone", data={"nonce": NONCE})
    assert response.status_code == 303
    draft = queries.draft(int(response.location.rsplit("/", 1)[1]))
    assert "year = 2027" in draft.text


def test_a_section_of_a_kind_that_is_not_rated_says_so(app: Flask, officer: Any) -> None:
    row = operations.new_draft((queries.SHIPPED / "skeleton.toml").read_text("utf-8").replace("{year}", "2026"))
    kinds = tomllib.loads(row.text)["schemes"]
    missing = next(kind for kind in ("grid", "department", "staff") if kind not in kinds)
    assert "不评定这种对象" in page_of(officer.get(ADDRESS.format(row.id, f"{missing}-levels")))


def test_every_number_that_cannot_be_read_is_named(row: Any, officer: Any) -> None:
    wrong = {"levels-0-when-0-score-low": "九十", "levels-1-stars": "x"}
    page = page_of(saved(officer, row, "department-levels", **wrong))
    assert '<a href="#levels-0-when-0-score-low">' in page and '<a href="#levels-1-stars">' in page
    assert queries.draft(row.id).version == 1


def test_too_many_rows_are_refused(row: Any, officer: Any) -> None:
    many = {f"quotas-{number}-level": "3" for number in range(2, 70)}
    assert saved(officer, row, "department-limits", **many).status_code == 422
    assert queries.draft(row.id).version == 1


@pytest.mark.parametrize("name", sorted(path.stem for path in queries.SHIPPED.glob("*.toml")))
def test_no_section_of_a_shipped_edition_loses_anything(app: Flask, name: str) -> None:
    text = (queries.SHIPPED / f"{name}.toml").read_text("utf-8")
    edition, content = parse(text), tomllib.loads(text)
    with app.test_request_context():
        sections = [one for one in SECTIONS.values() if not one.kind or one.kind in edition.schemes]
        forms = [section_form(one, edition, content, 1) for one in sections]
        forms += [item_form(key, edition, content, 1) for key in edition.items]
        assert [form.place for form in forms if form.changed(content) != content] == []
