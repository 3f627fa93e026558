"""Checking a paper without the server: its code is readable, and says exactly what the installation sealed."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from flask import Flask

from hospital_integrity.awards.queries import closing_of
from hospital_integrity.certificates import pdf, queries
from hospital_integrity.certificates.models import Certificate
from hospital_integrity.certificates.operations import issue_all, reissue
from hospital_integrity.certificates.pdf import draw
from hospital_integrity.rules.certificate import Words
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.sealed import Sealed, fragment, opened, packed, unpacked
from tests.certificates.papers import TOKEN, paper
from tests.certificates.programs import program
from tests.certificates.reading import scanned
from tests.closing import year as years

SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def sealed(words: Words) -> Words:
    """The paper with the code it gets when it is issued."""
    payload = packed(Sealed(words.serial, words.grade, words.holder, words.day, 1))
    address = f"https://integrity.hospital.cn/v/{TOKEN}#{fragment(payload, SECRET.sign(payload))}"
    return replace(words, check_url=address)


def read_by_zbar(data: bytes, folder: Path) -> str:
    """What zbarimg finds on the page as poppler renders it at 150 dpi."""
    (folder / "paper.pdf").write_bytes(data)
    render = [program("pdftoppm"), "-r", "150", "-gray", "-singlefile", folder / "paper.pdf", folder / "page"]
    subprocess.run(render, check=True)
    done = subprocess.run([program("zbarimg"), "-q", "--raw", folder / "page.pgm"], capture_output=True, text=True)
    return done.stdout.strip()


@pytest.mark.parametrize("holder", ["王芳", "欧阳𬭎喆", "重症医学科与急诊医学中心联合病区第三护理单元"])
def test_the_sealed_code_is_read_from_150_dpi_by_two_readers(holder: str, tmp_path: Path) -> None:
    words = sealed(paper("department", holder=holder))
    data = draw(words)
    assert (scanned(data, 150), read_by_zbar(data, tmp_path)) == ([words.check_url], words.check_url)


@pytest.fixture
def closed(app: Flask) -> Flask:
    """An application whose year is closed."""
    years.close(years.over(app))
    return app


def issued(kind: str = "staff") -> Certificate:
    return issue_all(closing_of(2026).id, kind, pdf.check)[0]


def code(row: Certificate) -> tuple[bytes, bytes]:
    return opened(row.snapshot["words"]["check_url"].split("#")[1])


def test_the_code_of_an_issued_paper_says_what_the_paper_says(closed) -> None:
    row = issued()
    payload, signature = code(row)
    key = queries.paper_keys(queries.CODE)[0]
    words = row.snapshot["words"]
    found = unpacked(payload)
    Ed25519PublicKey.from_public_bytes(key.public).verify(signature, payload)
    assert (found.serial, found.level, found.holder, found.day.isoformat(), found.key) == (
        row.serial,
        words["grade"],
        "张晓明",
        words["day"],
        key.id,
    )


def test_a_forged_name_does_not_pass(closed) -> None:
    payload, signature = code(issued())
    key = Ed25519PublicKey.from_public_bytes(queries.paper_keys(queries.CODE)[0].public)
    with pytest.raises(InvalidSignature):
        key.verify(signature, packed(replace(unpacked(payload), holder="张晓日")))


def test_the_key_is_made_once_for_its_owner_only(closed) -> None:
    row = issued()
    file = Path(closed.config["VAR"]) / "paper_key"
    before = file.read_text()
    reissue(row.id, pdf.check)
    assert (file.stat().st_mode & 0o777, file.read_text() == before) == (0o600, True)
    assert len(queries.paper_keys(queries.CODE)) == 1


def test_after_a_new_key_old_papers_keep_their_number(closed) -> None:
    first = issued()
    (Path(closed.config["VAR"]) / "paper_key").unlink()
    second = reissue(first.id, pdf.check)
    assert [unpacked(code(row)[0]).key for row in (first, second)] == [
        key.id for key in queries.paper_keys(queries.CODE)
    ]


def test_a_spoiled_key_file_issues_nothing(closed) -> None:
    (Path(closed.config["VAR"]) / "paper_key").write_text("not a key")
    with pytest.raises(Refused, match="密钥文件"):
        issued()
