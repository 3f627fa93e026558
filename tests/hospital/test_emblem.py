"""The hospital's emblem: taken in by its content, kept in versions, drawn on papers, kept by those already issued."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import text

from hospital_integrity.certificates import pdf
from hospital_integrity.certificates.models import Certificate
from hospital_integrity.certificates.operations import issue_all, reissue, specimen
from hospital_integrity.certificates.queries import paper
from hospital_integrity.db import db
from hospital_integrity.hospital import operations, queries
from hospital_integrity.hospital.models import HospitalPicture, HospitalProfile
from hospital_integrity.paper.picture import MOST_BYTES, SIDE, picture_form, taken_in
from hospital_integrity.rules.certificate import read
from hospital_integrity.rules.citation import WORDINGS
from hospital_integrity.rules.saying import Refused
from tests.certificates.papers import paper as example
from tests.certificates.reading import rendered
from tests.closing import year as years
from tests.hospital.pictures import GREEN, emblem, plain

OLD = {"name": "第一医院", "office": "行风办", "signatory": "第一医院", "contact": ""}
FORM = {**OLD, "valid_from": "2026-06-01", "seen": "0", "nonce": "0" * 32}


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(taken_in(data))).convert("RGB")


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_kept_small_square_and_on_white(kind: str) -> None:
    kept = opened(emblem(kind=kind))
    assert (kept.size, kept.getpixel((0, 0))) == ((SIDE, SIDE), (255, 255, 255))
    assert all(abs(a - b) < 12 for a, b in zip(kept.getpixel((SIDE // 2, SIDE // 2)), GREEN, strict=False))


def test_a_square_emblem_stays_within_the_circle() -> None:
    kept = opened(emblem(shape="rectangle"))
    edge = SIDE // 2 - round(SIDE / 2 / 2**0.5)
    assert kept.getpixel((SIDE // 2, edge - 6)) == (255, 255, 255) != kept.getpixel((SIDE // 2, edge + 6))


def test_nothing_of_the_file_but_its_pixels_is_kept() -> None:
    kept = taken_in(emblem(kind="JPEG", comment=b"made by somebody"))
    assert b"somebody" not in kept and kept.startswith(b"\x89PNG")


def bomb() -> bytes:
    """A file that says it has ten thousand million pixels."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", b"x" * 99))
    chunks = (struct.pack(">I", len(b)) + a + b + struct.pack(">I", zlib.crc32(a + b)) for a, b in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


BAD = {
    "an svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "PNG 或 JPEG"),
    "a gif": (b"GIF89a" + b"\0" * 200, "PNG 或 JPEG"),
    "a pdf": (b"%PDF-1.7", "PNG 或 JPEG"),
    "half a file": (emblem()[:600], "PNG 或 JPEG"),
    "half a photo": (emblem(kind="JPEG")[:900], "PNG 或 JPEG"),
    "a bomb": (bomb(), "太大"),
    "a stamp": (plain((100, 100), "red"), "太小"),
    "a blank": (plain((300, 300)), "空白"),
    "nothing at all": (plain((300, 300), (0, 0, 0, 0), "RGBA"), "空白"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_an_emblem_is_refused_with_the_reason(name: str) -> None:
    data, words = BAD[name]
    with pytest.raises(Refused, match=words):
        taken_in(data)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_any_way_of_keeping_colours_is_read(mode: str) -> None:
    file = BytesIO()
    grey = Image.new("I;16", (200, 200), 30_000) if mode == "I;16" else Image.new("L", (200, 200), 90).convert(mode)
    grey.save(file, "JPEG" if mode == "CMYK" else "PNG")
    assert opened(file.getvalue()).size == (SIDE, SIDE)


def test_a_photo_is_kept_light() -> None:
    noise = Image.effect_noise((500, 500), 120).convert("RGB")
    file = BytesIO()
    noise.save(file, "PNG")
    assert len(picture_form(taken_in(file.getvalue())).body) < MOST_BYTES + 2000


def test_the_emblem_is_drawn_in_place_of_the_lotus() -> None:
    kept = taken_in(emblem())
    red, green, blue = rendered(pdf.draw(example(emblem="x"), lambda _: kept), 72).getpixel((421, 98))[:3]
    assert green > red and green > blue


def test_words_without_an_emblem_are_kept_as_they_always_were() -> None:
    assert "emblem" not in example().plain()
    assert read(example(emblem="x").plain()).emblem == "x"


def described(day: date = date(2026, 3, 1), picture: bytes = b"") -> str | None:
    """A new version of the profile; the hash of its emblem."""
    kept = operations.keep_picture(picture) if picture else None
    operations.describe(**OLD, valid_from=day, emblem=kept)
    return kept


def test_a_specimen_and_new_papers_bear_the_emblem_in_force(app: Flask) -> None:
    first = described(picture=emblem())
    assert specimen("staff", WORDINGS["staff"]).emblem == first
    described()
    assert specimen("staff", WORDINGS["staff"]).emblem == ""


@pytest.fixture
def issued(app: Flask) -> Certificate:
    """A paper that bears an emblem; the hospital has another one since."""
    year = years.over(app)
    described(picture=emblem())
    row = issue_all(years.close(year).id, "staff", pdf.check)[0]
    described(date(2026, 3, 2), emblem(shape="rectangle"))
    return row


def test_a_paper_keeps_the_emblem_it_was_issued_with(issued: Certificate) -> None:
    words = read(paper(issued.id).says)
    first, second = (row.sha256 for row in db.session.query(HospitalPicture).order_by(HospitalPicture.id))
    assert (words.emblem, specimen("staff", WORDINGS["staff"]).emblem) == (first, second)
    assert read(reissue(issued.id, pdf.check).snapshot["words"]).emblem == first


def spoil(statement: str) -> None:
    """Do to the pictures what the guards forbid."""
    for name in ("update", "delete"):
        db.session.execute(text(f"DROP TRIGGER hospital_pictures_no_{name}"))
    db.session.execute(text(statement))
    db.session.commit()


@pytest.mark.parametrize("damage", ["UPDATE hospital_pictures SET body = x'00'", "DELETE FROM hospital_pictures"])
def test_a_lost_or_spoilt_emblem_stops_issuing_and_drawing_with_a_clear_sentence(
    app: Flask, issued: Certificate, sign_in, damage: str
) -> None:
    spoil(damage)
    with pytest.raises(Refused, match="徽标的图片丢失或损坏"):
        reissue(issued.id, pdf.check)
    answer = sign_in("OF").get(f"/certificates/{issued.id}/pdf")
    assert (answer.status_code, "徽标的图片丢失或损坏" in answer.text) == (422, True)
    assert db.session.query(Certificate).count() == 1


def test_an_officer_uploads_an_emblem_on_screen_and_takes_it_off_again(sign_in) -> None:
    officer = sign_in("OF")
    sent = {**FORM, "picture": (BytesIO(emblem()), "院徽.png")}
    assert officer.post("/hospital/edit", data=sent).status_code == 303
    kept = queries.profile(date(2026, 6, 1))
    assert f"/hospital/emblem/{kept.emblem}.png" in officer.get("/hospital").text
    assert officer.get(f"/hospital/emblem/{kept.emblem}.png").data == queries.emblem_picture(kept.emblem)
    assert officer.post("/hospital/edit", data={**FORM, "seen": str(kept.id), "lotus": "1"}).status_code == 303
    assert db.session.query(HospitalProfile).order_by(HospitalProfile.id.desc()).first().emblem is None


def test_a_new_version_keeps_the_emblem_unless_told_otherwise(sign_in) -> None:
    first = described(picture=emblem())
    sign_in("OF").post("/hospital/edit", data={**FORM, "name": "市第一医院", "seen": str(queries.newest())})
    assert queries.profile(date(2026, 6, 1)).emblem == first


def test_a_bad_picture_keeps_nothing_and_says_why(sign_in) -> None:
    answer = sign_in("OF").post("/hospital/edit", data={**FORM, "picture": (BytesIO(b"<svg/>"), "院徽.svg")})
    assert (answer.status_code, "PNG 或 JPEG" in answer.text) == (422, True)
    assert db.session.query(HospitalPicture).count() + db.session.query(HospitalProfile).count() == 0


def test_the_picture_beside_the_form_shows_what_was_chosen_and_keeps_nothing(sign_in) -> None:
    officer = sign_in("OF")
    page = officer.post("/hospital/edit/sketch", data={**FORM, "picture": (BytesIO(emblem()), "院徽.png")}).text
    assert "data:image/png;base64,iVBOR" in page and "第一医院" in page
    wrong = officer.post("/hospital/edit/sketch", data={**FORM, "picture": (BytesIO(b"<svg/>"), "x.png")}).text
    assert "换徽标：这个文件打不开" in wrong and db.session.query(HospitalPicture).count() == 0
