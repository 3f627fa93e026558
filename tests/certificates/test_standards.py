"""Certificates beside the standards: what other people's programs say of the files."""

from __future__ import annotations

import random
import re
import subprocess
from pathlib import Path

import oxidize_pdf
import pdf_oxide
import pytest

from hospital_integrity.certificates.pdf import check, draw, draw_many
from hospital_integrity.rules.saying import Refused
from tests.certificates.papers import RARE, paper
from tests.certificates.programs import program
from tests.certificates.test_pdf import KINDS

# Blocks of GB18030-2022: level 1, and what level 2 adds (the standard table of 8,105 beyond U+FFFF).
LEVEL_1 = [chr(code) for code in (*range(0x4E00, 0x9FF0), *range(0x3400, 0x4DB6))]
ASTRAL = [one for one in RARE if ord(one) > 0xFFFF]
WHITE = re.compile(r"\s")


def run(name: str, *arguments: str | Path) -> str:
    """What a program says of a file."""
    told = [program(name), *map(str, arguments)]
    return subprocess.run(told, capture_output=True, text=True, encoding="utf-8", check=True).stdout


@pytest.fixture(params=KINDS)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A certificate of each kind with a rare name and a drawn seal."""
    path = tmp_path / "paper.pdf"
    holder = {} if request.param == "department" else {"holder": "欧阳𬭎㚗喆"}
    path.write_bytes(draw(paper(request.param, seal=True, **holder)))
    return path


def text_of(data: bytes, folder: Path) -> str:
    """All text of a file as poppler extracts it, without white space."""
    path = folder / "text.pdf"
    path.write_bytes(data)
    return WHITE.sub("", run("pdftotext", "-raw", path, "-"))


def test_the_structure_is_sound(file: Path) -> None:
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", file)


def test_every_font_is_embedded_cut_down_and_tells_its_characters(file: Path) -> None:
    rows = run("pdffonts", file).splitlines()[2:]
    assert rows
    assert {tuple(re.search(r" (yes|no) +(yes|no) +(yes|no) ", row).groups()) for row in rows} == {("yes",) * 3}


def test_title_language_and_nobody_in_the_properties(file: Path) -> None:
    told = run("pdfinfo", "-meta", file) + run("pdfinfo", file)
    assert re.search(r"Title: +\S*(证书|聘书)", told) and "zh-CN" in told
    assert "欧阳" not in told and "心血管" not in told


@pytest.mark.parametrize("kind", KINDS)
def test_two_validators_find_nothing_against_pdf_a_2u(kind: str) -> None:
    assert problems(draw(paper(kind, seal=True))) == []


def test_the_validators_do_look() -> None:
    assert problems(draw(paper()).replace(b"<pdfaid:part>2<", b"<pdfaid:part>9<"))


def problems(data: bytes) -> list[str]:
    """What two validators say of a file against PDF/A-2u."""
    validator = oxidize_pdf.PdfAValidator(oxidize_pdf.PdfALevel.A2U)
    other = pdf_oxide.PdfDocument.from_bytes(data).validate_pdf_a("2u")
    return [*map(str, validator.validate_bytes(data).errors), *other["errors"]]


def test_every_rare_character_comes_out_of_poppler_as_it_went_in(tmp_path: Path) -> None:
    names = ["".join(RARE[start : start + 23]) for start in range(0, len(RARE), 23)]
    text = text_of(draw_many(paper(holder=name) for name in names), tmp_path)
    assert [name for name in names if f"{name}同志：" not in text] == []


def test_a_sample_of_levels_one_and_two_comes_out_as_it_went_in(tmp_path: Path) -> None:
    sample = random.Random(18030).sample(LEVEL_1, 460) + ASTRAL[:23]
    names = ["".join(sample[start : start + 23]) for start in range(0, len(sample), 23)]
    text = text_of(draw_many(paper(holder=name) for name in names), tmp_path)
    assert [name for name in names if f"{name}同志：" not in text] == []


@pytest.mark.parametrize("character", ["\ue5e5", "\U000f0000", "\x07", "\u2028", "\ufe0f", "\U0010ffff", "\u0378"])
def test_what_is_no_character_is_refused_with_its_code(character: str) -> None:
    with pytest.raises(Refused, match=rf"U\+{ord(character):04X}"):
        check(paper(holder=f"张{character}"))
