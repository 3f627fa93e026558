"""Long tests of papers: every character of GB18030-2022 levels 1 and 2 as a name, any text, thousands at once."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hospital_integrity.certificates.pdf import check, draw, draw_many
from hospital_integrity.paper.fonts import normal
from hospital_integrity.rules import paper_kinds
from hospital_integrity.rules.saying import Refused
from tests.certificates.papers import paper
from tests.certificates.reading import copied
from tests.certificates.test_standards import EVERY_CHARACTER, problems, run, text_of

KINDS = tuple(paper_kinds.KINDS)
NAME, PART = 20, 2_400


@pytest.mark.parametrize("start", range(0, len(EVERY_CHARACTER), PART))
def test_every_character_as_a_name_in_bold_is_copied_as_it_went_in(start: int, tmp_path: Path) -> None:
    part = EVERY_CHARACTER[start : start + PART]
    names = ["".join(part[at : at + NAME]) for at in range(0, len(part), NAME)]
    text = text_of(draw_many(paper(holder=name) for name in names), tmp_path)
    assert [name for name in names if f"{normal(name)}同志：" not in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_many_rare_names_is_sound_for_qpdf_and_two_validators(kind: str, tmp_path: Path) -> None:
    chosen = random.Random(kind).sample(EVERY_CHARACTER, 3_000)
    data = draw_many(paper(kind, holder="".join(chosen[at : at + 3]), seal=True) for at in range(0, 3_000, 3))
    (tmp_path / "many.pdf").write_bytes(data)
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", tmp_path / "many.pdf")
    assert problems(data) == []


@given(st.text(min_size=1, max_size=12), st.sampled_from(KINDS))
@settings(max_examples=4_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_is_refused_with_a_sentence_or_copied_as_it_went_in(holder: str, kind: str) -> None:
    words = paper(kind, holder=holder)
    try:
        check(words)
    except Refused:
        return
    assert "".join(normal(holder).split()) in copied(draw(words))


@pytest.mark.parametrize("plane", [0, 1, 2, 3, 14, 15, 16])
def test_every_code_point_is_drawn_or_refused_by_its_code(plane: int) -> None:
    wrong = []
    for code in range(plane << 16, (plane + 1) << 16):
        shown = (
            f"{ord(unicodedata.normalize('NFC', chr(code))[0]):04X}" if not 0xD800 <= code < 0xE000 else f"{code:04X}"
        )
        try:
            check(paper(holder=f"王{chr(code)}"))
        except Refused as refused:
            if shown not in str(refused.saying) and "太长" not in str(refused.saying):
                wrong.append((hex(code), str(refused.saying)))
    assert wrong == []


def test_five_thousand_in_one_file_have_five_thousand_codes_and_names(tmp_path: Path) -> None:
    from bench.certificates import HUGE, LARGE, papers

    spent, size, _, most = map(float, subprocess.check_output([sys.executable, "-c", LARGE], text=True).split())
    assert (spent <= 20, size <= 12 * 2**20, most <= 200) == (True, True, True)
    batch = papers(HUGE)
    text = text_of(draw_many(batch), tmp_path)
    assert re.findall(r"YDYX-2026-\d{6}-K", text) == [words.serial for words in batch]
