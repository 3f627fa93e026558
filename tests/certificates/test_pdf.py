"""Certificates as PDF: they say what they were given, on any reader, for any name; or they are refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from itertools import combinations

import pytest
from pypdf import PdfReader

from hospital_integrity.certificates.pdf import check, draw, draw_many, undrawable_words
from hospital_integrity.rules import paper_kinds
from hospital_integrity.rules.certificate import Words, read
from hospital_integrity.rules.saying import Refused
from tests.certificates.papers import RARE, paper
from tests.certificates.reading import Box, boxes, copied, copied_otherwise, fonts, scanned

KINDS = tuple(paper_kinds.KINDS)
LONG = "国家区域医疗中心创伤骨科与运动医学科关节镜病区二组"
HOLDERS = (
    "李",
    "儿科",
    "买买提·阿不都",
    "阿不都热合曼·买买提吐尔逊·艾合买提江",
    LONG,
    "Alexandra Montgomery-Fitzgerald O’Connor",
)
MARKUP = ("张<b>三", "A&B", "3<5", "&lt;", "</para>", '<img src="x.png"/>', "(a)\\b")


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reader", [copied, copied_otherwise])
def test_copying_a_certificate_gives_what_it_says(kind: str, reader: object) -> None:
    words = paper(kind)
    text = reader(draw(words))
    assert f"{words.holder}{words.address}：" in text
    assert squeezed(words.sentences()) in text
    assert all(part in text for part in (words.title, words.hospital, words.serial, "二〇二六年十一月二十二日"))


@pytest.mark.parametrize("reader", [copied, copied_otherwise])
def test_every_rare_character_of_the_standard_table_is_written_and_copied(reader: object) -> None:
    names = ["".join(RARE[start : start + 23]) for start in range(0, len(RARE), 23)]
    data = draw_many(paper(holder=name) for name in names)
    assert [name for page, name in enumerate(names) if name not in reader(data, page)] == []


def test_every_font_is_embedded_and_cut_down() -> None:
    found = fonts(draw(paper(holder="欧阳㚗喆𬭎")))
    assert all("+HI" in font["/BaseFont"] for font in found)
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in found)


def test_no_font_of_the_viewer_is_used() -> None:
    data = draw(paper())
    assert b"Helvetica" not in data
    assert b"CIDFont" not in data


@pytest.mark.parametrize("dpi", [150, 300])
def test_a_phone_reads_the_code(dpi: int) -> None:
    words = paper("grid")
    assert scanned(draw(words), dpi) == [words.check_url]


def test_a_long_address_gets_a_larger_code() -> None:
    words = paper(check_url="https://hi.example.cn/c/" + "a" * 180)
    assert scanned(draw(words), 200) == [words.check_url]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_words_make_the_same_bytes(kind: str) -> None:
    assert draw(paper(kind)) == draw(paper(kind))


def test_certificates_drawn_at_the_same_time_do_not_mix() -> None:
    batch = [paper(holder=holder) for holder in HOLDERS]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(draw, batch * 2)) == [draw(words) for words in batch] * 2


@pytest.mark.parametrize("holder", MARKUP)
def test_markup_in_a_name_is_only_text(holder: str) -> None:
    assert squeezed(holder) in copied(draw(paper(holder=holder)))


REFUSED = {
    "张\ue000": "U+E000",
    "王\ue81e": "“龴”（U+9FB4）",
    "李\u200b四": "U+200B",
    "赵\u202e钱": "U+202E",
    "钱\x00": "U+0000",
    "周\n": "U+000A",
    "孙\U0003106c": "“𱁬”（U+3106C）",
    "吴😀": "“😀”（U+1F600）",
}


@pytest.mark.parametrize("holder", REFUSED)
def test_a_name_that_no_font_draws_is_refused_and_the_character_named(holder: str) -> None:
    with pytest.raises(Refused, match=REFUSED[holder].replace("+", r"\+")):
        check(paper(holder=holder))


def test_a_batch_names_all_its_undrawable_texts_at_once() -> None:
    batch = [paper(holder=holder) for holder in ("张\ue000", "王芳", "孙\U0003106c")]
    assert [problem.text for problem in undrawable_words(batch)] == ["张\ue000", "孙\U0003106c"]


@pytest.mark.parametrize("holder", ["甲" * 60, "x" * 200_000])
def test_a_name_too_long_for_its_line_is_refused(holder: str) -> None:
    with pytest.raises(Refused, match="缩短"):
        check(paper(holder=holder))


def test_a_body_too_long_for_the_sheet_is_refused() -> None:
    with pytest.raises(Refused, match="正文太长"):
        check(replace(paper(), body=((("清风正气" * 80, False),),)))


def apart(one: Box, other: Box) -> bool:
    slack = 0.5
    return (
        one[2] <= other[0] + slack
        or other[2] <= one[0] + slack
        or one[3] <= other[1] + slack
        or other[3] <= one[1] + slack
    )


def crowded() -> Iterator[Words]:
    """Papers of every kind with short and long names, and with long names of those who sign."""
    for kind in KINDS:
        for holder in HOLDERS:
            yield paper(kind, holder=holder)
        yield paper(kind, hospital=LONG, signatory="中共江城市第一人民医院纪律检查委员会")


@pytest.mark.parametrize("words", list(crowded()), ids=lambda words: words.holder[:8])
def test_nothing_on_a_certificate_overlaps(words: Words) -> None:
    code = (112, 84, 186, 158)
    assert all(apart(one, other) for one, other in combinations([code, *boxes(draw(words))], 2))


@pytest.mark.parametrize("words", list(crowded()), ids=lambda words: words.holder[:8])
def test_all_text_stays_inside_the_frame(words: Words) -> None:
    found = boxes(draw(words))
    assert min(box[0] for box in found) > 100
    assert max(box[2] for box in found) < 841.89 - 66


def test_a_batch_is_one_file_with_a_page_each() -> None:
    data = draw_many(paper(serial=f"YDYX-2026-{number:06d}-K") for number in range(30))
    assert len(PdfReader(BytesIO(data)).pages) == 30
    assert len(data) < 125_000 + 30 * 2_500


@pytest.mark.parametrize("kind", KINDS)
def test_a_single_file_is_light(kind: str) -> None:
    assert len(draw(paper(kind, seal=True))) < 125_000


def test_an_empty_batch_is_refused() -> None:
    with pytest.raises(Refused, match="没有"):
        draw_many([])


def test_the_properties_name_paper_and_hospital_but_no_person() -> None:
    reader = PdfReader(BytesIO(draw(paper())))
    assert reader.metadata.title == "2026年度优秀等次荣誉证书"
    assert not any("欧阳" in str(value) for value in reader.metadata.values())
    assert "欧阳" not in str(reader.xmp_metadata.dc_title)


def test_the_catalogue_says_chinese_and_nothing_runs() -> None:
    root = PdfReader(BytesIO(draw(paper()))).trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & root.keys()


def test_the_drawn_seal_is_an_option() -> None:
    plain, sealed = draw(paper()), draw(paper(seal=True))
    assert plain.count(b"/Multiply") == 0
    assert sealed.count(b"/Multiply") == 1


def test_words_survive_being_kept_as_json() -> None:
    words = paper("department", seal=True)
    assert read(json.loads(json.dumps(words.plain()))) == words


def test_who_signs_is_not_written_twice() -> None:
    words = paper(signatory="江城市第一人民医院")
    assert words == replace(words, signatory="")
