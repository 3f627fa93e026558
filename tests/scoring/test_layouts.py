"""One department with all items, one item with all departments, one item with the people of a department."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from hospital_integrity.ledger import queries as ledger
from hospital_integrity.ledger.operations import record
from hospital_integrity.policy.operations import publish_shipped
from hospital_integrity.policy.queries import SHIPPED
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.saying import Refused
from hospital_integrity.scoring import queries
from tests import builders
from tests.scoring.people import as_


@pytest.fixture
def places(app: Flask):
    """Two departments, the first with two people, under the default edition."""
    builders.edition()
    found = builders.department("心内科", code="A03"), builders.department("骨科", code="B01")
    builders.member(found[0], "张晓明", number="000123")
    builders.member(found[0], "王小川", number="000456")
    return found


def send(client, address, *rows, **more):
    fields = {f"rows-{n}-{key}": value for n, row in enumerate(rows) for key, value in row.items()}
    return client.post(address, data={"nonce": "b" * 32, "version": "1", "submit": "1", **fields, **more})


def check(code, **more):
    return {"item": "C1", "department": code, "day": "2026-03-01", "times": "", **more}


def test_one_item_shows_every_department(places, sign_in):
    page = sign_in("OF").get("/scoring/sheets/new?kind=places&item=C1").text
    assert all(f'value="{place.code}"' in page for place in places)


def test_one_item_is_recorded_where_something_was_typed(places, sign_in):
    answer = send(sign_in("OF"), "/scoring/sheets/new?kind=places&item=C1", check("A03"), check("B01", times="1"))
    assert answer.status_code == 303
    assert [entry.department_id for entry in ledger.entries_of_year(2026)] == [places[1].id]


def test_a_head_sees_only_the_own_department(places, sign_in):
    page = sign_in("DH", place=places[0]).get("/scoring/sheets/new?kind=places&item=C1").text
    assert "心内科" in page and "骨科" not in page


def test_a_head_can_t_slip_in_another_department(places, sign_in):
    client = sign_in("DH", place=places[0])
    answer = send(client, "/scoring/sheets/new?kind=places&item=C1", check("B01", times="1"))
    assert (answer.status_code, ledger.entries_of_year(2026)) == (422, [])
    assert "不在您可以评分的科室范围内" in answer.text


def test_one_item_shows_the_people_of_a_department(places, sign_in):
    page = sign_in("OF").get(f"/scoring/sheets/new?kind=people&item=R05&department={places[0].id}").text
    assert "张晓明" in page and "王小川" in page


def test_people_are_recorded_by_their_number(places, sign_in):
    rows = [{"item": "R05", "number": n, "day": "2026-03-01", "times": t} for n, t in (("000123", ""), ("000456", "2"))]
    rows[1]["evidence"] = "表扬信"
    send(sign_in("OF"), f"/scoring/sheets/new?kind=people&item=R05&department={places[0].id}", *rows)
    assert [(entry.item, entry.times) for entry in ledger.entries_of_year(2026)] == [("R05", 2)]


def test_all_items_stand_in_one_sheet_with_what_is_there_already(places, sign_in):
    builders.entry(None, "C1", places[0])
    page = sign_in("OF").get(f"/scoring/sheets/new?kind=items&department={places[0].id}").text
    assert 'value="C1"' in page and 'value="R05"' in page
    assert "今年已有 1 次" in page


def test_a_line_of_the_sheet_counts_only_when_something_is_typed(places, sign_in):
    address = f"/scoring/sheets/new?kind=items&department={places[0].id}"
    day = {"day": "2026-03-01"}
    rows = [{"item": "C1", **day}, {"item": "C2", "times": "1", **day}, {"item": "", "times": "1", **day}]
    rows.append({"item": "C1", "times": "1", **day})  # a blank line in which C1 was chosen
    send(sign_in("OF"), address, *rows)
    assert sorted(entry.item for entry in ledger.entries_of_year(2026)) == ["C1", "C2"]


def test_a_kept_sheet_opens_with_its_lines_in_place(places, sign_in):
    client = sign_in("OF")
    send(client, "/scoring/sheets/new?kind=places&item=C1", check("B01", evidence="第 9 号通报"), submit=[])
    draft = queries.open_sheets()[0]
    page = client.get(f"/scoring/sheets/{draft.id}").text
    assert (draft.kind, draft.item, page.count("第 9 号通报")) == ("places", "C1", 1)


@pytest.mark.parametrize(
    "query",
    ["kind=places&item=R05", "kind=people&item=C1&department=1", "kind=places&item=X", "kind=places", "kind=x", "",
     "kind=people&item=R05", "department=99999", "department=1e3", "kind=items&department=", "kind=places&item=%00"],
)  # fmt: skip
def test_an_address_that_fits_nothing_is_not_found(places, sign_in, query):
    assert sign_in("OF").get(f"/scoring/sheets/new?{query}").status_code == 404


def test_the_sheet_says_which_cell_is_wrong(places, sign_in):
    answer = send(sign_in("OF"), "/scoring/sheets/new?kind=places&item=C1", check("A03"), check("B01", times="0"))
    assert answer.status_code == 422
    assert "次数：" in answer.text and "1 到 99" in answer.text


@pytest.mark.parametrize("times", ["２", "2 次", "2次"])
def test_amounts_are_read_as_offices_write_them(places, sign_in, times):
    send(sign_in("OF"), "/scoring/sheets/new?kind=places&item=C1", check("B01", times=times, evidence="-"))
    assert [(entry.times, entry.evidence) for entry in ledger.entries_of_year(2026)] == [(2, "")]


def test_before_any_edition_the_page_still_opens(app, sign_in):
    assert sign_in("OF").get("/scoring").status_code == 200


# Who may enter which item


@pytest.fixture
def reserved(app: Flask, tmp_path, monkeypatch):
    """A department under an edition that leaves the check C1 to the assessment office."""
    text = (SHIPPED / "default-2026.toml").read_text("utf-8").replace("[items.C1]", '[items.C1]\nentered_by = ["EO"]')
    (tmp_path / "own.toml").write_text(text, "utf-8")
    monkeypatch.setattr("hospital_integrity.policy.queries.SHIPPED", tmp_path)
    publish_shipped("own")
    return builders.department("心内科", code="A03")


def test_an_item_of_others_is_not_offered(reserved, sign_in):
    client = sign_in("OF")
    assert "检查1 " not in client.get(f"/scoring/sheets/new?department={reserved.id}").text
    assert client.get("/scoring/sheets/new?kind=places&item=C1").status_code == 404


def test_an_item_of_others_is_refused_at_the_door(reserved, sign_in):
    officer = sign_in("OF").account
    fact = Fact("n", "C1", date(2026, 3, 1), reserved.id)
    with as_(officer, roles={"OF"}), pytest.raises(Refused, match="只能由医德考评办录入"):
        record(fact, officer.id)


def test_whose_item_it_is_may_record_it(reserved, sign_in):
    officer = sign_in("EO").account
    with as_(officer, roles={"EO", "ST"}):
        assert record(Fact("n", "C1", date(2026, 3, 1), reserved.id), officer.id).item == "C1"


def test_a_typed_item_of_others_is_a_bad_cell(reserved, sign_in):
    row = {"item": "C1", "day": "2026-03-01", "times": "1"}
    answer = send(sign_in("OF"), f"/scoring/sheets/new?department={reserved.id}", row)
    assert (answer.status_code, ledger.entries_of_year(2026)) == (422, [])
