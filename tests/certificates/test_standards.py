"""Certificates beside the standards: what other people's programs say of the files."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import oxidize_pdf
import pdf_oxide
import pytest

from hospital_integrity.certificates.pdf import check, draw, draw_many
from hospital_integrity.paper.document import Document
from hospital_integrity.paper.fonts import FILES, font_for, normal
from hospital_integrity.rules import paper_kinds
from hospital_integrity.rules.saying import Refused
from tests.certificates import kept
from tests.certificates.papers import RARE, paper
from tests.certificates.programs import program

KINDS = (*paper_kinds.KINDS, "label", "small label")
# Blocks of GB18030-2022: level 1, and what level 2 adds (the standard table of 8,105 beyond U+FFFF). What stands there
# besides the unified ideographs: compatibility ones, components that older GB18030 kept as private codes, and 〇.
LEVEL_1 = [chr(code) for code in (*range(0x4E00, 0x9FF0), *range(0x3400, 0x4DB6))]
ASTRAL = [one for one in RARE if ord(one) > 0xFFFF]
BESIDES = "郎凉秊裏隣兀嗀﨎﨏﨑﨓﨔礼﨟蘒﨡﨣﨤﨧﨨﨩𠂇𠂉𠃌𡗗𢦏𤇾〇"
EVERY_CHARACTER = [*LEVEL_1, *ASTRAL, *BESIDES]
WHITE = re.compile(r"\s")


def run(name: str, *arguments: str | Path) -> str:
    """What a program says of a file."""
    told = [program(name), *map(str, arguments)]
    return subprocess.run(told, capture_output=True, text=True, encoding="utf-8", check=True).stdout


@pytest.fixture(params=KINDS)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file of each kind with a rare name, a drawn seal and an emblem."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(kept.files()[request.param])
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
    assert re.search(r"Title: +\S*(证书|聘书|清廉科室)", told) and "zh-CN" in told
    assert not {"欧阳", "心血管", "消化"} & {told[at : at + length] for at in range(len(told)) for length in (2, 3)}


def test_two_validators_find_nothing_against_pdf_a_2u(file: Path) -> None:
    assert problems(file.read_bytes()) == []


def test_the_validators_do_look() -> None:
    assert problems(draw(paper()).replace(b"<pdfaid:part>2<", b"<pdfaid:part>9<"))


def test_a_scanner_reads_the_code_of_every_kind_at_150_dpi(tmp_path: Path) -> None:
    sealed = {kind: f"https://hi.example.cn/v/{kind:0>32}#{'Ab3' * 50}" for kind in paper_kinds.KINDS}
    (tmp_path / "all.pdf").write_bytes(draw_many(paper(kind, check_url=url) for kind, url in sealed.items()))
    corner = ("-x", "190", "-y", "870", "-W", "240", "-H", "240")
    run("pdftoppm", "-r", "150", "-png", *corner, tmp_path / "all.pdf", tmp_path / "page")
    pictures = sorted(tmp_path.glob("page-*.png"))
    assert run("zbarimg", "-q", "--raw", *pictures).split() == list(sealed.values())


def problems(data: bytes) -> list[str]:
    """What two validators say of a file against PDF/A-2u."""
    validator = oxidize_pdf.PdfAValidator(oxidize_pdf.PdfALevel.A2U)
    other = pdf_oxide.PdfDocument.from_bytes(data).validate_pdf_a("2u")
    return [*map(str, validator.validate_bytes(data).errors), *other["errors"]]


def test_every_rare_character_comes_out_of_poppler_as_it_went_in(tmp_path: Path) -> None:
    names = ["".join(RARE[start : start + 23]) for start in range(0, len(RARE), 23)]
    text = text_of(draw_many(paper(holder=name) for name in names), tmp_path)
    assert [name for name in names if f"{name}同志：" not in text] == []


def test_a_font_that_ships_draws_every_character_of_levels_one_and_two() -> None:
    assert len(EVERY_CHARACTER) == 27_558 + 196 + 28
    assert {font_for(normal(one), bold) for one in EVERY_CHARACTER for bold in (False, True)} == set(FILES)


def test_every_character_of_levels_one_and_two_comes_out_as_it_went_in(tmp_path: Path) -> None:
    lines = ["".join(EVERY_CHARACTER[start : start + 60]) for start in range(0, len(EVERY_CHARACTER), 60)]
    document = Document("全部汉字", "江城市第一人民医院", "试验", date(2026, 11, 22))
    for number, line in enumerate(lines):
        document.write(30, 570 - number % 40 * 13.5, line, 12)
        if number % 40 == 39 or line is lines[-1]:
            document.end_page()
    text = text_of(document.finish(), tmp_path)
    assert text == normal("".join(lines))


@pytest.mark.parametrize("character", ["\ue5e5", "\U000f0000", "\x07", "\u2028", "\ufe0f", "\U0010ffff", "\u0378"])
def test_what_is_no_character_is_refused_with_its_code(character: str) -> None:
    with pytest.raises(Refused, match=rf"U\+{ord(character):04X}"):
        check(paper(holder=f"张{character}"))
