"""Files are kept by their content: once, unchanged, pictures drawn anew."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from hospital_integrity.access import Asker, acting
from hospital_integrity.attachments import queries
from hospital_integrity.attachments.models import AttachedFile
from hospital_integrity.attachments.operations import keep
from hospital_integrity.db import db
from hospital_integrity.deeds import file_handed_out
from hospital_integrity.forms import Upload
from hospital_integrity.rules.saying import Refused
from tests import builders

NOTE = Upload("说明.txt", "没有收。".encode())


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20)) -> bytes:
    exif, out = Image.Exif(), BytesIO()
    exif[0x010F], exif[0x0112] = "GPS-CAMERA", 6
    Image.new("RGB", size, "red").save(out, kind, exif=exif)
    return out.getvalue()


def stored() -> int:
    return db.session.scalar(select(func.count()).select_from(AttachedFile)) or 0


def test_equal_contents_are_stored_once(both: Flask) -> None:
    first, again = keep([NOTE])[0], keep([Upload("另一个名字.txt", NOTE.data)])[0]
    assert first.file_id == again.file_id and first.id != again.id
    assert queries.content(again.id) == queries.Content("另一个名字.txt", "text/plain", NOTE.data)


def test_a_file_that_comes_twice_in_a_form_is_one_attachment(app: Flask) -> None:
    assert len(keep([NOTE, NOTE])) == 1


def test_a_list_shows_size_and_hash_without_reading_the_bytes(app: Flask) -> None:
    row = keep([NOTE])[0]
    one = queries.listed([row.id])[row.id]
    assert (one.name, one.size, one.digest) == ("说明.txt", 12, hashlib.sha256(NOTE.data).hexdigest())


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_loses_where_it_was_taken_and_stands_upright(app: Flask, kind: str) -> None:
    given = picture(kind)
    row = keep([Upload("照片", given)])[0]
    body = queries.content(row.id).body
    assert b"GPS-CAMERA" in given and b"GPS-CAMERA" not in body
    assert Image.open(BytesIO(body)).size == (20, 40)
    assert row.given_digest == hashlib.sha256(given).hexdigest()


def test_what_is_hidden_behind_a_picture_doesnt_come_along(app: Flask) -> None:
    row = keep([Upload("照片.png", picture("PNG") + b"<script>alert(1)</script>")])[0]
    assert b"script" not in queries.content(row.id).body


def test_a_pixel_bomb_is_refused_before_it_is_drawn(app: Flask) -> None:
    bomb = bytearray(picture("PNG"))
    bomb[16:24] = (50_000).to_bytes(4, "big") * 2
    with pytest.raises(Refused, match=r"“炸弹\.png”"):
        keep([Upload("炸弹.png", bytes(bomb))])


def test_one_bad_file_and_none_is_kept(app: Flask) -> None:
    with pytest.raises(Refused, match=r"“页面\.pdf”"):
        keep([NOTE, Upload("页面.pdf", b"<html>")])
    assert stored() == 0


def test_a_case_takes_five_files(app: Flask) -> None:
    with pytest.raises(Refused, match="最多附 5 个"):
        keep([NOTE, Upload("b.txt", b"b")], already=4)


def test_a_person_may_hand_in_so_much_a_day(app: Flask) -> None:
    app.config["ATTACHMENTS_MB_A_DAY"] = 1
    person = builders.account("OF")
    with acting(Asker(person.id, None, "", frozenset({"OF"}))):
        keep([Upload("一.txt", b"a" * 600_000)])
        with pytest.raises(Refused, match="合计超过 1 MB"):
            keep([Upload("二.txt", b"b" * 600_000)])


@pytest.mark.parametrize("table", ["attached_files", "attachments"])
def test_nothing_kept_is_ever_changed(both: Flask, table: str) -> None:
    keep([NOTE])
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(text(f"UPDATE {table} SET id = id + 1"))


def test_a_file_is_saved_and_never_shown(app: Flask) -> None:
    answer = file_handed_out(b"x", '锦旗".jpg\r\nX: 1', "image/jpeg")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=file; filename*=UTF-8''%E9%94%A6")
    assert "\n" not in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
