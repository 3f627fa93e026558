"""A character that none of our fonts draws is drawn by Hanazono where the system has it, and refused where not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hospital_integrity.certificates.pdf import draw
from hospital_integrity.paper import fonts
from hospital_integrity.paper.outlines import FONTS
from hospital_integrity.rules.saying import Refused
from tests.certificates.papers import paper
from tests.certificates.reading import copied

RARE = "\U0002cb4e"  # 𬭎


def forget() -> None:
    for one in (fonts.on_the_system, fonts.font_for, fonts.manner, fonts.advance):
        one.cache_clear()


@pytest.fixture
def kai_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A house whose own fonts lack the character, and a folder of system fonts that is empty."""
    draws = fonts.draws
    monkeypatch.setattr(fonts, "FOLDERS", (str(tmp_path),))
    monkeypatch.setattr(fonts, "draws", lambda name, one: (one != RARE or name in fonts.SYSTEM) and draws(name, one))
    forget()
    yield tmp_path
    forget()


def test_without_it_the_character_is_refused_by_name_and_code(kai_only: Path) -> None:
    with pytest.raises(Refused, match=r"“𬭎”（U\+2CB4E）"):
        fonts.font_for(RARE)


def test_with_it_the_character_is_drawn_and_copied(kai_only: Path) -> None:
    (kai_only / "truetype").mkdir()
    shutil.copy(FONTS / "HIKai-Regular.ttf", kai_only / "truetype" / "HanaMinA.ttf")  # stands in for the real one
    assert fonts.font_for(RARE) == "Hanazono A"
    assert f"欧阳{RARE}同志" in copied(draw(paper(holder=f"欧阳{RARE}")))


def test_its_private_characters_are_refused_all_the_same(kai_only: Path) -> None:
    with pytest.raises(Refused, match=r"自造字（U\+E000）"):
        fonts.font_for("\ue000")


def test_its_pictures_and_signs_are_never_used(kai_only: Path) -> None:
    (kai_only / "HanaMinA.ttf").touch()
    assert "Hanazono A" in list(fonts.chain(RARE, bold=False))
    assert "Hanazono A" not in list(fonts.chain("😀", bold=False))
