"""Files of other makers are kept whole: named, licensed and unchanged; every icon that a page asks for is there."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
FOLDERS = (HOUSE / "static" / "vendor", HOUSE / "tests" / "vendor")
PAGES = sorted((HOUSE / "templates").rglob("*.html"))


def packages(folder):
    return json.loads((folder / "manifest.json").read_text("utf-8"))["packages"]


def listed(folder):
    return {file["path"]: file["sha256"] for package in packages(folder) for file in package["files"]}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_no_vendored_file_is_changed_missing_or_unlisted(folder):
    kept = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    del kept["manifest.json"]
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in kept.items()} == listed(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_package_has_a_version_and_a_licence_text(folder):
    for package in packages(folder):
        assert package["version"] and package["licence"] and package["npm"]
        assert any(file["path"].startswith("licences/") for file in package["files"])


def test_every_icon_that_a_page_names_is_in_the_sprite():
    known = set(re.findall(r'<symbol id="([\w-]+)"', (FOLDERS[0] / "icons.svg").read_text("utf-8")))
    named = {name for page in PAGES for name in re.findall(r'\bicon\("([\w-]+)"', page.read_text("utf-8"))}
    assert named <= known


def test_every_font_slice_of_the_heading_face_is_kept():
    slices = re.findall(r"url\(([^)]+)\)", (FOLDERS[0] / "noto-serif-sc.css").read_text("utf-8"))
    assert slices and set(slices) <= set(listed(FOLDERS[0]))


def test_nothing_is_fetched_from_elsewhere():
    sources = [*PAGES, HOUSE / "static" / "house.css", HOUSE / "static" / "house.js"]
    assert not [
        path.name
        for path in sources
        if re.search(r"""(src|href)=["']?(https?:)?//|url\(["']?(https?:)?//|@import""", path.read_text("utf-8"))
    ]


def test_no_page_has_inline_style_or_script():
    assert not [
        page.name
        for page in PAGES
        if re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=[\"']", page.read_text("utf-8"))
    ]


def test_the_style_sheet_stays_readable_for_old_browsers():
    sheet = (HOUSE / "static" / "house.css").read_text("utf-8")
    assert not re.search(r"color-mix\(|oklch\(|:has\(|@layer|light-dark\(|@container", sheet)
