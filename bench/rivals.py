"""The same certificate made otherwise: by typst, and the plain way (all drawn anew, fresh fonts, free QR mask)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import segno
import typst

from hospital_integrity.certificates import pdf
from hospital_integrity.paper import fonts, ground, outlines, qr, title
from hospital_integrity.paper.document import Document
from hospital_integrity.rules.certificate import Words

TEMPLATE = Path(__file__).with_name("page.typ")
ART = (ground.ground_form, title.title_form, outlines.outline)
TYPE = (fonts.loaded, fonts.font_for, fonts.manner, fonts.advance)


class Typst:
    """One compiler, kept warm, with our ornament and our fonts; the words are data, the code is an SVG path.

    The ornament is given as `svg`, as one would draw it, or as `pdf`, our own finished one, which typst only copies.
    """

    def __init__(self, folder: Path, sample: Words, art: str) -> None:
        (folder / "ground.pdf").write_bytes(_ornament(sample))
        if art == "svg":
            subprocess.run(["pdftocairo", "-svg", "ground.pdf", "ground.svg"], cwd=folder, check=True)
        (folder / "page.typ").write_text(TEMPLATE.read_text("utf-8").replace("ground.pdf", f"ground.{art}"), "utf-8")
        faces = [str(outlines.FONTS)]
        self._compiler = typst.Compiler(str(folder / "page.typ"), font_paths=faces, ignore_system_fonts=True)

    def draw(self, papers: Sequence[Words]) -> bytes:
        """A page for each in one file."""
        told = json.dumps([{**paper.plain(), "code": _svg(paper.check_url)} for paper in papers], ensure_ascii=False)
        made = self._compiler.compile(format="pdf", sys_inputs={"papers": told}, pdf_tags=False)
        assert isinstance(made, bytes)
        return made


@contextmanager
def warm(sample: Words, art: str) -> Iterator[Typst]:
    """Typst in a folder of its own, with one page made already."""
    with TemporaryDirectory(prefix="hi-typst-") as folder:
        rival = Typst(Path(folder), sample, art)
        rival.draw([sample])
        yield rival


def plain_single(paper: Words) -> bytes:
    """One file as one would write it first."""
    _forget(*ART, *TYPE)
    with _free_mask():
        return pdf.draw(paper)


def plain_pages(papers: Iterable[Words]) -> bytes:
    """A file of many pages, each drawn from the first line to the last; the fonts are loaded once."""
    with _free_mask():
        return pdf.draw_many(_forgetting(papers))


def _forgetting(papers: Iterable[Words]) -> Iterator[Words]:
    for paper in papers:
        _forget(*ART)
        yield paper


def _forget(*caches: object) -> None:
    for one in caches:
        one.cache_clear()  # type: ignore[attr-defined]


@contextmanager
def _free_mask() -> Iterator[None]:
    fixed, qr.qr_matrix = qr.qr_matrix, _as_segno_likes
    yield
    qr.qr_matrix = fixed


def _as_segno_likes(text: str) -> list[str]:
    return ["".join(map(str, row)) for row in segno.make(text, error="m", micro=False).matrix]


def _svg(text: str) -> str:
    rows = qr.qr_matrix(text)
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark == "1")
    box = f'viewBox="0 0 {len(rows)} {len(rows)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}><path fill="#4a3526" d="{path}"/></svg>'


def _ornament(paper: Words) -> bytes:
    document = Document(paper.subject, paper.hospital, paper.title, paper.day)
    document.place(ground.ground_form())
    document.place(title.title_form(paper.title, paper.english))
    document.end_page()
    return document.finish()
