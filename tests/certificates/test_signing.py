"""Signing the file: other people's readers find it valid, any change is seen, a key that can't serve is refused."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from hospital_integrity.certificates.pdf import draw
from hospital_integrity.paper.keyfile import SigningKey, configured
from hospital_integrity.paper.signed import BROKEN, NONE, WHOLE, signature_in
from hospital_integrity.paper.signing import sign
from hospital_integrity.rules.saying import Refused
from tests.certificates import authority
from tests.certificates.papers import paper
from tests.certificates.programs import program
from tests.certificates.test_standards import problems

WORD = authority.PASSWORD.decode()
MOMENT = authority.NOW.replace(tzinfo=None)


def key(folder: Path, kind: str = "P-256") -> SigningKey:
    return configured({"SIGNING_KEY": authority.bundle(folder, kind), "SIGNING_PASSWORD": WORD}, MOMENT)


@pytest.fixture(scope="module", params=["P-256", "RSA"])
def signed(request, tmp_path_factory) -> tuple[bytes, SigningKey]:
    """A signed certificate, and who signed it."""
    own = key(tmp_path_factory.mktemp("key"), request.param)
    return sign(draw(paper()), own), own


def der(own: SigningKey) -> bytes:
    return own.certificate.public_bytes(Encoding.DER)


def judged(body: bytes, folder: Path) -> str:
    """What pdfsig says to somebody who trusts the test authority."""
    (folder / "paper.pdf").write_bytes(body)
    (folder / "root.pem").write_bytes(authority.AUTHORITY.public_bytes(Encoding.PEM))
    store = f"sql:{folder}"
    certutil = program("certutil")
    subprocess.run([certutil, "-N", "-d", store, "--empty-password"], check=True)
    subprocess.run([certutil, "-A", "-d", store, "-n", "root", "-t", "CT,C,C", "-i", folder / "root.pem"], check=True)
    done = subprocess.run(
        [program("pdfsig"), "-nssdir", store, folder / "paper.pdf"], capture_output=True, text=True, check=False
    )
    return done.stdout


def test_pdfsig_says_valid_trusted_and_total_document_signed(signed, tmp_path) -> None:
    said = judged(signed[0], tmp_path)
    wanted = ("Signature is Valid", "Certificate is Trusted", "Total document signed", "ETSI.CAdES.detached")
    assert [words for words in wanted if words not in said] == []
    assert "Not total document" not in said


def test_pdfsig_sees_a_flipped_byte(signed, tmp_path) -> None:
    assert "Digest Mismatch" in judged(flipped(signed[0], len(signed[0]) // 3), tmp_path)


def test_pdfsig_sees_appended_bytes(signed, tmp_path) -> None:
    assert "Not total document signed" in judged(signed[0] + b"\n% more\n", tmp_path)


def test_a_signed_file_is_still_well_formed_and_light(signed, tmp_path) -> None:
    (tmp_path / "paper.pdf").write_bytes(signed[0])
    done = subprocess.run([program("qpdf"), "--check", tmp_path / "paper.pdf"], capture_output=True, text=True)
    assert (done.returncode, "warning" in done.stderr.lower(), len(signed[0]) < 125_000) == (0, False, True)


def test_a_signed_file_still_follows_pdf_a(signed) -> None:
    assert problems(signed[0]) == []


def flipped(body: bytes, place: int) -> bytes:
    return body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]


def test_our_own_check_knows_a_whole_file(signed) -> None:
    assert signature_in(signed[0], [der(signed[1])]) == WHOLE


def test_our_own_check_sees_any_flipped_byte_outside_the_signature_itself(signed) -> None:
    body, own = signed
    start = body.index(b"/Contents <30")
    places = {*range(0, len(body), 999), len(body) - 1} - set(range(start, body.index(b">", start)))
    assert WHOLE not in {signature_in(flipped(body, place), [der(own)]) for place in places}


def test_our_own_check_sees_appended_and_missing_bytes(signed) -> None:
    body, own = signed
    spoiled = (body + b"\n", body + body, body[:-1], b"%" + body)
    assert WHOLE not in {signature_in(one, [der(own)]) for one in spoiled}
    assert signature_in(body + b"\n", [der(own)]) == BROKEN


def test_a_signature_of_somebody_else_is_none(signed, tmp_path) -> None:
    assert signature_in(signed[0], [der(key(tmp_path))]) == NONE


HOSTILE = {
    "empty": b"",
    "no file": b"%PDF-1.7\n",
    "zeros": b"\0" * 5_000_000,
    "brackets": b"/ByteRange [0 1 2 3]" * 100_000,
    "huge numbers": b"%PDF-1.7 /ByteRange [0 9999999999 9999999999 9999999999]",
    "open": b"/ByteRange [" * 200_000,
    "spaces": b"/ByteRange [" + b" " * 4_000_000,
    "odd hex": b"<zz>/ByteRange [0 0 4 40]",
    "cut": b"<3082>/ByteRange [0 0 6 24]",
    "deep": b"<" + b"3080" * 20_000 + b"> /ByteRange [0 0 80002 24]",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_are_none_and_take_no_time(name, signed) -> None:
    assert signature_in(HOSTILE[name], [der(signed[1])]) == NONE


def refused(**settings: object) -> str:
    with pytest.raises(Refused) as raised:
        configured(settings, MOMENT)
    return str(raised.value.saying)


def test_without_a_key_nothing_is_signed() -> None:
    assert configured({"SIGNING_KEY": ""}, MOMENT) is None


def test_a_wrong_password_is_refused_with_the_setting(tmp_path) -> None:
    assert "HI_SIGNING_PASSWORD" in refused(SIGNING_KEY=authority.bundle(tmp_path), SIGNING_PASSWORD="wrong")


def test_a_file_that_cannot_be_read_is_refused_with_the_setting(tmp_path) -> None:
    assert "HI_SIGNING_KEY" in refused(SIGNING_KEY=tmp_path / "none.p12")
    assert "HI_SIGNING_KEY" in refused(SIGNING_KEY=tmp_path)


def test_the_password_may_stand_in_a_file(tmp_path) -> None:
    file = tmp_path / "word"
    file.write_text(WORD + "\n")
    settings = {"SIGNING_KEY": authority.bundle(tmp_path), "SIGNING_PASSWORD_FILE": file}
    assert configured(settings, MOMENT).owner == "CN=Test Hospital"
    assert "HI_SIGNING_PASSWORD_FILE" in refused(**{**settings, "SIGNING_PASSWORD_FILE": tmp_path / "none"})


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"until": authority.NOW - timedelta(days=1)}, "到期"),
        ({"since": authority.NOW + timedelta(days=1)}, "才生效"),
        ({"sign": False}, "keyUsage"),
        ({"kind": "P-384"}, "P-256"),
        ({"kind": "Ed25519"}, "P-256"),
        ({"kind": "short"}, "2048"),
    ],
)
def test_a_certificate_that_cannot_serve_is_refused(tmp_path, details, words) -> None:
    assert words in refused(SIGNING_KEY=authority.bundle(tmp_path, **details), SIGNING_PASSWORD=WORD)


@pytest.mark.parametrize("password", [b"", b"a word"])
def test_a_pem_file_serves_as_well(tmp_path, password) -> None:
    own = authority.key("RSA")
    file = authority.pem(tmp_path, own, authority.AUTHORITY, authority.certificate(own), password=password)
    found = configured({"SIGNING_KEY": file, "SIGNING_PASSWORD": password.decode()}, MOMENT)
    assert (found.owner, len(found.others)) == ("CN=Test Hospital", 1)


def test_a_certificate_of_another_key_is_refused(tmp_path) -> None:
    file = authority.pem(tmp_path, authority.key(), authority.certificate(authority.key()))
    assert "不是一对" in refused(SIGNING_KEY=file)


@pytest.mark.parametrize("text", [b"", b"%PDF", b"-----BEGIN nothing", b"\x30\x82", b"-----BEGIN CERTIFICATE-----\nAA"])
def test_a_file_that_is_no_key_is_refused(tmp_path, text) -> None:
    (tmp_path / "key").write_bytes(text)
    assert "HI_SIGNING_KEY" in refused(SIGNING_KEY=tmp_path / "key")
