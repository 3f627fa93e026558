"""Certificates: one file, a page among many, 5,000 in one file; beside typst and beside the plain way."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import rivals
from bench.measure import Row, least, once
from hospital_integrity.certificates import pdf
from hospital_integrity.paper.keyfile import configured
from hospital_integrity.paper.signing import sign
from hospital_integrity.rules.certificate import Words, words
from hospital_integrity.rules.citation import citation
from tests.certificates import authority

ARTS = {"svg": ("≤ 0.7×", "≤ 0.5×"), "pdf": ("—", "—")}
NAMES = Path(__file__).parents[1] / "hospital_integrity" / "demo" / "data" / "names.txt"
MANY, FEW, HUGE = 224, 8, 5000
MEBIBYTE = 1024 * 1024
FIRST = """
import time; from bench import certificates; from hospital_integrity.certificates import pdf
began = time.perf_counter(); pdf.draw(certificates.papers(1)[0]); print(time.perf_counter() - began)
"""
LARGE = """
from bench import certificates; from bench.measure import once, peak
from hospital_integrity.certificates import pdf
before, batch, made = peak(), (one for one in certificates.papers(certificates.HUGE)), []
spent = once(lambda: made.append(len(pdf.draw_many(batch))))
print(spent, made[0], before, peak())
"""


def rows() -> Iterator[Row]:
    """Warm, in one process; what is told of a batch is one of its pages."""
    batch = papers(MANY)
    pdf.draw(batch[0])
    single, page = _cheapest(pdf.draw, batch), least(lambda: pdf.draw_many(batch), 3) / MANY
    size = f"{len(pdf.draw(batch[0])) / 1024:.0f} KB a file; goal ≤ 125 KB"
    for art, goals in ARTS.items():
        rival, rival_page = _typst(batch, art)
        floor = f"typst, warm, ornament as {art.upper()}"
        yield Row("one certificate, a file of its own", floor, rival, single, goals[0], size)
        yield Row(f"a page among {MANY} in one file", floor, rival_page, page, goals[1])
    plain = _cheapest(rivals.plain_single, batch[:FEW])
    plain_page = least(lambda: rivals.plain_pages(batch[:FEW]), 2) / FEW
    yield Row("one certificate, a file of its own", "the plain way", plain, single, "≤ 0.1×")
    yield Row(f"a page among {MANY} in one file", "the plain way", plain_page, page, "≤ 0.1×")
    yield from (_signed(kind, batch[0], single) for kind in ("P-256", "RSA"))
    yield from _huge(page)
    yield _first(single)


def _typst(batch: list[Words], art: str) -> tuple[float, float]:
    """A single file and a page of many; every run has other serials, for typst remembers what it has set before."""
    with rivals.warm(batch[0], art) as typst:
        single = _cheapest(lambda one: typst.draw([one]), batch)
        others = iter([papers(2 * MANY)[MANY:], papers(3 * MANY)[2 * MANY :]])
        return single, least(lambda: typst.draw(next(others)), 2) / MANY


def papers(count: int) -> list[Words]:
    """So many papers with names as people bear them."""
    names = islice(cycle(NAMES.read_text("utf-8").split()), count)
    return [_paper(number, name) for number, name in enumerate(names)]


def _cheapest(draw: Callable[[Words], bytes], batch: list[Words]) -> float:
    """Processor seconds of the cheapest of several single files, each for another person."""
    return min(once(lambda one=one: draw(one)) for one in batch[:FEW])


def _signed(kind: str, paper: Words, single: float) -> Row:
    """Drawing and signing one file through pyHanko, with a key of the tests' own authority."""
    with TemporaryDirectory(prefix="hi-key-") as folder:
        told = {
            "SIGNING_KEY": authority.bundle(Path(folder), kind),
            "SIGNING_PASSWORD": authority.PASSWORD.decode(),
        }
        key = configured(told, authority.NOW.replace(tzinfo=None))
        assert key is not None
        spent = least(lambda: sign(pdf.draw(paper), key), 5)
    return Row(f"one certificate, drawn and signed ({kind})", "drawn without a signature", single, spent)


def _huge(page: float) -> Iterator[Row]:
    """The whole of a large hospital in one file, in a process of its own: time, weight, and the most memory it had."""
    spent, size, before, most = map(float, _apart(LARGE).split())
    told = f"{size / MEBIBYTE:.1f} MiB, goal ≤ 12"
    yield Row(f"{HUGE:,} certificates in one file", f"{HUGE:,} pages of {MANY}", page * HUGE, spent, "≤ 20 s", told)
    note = f"memory, not time: the most that the process had, in MiB ({most:.0f}), beside what its imports take"
    yield Row(f"{HUGE:,} certificates in one file, MiB", "imports alone, MiB", before, most, "≤ 200 MiB", note)


def _apart(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


def _first(single: float) -> Row:
    """The first paper of a fresh process, fonts and ornament included; wall clock, imports apart."""
    began = time.perf_counter()
    told = _apart(FIRST)
    whole = time.perf_counter() - began
    note = f"wall clock; with the start of Python and all imports {whole:.1f} s"
    return Row("the first certificate after a start", "a later one", single, float(told), "≤ 1 s", note)


def _paper(number: int, name: str) -> Words:
    return words(
        "staff",
        citation("staff", 2026, "优秀"),
        holder=name,
        hospital="江州市第一人民医院",
        day=date(2027, 1, 8),
        serial=f"YDYX-2026-{number:06}-K",
        check_url=f"https://hi.example.cn/v/{number:032x}",
        check_place="hi.example.cn/v",
        decision="依据文件：江一医纪〔2027〕1号",
    )
