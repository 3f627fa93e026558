"""Every word for the screen can be read in English: Chinese sentences are message ids, the catalogue is complete."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from jinja2 import Environment

from tests.house import house
from tests.house.house import HOUSE

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
# The switch shows each language by its own name; the seals are drawn differently in English.
DRAWN = {"中文", "红榜", "黑榜"}
BLANK = re.compile(r"%\((\w+)\)[sd]")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "say": None,
    "Refused": None,
    "Stale": None,
}


@cache
def extracted() -> dict[str, str]:
    """Every message id with the place where it stands."""
    with (HOUSE / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = {}
    for folder in ("hospital_integrity", "templates"):
        here = [
            (pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods if pattern.startswith(folder)
        ]
        ours = {pattern.removeprefix(f"{folder}/"): value for pattern, value in options.items()}
        for path, line, ids, _comments, _context in extract_from_dir(HOUSE / folder, here, ours, KEYWORDS):
            for one in ids if isinstance(ids, tuple) else (ids,):
                found[one] = f"{folder}/{path}:{line}"
    return {id_: place for id_, place in found.items() if id_}


@cache
def english() -> Catalog:
    with (HOUSE / "translations" / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def translations() -> dict[str, list[str]]:
    """Chinese ids to their English words (two where there is a plural), doubtful ones left out."""
    found: dict[str, list[str]] = {}
    for message in english():
        ids, strings = ([one] if isinstance(one, str) else list(one) for one in (message.id, message.string))
        if not message.fuzzy and all(strings):
            found.update(dict.fromkeys(ids, strings))
    return found


def test_the_english_catalogue_is_complete() -> None:
    known = translations()
    assert not {id_: place for id_, place in extracted().items() if id_ not in known}


def test_translations_keep_the_blanks() -> None:
    known = translations()
    ids = [id_ for id_ in extracted() if id_ in known]
    assert not [id_ for id_ in ids for words in known[id_] if set(BLANK.findall(words)) - set(BLANK.findall(id_))]


def test_english_words_are_english() -> None:
    assert not [id_ for id_, words in translations().items() if id_ in extracted() and HAN.search("".join(words))]


def test_the_catalogue_holds_nothing_that_is_gone() -> None:
    assert set(translations()) - set(extracted()) <= {""}


def test_a_blank_has_a_name() -> None:
    assert not [place for id_, place in extracted().items() if re.search(r"%[sdr]|\{\w*\}", id_)]


def literals(tree: ast.AST) -> set[str]:
    """Chinese texts in code that are not docstrings."""
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (
        n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs
    )
    return {node.value for node in texts if HAN.search(node.value)}


@pytest.mark.parametrize(
    "module", [m for m in house.modules() if m.room in ("views", "forms") or m.place in ("app", "forms")]
)
def test_views_and_forms_say_nothing_untranslatable(module: house.Module) -> None:
    assert not literals(module.tree) - set(extracted())


def bare_words(source: str) -> list[tuple[int, str]]:
    """Chinese in a template that stands outside `_()` and `{% trans %}`."""
    found, name, inside = [], "", False
    for line, kind, value in Environment(extensions=["jinja2.ext.i18n"]).lex(source):
        if kind == "name" and name == "block_begin":
            inside = value == "trans" or (inside and value == "pluralize")
        words = re.sub(r"<[^>]*>", "", value).strip()
        if kind == "data" and not inside and HAN.search(words) and words not in DRAWN:
            found.append((line, words))
        name = kind if kind != "whitespace" else name
    return found


@pytest.mark.parametrize("path", sorted((HOUSE / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_templates_say_nothing_untranslatable(path: object) -> None:
    assert not bare_words(path.read_text("utf-8"))  # type: ignore[attr-defined]
