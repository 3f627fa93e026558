"""The public check: names only for those who know them, signed files, and an answer when nothing can be checked."""

from __future__ import annotations

from io import BytesIO

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from flask import Flask
from sqlalchemy.exc import OperationalError

from hospital_integrity.awards.queries import closing_of
from hospital_integrity.certificates import pdf, queries
from hospital_integrity.certificates.models import Certificate
from hospital_integrity.certificates.operations import issue_all
from hospital_integrity.paper.keyfile import configured
from hospital_integrity.paper.signing import sign
from tests.certificates import authority
from tests.certificates.papers import paper
from tests.closing import year as years

NONCE = {"nonce": "a" * 32}


@pytest.fixture
def closed(app: Flask) -> Flask:
    """An application whose year is closed."""
    years.close(years.over(app))
    return app


@pytest.fixture
def key(closed: Flask, tmp_path):
    """The hospital's signing key, named in the settings."""
    closed.config.update(SIGNING_KEY=authority.bundle(tmp_path), SIGNING_PASSWORD=authority.PASSWORD.decode())
    return configured(closed.config, authority.NOW.replace(tzinfo=None))


def issued(kind: str = "staff") -> Certificate:
    return issue_all(closing_of(2026).id, kind, pdf.check)[0]


def sent(client, body: bytes):
    return client.post("/v/file", data={**NONCE, "file": (BytesIO(body), "证书.pdf")})


def kept(row: Certificate, sign_in) -> bytes:
    return sign_in("OF").get(f"/certificates/{row.id}/pdf").data


def test_a_scanned_code_tells_all_but_the_name(closed, client) -> None:
    row = issued()
    page = client.get(f"/v/{row.token}").text
    assert "这份证书有效" in page and "医德考评中" in page and row.serial in page
    assert "张某" in page and "张晓明" not in page


def test_the_name_is_shown_to_who_types_it(closed, client) -> None:
    row = issued()
    assert "张晓明" in client.get(f"/v/{row.token}", query_string={"name": " 张晓明 "}).text
    wrong = client.get(f"/v/{row.token}", query_string={"name": "张晓"}).text
    assert "姓名与证书上的不符" in wrong and "张晓明" not in wrong


def test_a_place_is_named_at_once(closed, client) -> None:
    assert "心内科" in client.get(f"/v/{issued('department').token}").text


def test_trying_names_is_slowed_down(closed, client) -> None:
    row = issued()
    answers = [client.get(f"/v/{row.token}?name=x{n}").status_code for n in range(31)]
    assert (answers[0], answers[-1], client.get(f"/v/{row.token}").status_code) == (200, 429, 200)


def busy(*_: object) -> None:
    raise OperationalError("select", {}, Exception("database is locked"))


@pytest.mark.parametrize("address", ["/v/0", "/v/0.json", "/v?serial=YDYX-2026-000001-0", "/v.json?serial=x"])
def test_a_busy_database_is_no_verdict(closed, client, monkeypatch, address) -> None:
    monkeypatch.setattr(queries, "paper_by_token", busy)
    monkeypatch.setattr("hospital_integrity.certificates.views.answers.is_serial", busy)
    answer = client.get(address)
    assert (answer.status_code, "查不到" in answer.text, "unsure" in answer.text or "现在无法核验" in answer.text) == (
        503,
        False,
        True,
    )


def test_the_kept_file_is_signed_and_the_same_for_ever(closed, key, client, sign_in) -> None:
    row = issued()
    first = kept(row, sign_in)
    assert (b"/ETSI.CAdES.detached" in first, kept(row, sign_in) == first) == (True, True)
    assert "这份证书有效" in sent(client, first).text
    assert [one.public for one in queries.paper_keys(queries.FILE)] == [key.certificate.public_bytes(Encoding.DER)]


@pytest.mark.parametrize("settings", [{"SIGNING_PASSWORD": "wrong"}, {"SIGNING_KEY": "/nowhere/key.p12"}])
def test_a_key_that_cannot_sign_keeps_no_file(closed, key, sign_in, settings) -> None:
    row = issued()
    closed.config.update(settings)
    answer = sign_in("OF").get(f"/certificates/{row.id}/pdf")
    assert (answer.status_code, "HI_SIGNING_KEY" in answer.text, queries.file_of(row.id)) == (422, True, None)


def test_a_file_changed_after_signing_is_told_apart(closed, key, client, sign_in) -> None:
    body = kept(issued(), sign_in)
    spoiled = body[:5000] + bytes([body[5000] ^ 1]) + body[5001:]
    assert "签名之后被改动过" in sent(client, spoiled).text
    assert "签名之后被改动过" in sent(client, body + b"\n").text


def test_a_file_that_we_signed_and_did_not_keep_is_told(closed, key, client, sign_in) -> None:
    kept(issued(), sign_in)
    text = sent(client, sign(pdf.draw(paper()), key)).text
    assert "签名有效，但存档里没有" in text and "这份证书有效" not in text


def test_a_file_signed_before_the_key_was_changed_is_still_ours(closed, key, client, sign_in, tmp_path) -> None:
    body = kept(issued(), sign_in)
    closed.config["SIGNING_KEY"] = ""
    assert "签名之后被改动过" in sent(client, body + b"%").text


@pytest.mark.parametrize("body", [b"%PDF-1.7", b"%PDF" + b"\0" * 5_000_000, b"%PDF /Encrypt /ByteRange [0 1 2 3]"])
def test_any_bytes_get_an_answer(closed, client, body) -> None:
    assert sent(client, body).status_code == 200
