"""The paper room: fonts by character, lines, codes, seals, dates, and the repairs of ReportLab."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from hospital_integrity.paper.cures import to_unicode
from hospital_integrity.paper.fonts import KAI, KAI_BOLD, REST, font_for, normal, runs, undrawable, width
from hospital_integrity.paper.lines import broken, fitting_size
from hospital_integrity.paper.numerals import chinese_date
from hospital_integrity.paper.outlines import FONTS
from hospital_integrity.paper.qr import qr_matrix
from hospital_integrity.paper.seal import seal_form
from hospital_integrity.paper.title import title_form
from hospital_integrity.rules.saying import Refused

BODY = "在2026年度“清廉医院”建设活动中，党建引领有力、制度执行规范、行风建设扎实，经综合考评，被评定为三星级清廉科室。"


def words_of(lines: list[object]) -> list[str]:
    return ["".join(text for text, _ in line.phrases) for line in lines]


def test_all_of_gb18030_levels_1_and_2_is_drawn_by_what_ships() -> None:
    rare = (Path(__file__).parents[1] / "data/rare_characters_276.txt").read_text("utf-8").split()[1::2]
    level_1 = [*map(chr, range(0x3400, 0x4DB6)), *map(chr, range(0x4E00, 0x9FF0))]
    assert undrawable([*level_1, *rare]) == []


@pytest.mark.parametrize(
    ("character", "bold", "font"), [("王", False, KAI), ("王", True, KAI_BOLD), ("㐀", False, REST)]
)
def test_each_character_finds_its_font(character: str, bold: bool, font: str) -> None:
    assert font_for(character, bold) == font


def test_bold_thickens_what_has_no_bold_and_a_busy_character_less() -> None:
    plain, simple, busy = runs("王𠮷龘", bold=True)
    assert plain.thickening == 0
    assert simple.thickening > busy.thickening > 0


def test_text_is_composed_before_it_is_drawn() -> None:
    assert [run.text for run in runs("Mu\u0308ller")] == ["Müller"]


def test_no_line_starts_with_a_mark_or_tears_a_number() -> None:
    for measure in range(120, 400, 7):
        lines = words_of(broken([(BODY, False)], 20, measure, 40))
        assert "".join(lines) == BODY
        assert not any(line[0] in "，。、”" or line[-1] == "“" for line in lines)
        assert any("2026" in line for line in lines)


def test_full_lines_end_flush() -> None:
    first, *_ = broken([(BODY, False)], 20, 617, 40)
    text = words_of([first])[0]
    ends = 40 + width(text, 20) + first.stretch * (len(text) - 1)
    assert ends == pytest.approx(617 + (10 if text[-1] in "，。、" else 0))


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert len(broken([("x" * 500, False)], 20, 300, 0)) > 10


def test_text_shrinks_to_fit_and_is_refused_below_the_floor() -> None:
    assert fitting_size("清廉" * 8, 300, (20, 18, 16)) == 18
    with pytest.raises(Refused, match="缩短到18个"):
        fitting_size("清廉" * 20, 300, (20, 18, 16))


@pytest.mark.parametrize(("length", "modules"), [(30, 41), (200, 65), (300, 81)])
def test_a_code_keeps_its_size_for_texts_of_its_class(length: int, modules: int) -> None:
    assert len(qr_matrix("x" * length)) == modules


@pytest.mark.parametrize("length", [1, 106, 107, 288, 451, 779])
def test_a_code_of_any_length_is_read_by_a_scanner(length: int) -> None:
    text = "".join(chr(33 + place * 7 % 90) for place in range(length))
    rows = [f"{'0' * 4}{row}{'0' * 4}" for row in qr_matrix(text)]
    picture = Image.new("1", (len(rows[0]), len(rows) + 8), 1)
    picture.putdata([1] * 4 * len(rows[0]) + [bit == "0" for row in rows for bit in row] + [1] * 4 * len(rows[0]))
    (code,) = zxingcpp.read_barcodes(picture.resize([4 * side for side in picture.size]).convert("L"))
    assert code.text == text


def test_an_address_that_no_code_holds_is_refused() -> None:
    with pytest.raises(Refused, match="网址太长"):
        qr_matrix("x" * 800)


def test_seal_and_title_are_drawn_once_and_kept() -> None:
    assert seal_form("江城市第一人民医院", "专用") is seal_form("江城市第一人民医院", "专用")
    assert title_form("聘书", "LETTER OF APPOINTMENT").name == title_form("聘书", "LETTER OF APPOINTMENT").name


@pytest.mark.parametrize("ring", ["院", "江" * 30, "江城😀医院"])
def test_a_seal_that_cannot_be_drawn_is_refused(ring: str) -> None:
    with pytest.raises(Refused, match="印章"):
        seal_form(ring, "专用")


def test_a_title_without_brush_strokes_is_refused() -> None:
    with pytest.raises(Refused, match="“龘”"):
        title_form("荣龘", "HONOR")


DATES = {
    date(2026, 11, 22): "二〇二六年十一月二十二日",
    date(2030, 1, 10): "二〇三〇年一月十日",
    date(2026, 10, 30): "二〇二六年十月三十日",
}


@pytest.mark.parametrize("day", DATES)
def test_dates_are_written_in_chinese_numerals(day: date) -> None:
    assert chinese_date(day) == DATES[day]


def test_characters_beyond_four_digits_are_copied_as_themselves() -> None:
    assert "<01> <D873DF4E>" in to_unicode("", [0, 0x2CF4E])


def test_the_repaired_reportlab_is_the_one_we_know() -> None:
    assert version("reportlab").split(".")[:2] == ["5", "1"], "look again at paper/cures.py"


def test_the_shipped_fonts_are_those_of_the_manifest() -> None:
    files = json.loads((FONTS / "manifest.json").read_text("utf-8"))["files"]
    assert [
        row["file"] for row in files if hashlib.sha256((FONTS / row["file"]).read_bytes()).hexdigest() != row["sha256"]
    ] == []


def test_a_ligature_is_drawn_as_the_letters_that_are_copied() -> None:
    assert (normal("Steﬀen"), width("ﬀ", 12)) == ("Steffen", width("ff", 12))
