"""224 certificates in one file, beside drawing 224 files of one page each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bench.measure import Row, least
from hospital_integrity.certificates import pdf
from hospital_integrity.demo.operations.register import DATA
from hospital_integrity.rules.certificate import Words, words
from hospital_integrity.rules.citation import citation

MANY, SAMPLE = 224, 16


def rows() -> Iterator[Row]:
    """One file of all, one file each for a sample, and the first file of a fresh process left out."""
    batch = [_paper(number, name) for number, name in enumerate(_names())]
    pdf.draw(batch[0])
    alone = least(lambda: [pdf.draw(one) for one in batch[:SAMPLE]], 2) * MANY / SAMPLE
    together = least(lambda: pdf.draw_many(batch), 2)
    note = f"drawn singly for {SAMPLE} of {MANY}; its time is multiplied by {MANY // SAMPLE}"
    yield Row(f"{MANY} certificates in one file", f"{MANY} files of one page each", alone, together, note=note)
    whole, single = len(pdf.draw_many(batch)), len(pdf.draw(batch[0]))
    size = f"{whole / 1024:.0f} KB, one alone has {single / 1024:.0f} KB"
    one = least(lambda: pdf.draw(batch[0]), 5)
    yield Row("the same", "one certificate", one, together, note=size)


def _names() -> list[str]:
    return (DATA / "names.txt").read_text("utf-8").split("\n")[:MANY]


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
