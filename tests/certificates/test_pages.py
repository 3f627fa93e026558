"""Screens of papers: issuing, printing, revoking, and the check that anybody can make."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlsplit

import pytest
from flask import Flask

from hospital_integrity.awards.queries import closing_of
from hospital_integrity.certificates import pdf
from hospital_integrity.certificates.models import Certificate
from hospital_integrity.certificates.operations import issue_all, reissue, revoke
from hospital_integrity.certificates.queries import file_of, issuable, valid_papers
from hospital_integrity.corrections.operations import reopen
from hospital_integrity.rules.certificate import read
from tests import builders
from tests.certificates.reading import copied, scanned
from tests.closing import year as years
from tests.closing.year import DOCUMENT, Year

NONCE = {"nonce": "a" * 32}


@pytest.fixture
def year(app: Flask) -> Year:
    """A year that is closed."""
    found = years.over(app)
    years.close(found)
    return found


def issued(kind: str = "staff") -> Certificate:
    return issue_all(closing_of(2026).id, kind, pdf.check)[0]


def test_an_officer_issues_those_who_are_chosen(year: Year, sign_in) -> None:
    client, chosen = sign_in("OF"), [one.id for one in issuable(closing_of(2026), "staff")]
    assert "签发 1 份" in client.get("/certificates").text
    answer = client.post("/certificates/issue/2026/staff", data={**NONCE, "awards": chosen}, follow_redirects=True)
    assert "已签发 1 份证书" in answer.text


def test_undrawable_names_are_listed_and_nothing_is_issued(app: Flask, sign_in) -> None:
    year = years.over(app)
    year.doctor.name = "张\U0003106c"
    closing = years.close(year)
    chosen = [one.id for one in issuable(closing, "staff")]
    answer = sign_in("OF").post("/certificates/issue/2026/staff", data={**NONCE, "awards": chosen})
    assert answer.status_code == 422 and "U+3106C" in answer.text
    assert valid_papers(closing.id, "staff") == []


def test_a_download_is_the_same_bytes_every_time(year: Year, sign_in) -> None:
    row, client = issued(), sign_in("OF")
    first, second = (client.get(f"/certificates/{row.id}/pdf") for _ in range(2))
    assert first.mimetype == "application/pdf"
    assert first.data == second.data
    assert "张晓明同志" in copied(first.data)


def test_staff_find_their_own_paper_and_no_other(year: Year, sign_in) -> None:
    row = issued()
    owner, stranger = sign_in("ST", person=year.doctor), sign_in("ST", person=year.nurse)
    assert stranger.get(f"/certificates/{row.id}/pdf").status_code == 404
    assert row.serial not in stranger.get("/certificates").text
    assert row.serial in owner.get("/certificates").text
    assert owner.get(f"/certificates/{row.id}/pdf").status_code == 200


def test_a_head_downloads_the_departments_papers(year: Year, sign_in) -> None:
    row = issued("department")
    assert sign_in("DH", place=year.place).get(f"/certificates/{row.id}/pdf").status_code == 200
    assert sign_in("DH").get(f"/certificates/{row.id}/pdf").status_code == 404


def test_the_publisher_revokes_with_a_reason(year: Year, sign_in) -> None:
    row, client = issued(), sign_in("PB")
    assert client.post(f"/certificates/{row.id}/revoke", data=NONCE).status_code == 422
    answer = client.post(f"/certificates/{row.id}/revoke", data={**NONCE, "reason": "姓名有误"}, follow_redirects=True)
    assert "已撤销" in answer.text and "姓名有误" in answer.text


def test_an_officer_issues_a_lost_paper_anew(year: Year, sign_in) -> None:
    row = issued()
    answer = sign_in("OF").post(f"/certificates/{row.id}/reissue", data=NONCE, follow_redirects=True)
    assert "已换发" in answer.text


@pytest.mark.parametrize("kind", ["department", "grid", "staff"])
def test_the_code_on_the_rendered_page_opens_a_check_page_with_the_same_words(
    year: Year, sign_in, client, kind
) -> None:
    row = issued(kind)
    (found,) = scanned(sign_in("OF").get(f"/certificates/{row.id}/pdf").data, 150)
    page = client.get(urlsplit(found).path, query_string={"name": read(row.snapshot["words"]).holder})
    words = read(row.snapshot["words"])
    said = (words.holder, words.sentences().splitlines()[0], words.hospital, words.serial, words.signatory, DOCUMENT)
    assert all(text in page.text for text in ("这份证书有效", *said))


def test_the_check_page_sets_no_cookie_and_is_not_stored(year: Year, client) -> None:
    answer = client.get(f"/v/{issued().token}")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("spoil", [lambda t: t[:-1], lambda t: t.upper() + "A", lambda t: "0" * 32, lambda t: "'; --"])
def test_a_wrong_code_is_unknown(year: Year, client, spoil) -> None:
    answer = client.get(f"/v/{spoil(issued().token)}")
    assert (answer.status_code, "查不到这份证书" in answer.text) == (404, True)


def test_a_revoked_paper_says_why_when_it_is_scanned(year: Year, client) -> None:
    row = issued()
    revoke(row.id, "姓名有误")
    page = client.get(f"/v/{row.token}").text
    assert "已经作废" in page and "姓名有误" in page and "张某" in page


def test_a_replaced_paper_names_its_successor(year: Year, client) -> None:
    row = issued()
    new = reissue(row.id, pdf.check)
    assert f"已由 {new.serial} 号证书代替" in client.get(f"/v/{row.token}").text


def test_after_reopening_the_check_page_says_void(year: Year, client) -> None:
    row = issued()
    with years.acting_as(builders.account("PB")):
        reopen(2026, "江一院纪〔2027〕9号", "举报查实，需重新评定")
    page = client.get(f"/v/{row.token}").text
    assert "已经作废" in page and "江一院纪〔2027〕9号" in page


def test_a_typed_serial_shows_a_masked_name_and_nothing_else(year: Year, client) -> None:
    row = issued()
    page = client.get(f"/v?serial={row.serial.lower()}").text
    assert "这份证书有效" in page and "张某" in page
    assert "张晓明" not in page and "医德考评中" not in page and row.token not in page


def test_who_knows_the_name_sees_the_rest(year: Year, client) -> None:
    row = issued()
    assert "医德考评中" in client.get(f"/v?serial={row.serial}&name=张晓明").text
    wrong = client.get(f"/v?serial={row.serial}&name=张晓").text
    assert "姓名与证书上的不符" in wrong and "张晓明" not in wrong


def test_a_revoked_serial_does_not_tell_strangers_why(year: Year, client) -> None:
    row = issued()
    revoke(row.id, "张晓明被举报")
    page = client.get(f"/v?serial={row.serial}").text
    assert "已经作废" in page and "张晓明" not in page


@pytest.mark.parametrize("serial", ["QLKS-2026-000001-X", "x", "<b>", "YDYX-2026-999999-0", "%00"])
def test_a_serial_that_is_none_is_unknown(year: Year, client, serial: str) -> None:
    answer = client.get("/v", query_string={"serial": serial})
    assert (answer.status_code, "查不到这份证书" in answer.text) == (404, True)


def test_walking_through_serials_is_slowed_down(year: Year, client) -> None:
    answers = [client.get("/v?serial=YDYX-2026-000001-0").status_code for _ in range(31)]
    assert (answers[0], answers[-1]) == (404, 429)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:8000.evil.example"])
def test_the_code_never_follows_the_host_of_a_request(year: Year, sign_in, host: str) -> None:
    headers = {"X-Forwarded-Host": host}
    client, chosen = sign_in("OF"), [one.id for one in issuable(closing_of(2026), "staff")]
    client.post("/certificates/issue/2026/staff", data={**NONCE, "awards": chosen}, headers=headers)
    paper = valid_papers(closing_of(2026).id, "staff")[0]
    assert paper.says["check_url"].startswith("http://127.0.0.1:8000/v/")


def sent(client, body: bytes, name: str = "证书.pdf"):
    return client.post("/v/file", data={**NONCE, "file": (BytesIO(body), name)})


def test_the_first_download_is_kept_and_handed_out_from_then_on(year: Year, sign_in, monkeypatch) -> None:
    row, client = issued(), sign_in("OF")
    first = client.get(f"/certificates/{row.id}/pdf").data
    monkeypatch.setattr(pdf, "draw", lambda words: b"another hand")
    assert client.get(f"/certificates/{row.id}/pdf").data == first
    assert file_of(row.id) == first


def test_the_kept_file_is_found_valid_by_whoever_has_it(year: Year, client, sign_in) -> None:
    row = issued()
    answer = sent(client, sign_in("OF").get(f"/certificates/{row.id}/pdf").data)
    assert "这份证书有效" in answer.text and "张晓明" in answer.text


def test_a_flipped_byte_is_seen(year: Year, client, sign_in) -> None:
    body = bytearray(sign_in("OF").get(f"/certificates/{issued().id}/pdf").data)
    body[len(body) // 2] ^= 1
    answer = sent(client, bytes(body))
    assert "签发后被改动过" in answer.text and "这份证书有效" not in answer.text


def test_the_file_of_a_revoked_paper_is_void_and_says_why(year: Year, client, sign_in) -> None:
    row = issued()
    body = sign_in("OF").get(f"/certificates/{row.id}/pdf").data
    revoke(row.id, "姓名有误")
    answer = sent(client, body)
    assert "已经作废" in answer.text and "姓名有误" in answer.text


def test_a_check_without_a_file_asks_for_one(year: Year, client) -> None:
    answer = client.post("/v/file", data=NONCE)
    assert answer.status_code == 422 and "请选择文件" in answer.text


def test_a_program_gets_the_same_answer_as_a_person(year: Year, client) -> None:
    row = issued()
    said = client.get(f"/v/{row.token}.json").json
    assert (said["state"], said["paper"]["holder"], said["paper"]["named"]) == ("valid", "张某", False)
    assert client.get(f"/v/{row.token}.json?name=张晓明").json["paper"]["holder"] == "张晓明"
    assert client.get("/v/nothing.json").status_code == 404


def test_a_serial_alone_tells_a_program_no_name(year: Year, client) -> None:
    row = issued()
    assert "paper" not in client.get(f"/v.json?serial={row.serial}").json
    assert client.get(f"/v.json?serial={row.serial}&name=张晓明").json["paper"]["holder"] == "张晓明"
