"""The archive of a year: the same bytes twice, checked without a database, and whatever is wrong with it is named."""

from __future__ import annotations

import hashlib
import io
import random
from zipfile import ZIP_STORED, ZipFile

import pytest
from click.testing import CliRunner
from flask import Flask

from hospital_integrity.cli.archives import verify_archive
from hospital_integrity.ethics.queries.archive import archived
from hospital_integrity.ethics.sheet import write_archive
from hospital_integrity.ethics.views import archives
from hospital_integrity.jobs.operations import Work
from hospital_integrity.rules import archive
from hospital_integrity.rules.archive_file import RATIO, member, verify
from tests import builders
from tests.closing import year as years

YEAR = 2026


def closed(app: Flask) -> None:
    years.close(years.over(app))


def made() -> bytes:
    year, target = archived(YEAR), io.BytesIO()
    write_archive(target, year, archives.summaries(year), lambda: None)
    return target.getvalue()


@pytest.fixture(scope="module")
def packed() -> list[bytes]:
    return []


@pytest.fixture
def whole(app: Flask, packed: list[bytes]) -> bytes:
    """An archive of a small closed year; made once, for nothing that reads it touches the database."""
    if not packed:
        closed(app)
        packed.append(made())
    return packed[0]


def wrong(data: bytes, **more) -> list[str]:
    return [f"{one.file} {one.saying}".strip() for one in verify(io.BytesIO(data), **more)]


def rebuilt(data: bytes, change) -> bytes:
    """The same archive with its members changed, and the list of hashes left as it was."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w") as new:
        members = {name: old.read(name) for name in old.namelist()}
        for name, body in change(members).items():
            new.writestr(member(name), body)
    return out.getvalue()


def consistent(data: bytes, change) -> bytes:
    """A forgery with all its hashes right again."""

    def forged(members):
        members = change(dict(members))
        hashes = {name: hashlib.sha256(body).hexdigest() for name, body in members.items()}
        hashes.pop(archive.SUMS)
        return {**members, archive.SUMS: archive.sums(hashes).encode()}

    return rebuilt(data, forged)


def test_an_archive_holds_and_is_the_same_twice(app):
    closed(app)
    first = made()
    assert wrong(first) == []
    assert made() == first


def test_a_stranger_finds_a_note_the_rules_and_tables(whole):
    with ZipFile(io.BytesIO(whole)) as package:
        assert tuple(package.namelist()) == archive.MEMBERS
        assert "核对" in package.read(archive.README).decode() and "To check" in package.read(archive.README).decode()
        assert package.read(archive.RESULTS).decode("utf-8-sig").startswith("kind,subject_id,name")


def test_a_missing_file_is_named(whole):
    for name in archive.MEMBERS:
        found = wrong(rebuilt(whole, lambda members, name=name: {k: v for k, v in members.items() if k != name}))
        assert any(line.startswith(name) and "缺少" in line for line in found)


def test_an_extra_file_is_named(whole):
    found = wrong(rebuilt(whole, lambda members: {**members, "notes.txt": b"x"}))
    assert found == ["notes.txt 多出的文件，不属于这份档案"]


def test_an_altered_file_is_named(whole):
    for name in set(archive.MEMBERS) - {archive.SUMS}:

        def altered(members, name=name):
            return {**members, name: members[name].replace(b"2", b"3", 1)}

        assert wrong(rebuilt(whole, altered), folding=False) == [f"{name} 内容与校验清单不符"]


def test_no_flipped_byte_goes_unseen(whole):
    chance = random.Random(5)
    with ZipFile(io.BytesIO(whole)) as package:
        original = {name: package.read(name) for name in package.namelist()}
    for place in chance.sample(range(len(whole)), 150):
        data = bytearray(whole)
        data[place] ^= 1 << chance.randrange(8)
        if not wrong(bytes(data), folding=False):
            with ZipFile(io.BytesIO(bytes(data))) as package:
                assert {name: package.read(name) for name in package.namelist()} == original


def test_a_better_grade_with_all_hashes_made_right_is_still_found(whole):
    def better(members):
        return {**members, archive.AWARDS: members[archive.AWARDS].replace(b'"score":"80.00"', b'"score":"99.00"', 1)}

    found = wrong(consistent(whole, better))
    assert any("内容与封印不符" in line for line in found)
    assert any("重算，结果不同" in line for line in found)


def test_other_rules_with_all_hashes_made_right_are_still_found(whole):
    def milder(members):
        return {**members, archive.EDITION: members[archive.EDITION].replace(b"base = 80", b"base = 90", 1)}

    assert "edition.toml 不是清单所说的办法" in wrong(consistent(whole, milder))


def test_a_table_that_says_something_else_than_the_awards_is_found(whole):
    def other(members):
        return {**members, archive.RESULTS: members[archive.RESULTS] + b"staff,9,x\r\n"}

    assert "results.csv 与 awards.jsonl 里的结果不一致" in wrong(consistent(whole, other))


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 5000, b"PK\x05\x06" + bytes(17) + b"\x01"])
def test_what_is_no_archive_is_said_to_be_none(data):
    assert len(wrong(data)) == 1


def test_a_bomb_is_not_unpacked(whole):
    huge = b" " * (RATIO * 40_000)
    found = wrong(rebuilt(whole, lambda members: {**members, archive.AWARDS: huge}))
    assert any("大得不合常理" in line for line in found)


def test_ten_thousand_members_are_not_even_listed():
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as package:
        for number in range(200):
            package.writestr(str(number), "")
    assert wrong(out.getvalue()) == ["压缩包里有 200 个文件，超过 40 个"]


def test_the_same_name_twice_is_refused(whole):
    out = io.BytesIO(whole)
    with pytest.warns(UserWarning), ZipFile(out, "a") as package:
        package.writestr(member(archive.README), "x")
    assert any("两次" in line for line in wrong(out.getvalue()))


def test_the_job_notes_the_hash_of_the_whole_file(app):
    closed(app)
    work = Work(0, "ethics.archive", {"year": YEAR}, asked_by=0, worker="test")
    made = archives._piece(work).files[0]
    work.done = 1
    said = archives._piece(work).message
    assert hashlib.sha256(made.body).hexdigest() in str(said)


def test_the_command_needs_no_database_and_says_what_is_wrong(whole, tmp_path):
    file = tmp_path / "year.zip"
    file.write_bytes(whole)
    sha256 = hashlib.sha256(whole).hexdigest()
    assert CliRunner().invoke(verify_archive, [str(file), "--sha256", sha256]).exit_code == 0
    assert CliRunner().invoke(verify_archive, [str(file), "--sha256", "0" * 64]).exit_code == 1
    file.write_bytes(rebuilt(whole, lambda members: {**members, archive.REPORT: b"%PDF"}))
    answer = CliRunner().invoke(verify_archive, [str(file)])
    assert (answer.exit_code, "report.pdf 内容与校验清单不符" in answer.output) == (1, True)


def test_an_open_year_is_not_archived(app, sign_in):
    builders.edition()
    answer = sign_in("EO").post("/ethics/archive", data={"year": str(YEAR), "nonce": "0" * 32})
    assert answer.status_code == 422 and "还没有结束" in answer.text
