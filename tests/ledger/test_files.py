"""Files beside an indicator: kept with it, shown to those who deal with its department, and to nobody else."""

from __future__ import annotations

from io import BytesIO

import pytest

from hospital_integrity.ledger.queries import entry_files
from tests import builders
from tests.house import world

OPENED = {"nonce": "a" * 32, "item": "W1", "day": "2026-11-02", "evidence": "检查记录第 7 号"}


@pytest.fixture
def place(app):
    builders.edition()
    return builders.department("心内科")


def sent(client, place, body=b"%d photographs" % 3, name="现场.txt"):
    files = [(BytesIO(body), name)]
    return client.post("/indicators/open", data={**OPENED, "department": str(place.id), "files": files})


def test_an_indicator_keeps_what_it_was_found_by(place, sign_in):
    client = sign_in("OF")
    assert sent(client, place).status_code == 303
    assert "现场.txt" in client.get("/ledger/1").text and client.get("/ledger/1/files/1").data == b"3 photographs"
    assert world.verbs()[-1] == "indicator.opened"


def test_sending_it_twice_keeps_one(place, sign_in):
    client = sign_in("OF")
    assert {sent(client, place).status_code for _ in range(2)} == {303} and list(entry_files(1)) == [1]


def test_a_file_that_isnt_what_it_says_opens_nothing(place, sign_in):
    answer = sent(sign_in("OF"), place, b"<html>", "现场.pdf")
    assert answer.status_code == 422 and "“现场.pdf”的内容是网页" in answer.text and entry_files(1) == {}


def test_closing_keeps_its_own(place, sign_in):
    client = sign_in("OF")
    sent(client, place)
    closing = {"nonce": "b" * 32, "day": "2026-11-10", "evidence": "已整改", "files": [(BytesIO(b"done"), "整改.txt")]}
    assert client.post("/indicators/1/close", data=closing).status_code == 303
    assert entry_files(1) == {1: False, 2: True}


@pytest.mark.parametrize(("role", "own", "status"), [("DH", True, 200), ("DH", False, 404), ("ST", True, 403)])
def test_only_those_who_deal_with_the_department_open_it(place, sign_in, role, own, status):
    sent(sign_in("OF"), place)
    where = place if own else builders.department("外科")
    assert sign_in(role, place=where).get("/ledger/1/files/1").status_code == status
