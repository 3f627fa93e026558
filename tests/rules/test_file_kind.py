"""What a file really is, and which files aren't kept."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospital_integrity.rules.file_kind import LIMIT, kind_of
from hospital_integrity.rules.file_name import kept_name, shown_name
from hospital_integrity.rules.saying import Refused

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPEG = b"\xff\xd8\xff\xe0" + bytes(40) + b"\xff\xd9"
WORD = "wordprocessingml.document.main+xml"
EXCEL = "spreadsheetml.sheet.main+xml"


def office(main: str = WORD, **parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f"<Types><Override ContentType='application/vnd.x.{main}'/></Types>")
        for name, body in parts.items():
            archive.writestr(f"word/{name}", body)
    return out.getvalue()


KEPT = {
    "信.pdf": (PDF, "pdf"),
    "锦旗.png": (PNG, "png"),
    "锦旗.jpg": (JPEG, "jpeg"),
    "手机改名.png": (JPEG, "jpeg"),
    "说明.docx": (office(), "docx"),
    "清单.xlsx": (office(EXCEL), "xlsx"),
    "记录.txt": ("当事人说：没有收。".encode(), "txt"),
    "旧系统.txt": ("当事人说：没有收。".encode("gb18030"), "txt"),
    "名单.csv": ("工号,姓名\n1,张三\n".encode(), "csv"),
    "没有扩展名": (PDF, "pdf"),
}


@pytest.mark.parametrize("name", KEPT)
def test_a_file_is_told_by_its_content(name: str) -> None:
    data, kind = KEPT[name]
    assert kind_of(name, data) == kind


REFUSED = {
    "空": (b"", "空文件"),
    "只有空白": (b" \r\n\0", "空文件"),
    "太大.pdf": (PDF + bytes(LIMIT), "超过 10 MB"),
    "网页.txt": (b"<!DOCTYPE html><p>x", "网页"),
    "网页.html": (b"<html><script>alert(1)</script>", "网页"),
    "图.svg": (b"<svg xmlns='x' onload='alert(1)'/>", "网页"),
    "宽字符.txt": ("<script>alert(1)</script>".encode("utf-16"), "网页"),
    "脚本.txt": (b"#!/bin/sh\nrm -rf /\n", "脚本"),
    "批处理.bat": (b"@echo off\r\ndel *.*", "脚本"),
    "公式.csv": (b"a,=cmd|'/c calc'!A1\n", "公式"),
    "程序.pdf": (b"MZ\x90\0\3\0\0\0", "可以上传 PDF"),
    "动图.gif": (b"GIF89a/*\x01\x00*/=alert(1);", "可以上传 PDF"),
    "旧.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "旧式"),
    "加密.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "已加密"),
    "宏.docm": (office(WORD, **{"vbaProject.bin": b"x"}), "带有宏"),
    "宏.docx": (office("document.macroEnabled.main+xml"), "带有宏"),
    "嵌入.docx": (office(WORD, **{"embeddings/a.bin": b"x"}), "藏着"),
    "炸弹.docx": (office(WORD, **{"a.xml": bytes(9_000_000)}), "过大"),
    "压缩包.zip": (b"PK\x03\x04" + bytes(30), "已损坏"),
    "截断.docx": (office()[:-30], "已损坏"),
    "前后拼接.docx": (office() + b"<script>", "藏着"),
    "图后有包.jpg": (JPEG + office(), "藏着"),
    "后面有包.pdf": (PDF + office(), "藏着"),
    "截断.pdf": (b"%PDF-1.4\n1 0 obj", "不是完整的 PDF"),
    "脚本.pdf": (PDF.replace(b"/Type", b"/OpenAction<</S/J#61vaScript/JS(x)>>/Type"), "带有脚本"),
    "加密.pdf": (PDF.replace(b"/Root", b"/Encrypt 5 0 R/Root"), "已加密"),
    "其实是图.pdf": (PNG, "其实是PNG 图片"),
    "改名.exe": (PDF, "其实是PDF 文件"),
    "双扩展.pdf.exe": (PDF, "其实是PDF 文件"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_named_and_explained(name: str) -> None:
    data, why = REFUSED[name]
    with pytest.raises(Refused, match=why) as caught:
        kind_of(name, data)
    assert f"“{name}”" in str(caught.value)


def test_a_zip_that_isnt_an_office_file_is_refused() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("a.pdf", PDF)
    with pytest.raises(Refused, match="压缩包请解开"):
        kind_of("资料.zip", out.getvalue())


NAMES = {
    "../../etc/x.pdf": "x.pdf",
    "C:\\病历\\照片.pdf": "照片.pdf",
    "gpj.\u202efdp": "gpj.fdp.pdf",
    "a\0b\u200b.pdf": "ab.pdf",
    "CON.pdf": "_CON.pdf",
    "": "附件.pdf",
    "...": "附件.pdf",
    'a"b;c\r\n.pdf': "a_b_c.pdf",
    "信．ＰＤＦ": "信．ＰＤＦ",
}


@pytest.mark.parametrize("given_name", NAMES)
def test_a_name_is_kept_in_a_shape_that_does_no_harm(given_name: str) -> None:
    assert kept_name(given_name, (".pdf",)) == NAMES[given_name]


def test_a_long_name_keeps_its_end() -> None:
    assert shown_name("长" * 300 + ".pdf") == "长" * 96 + ".pdf"


@given(st.text(max_size=150))
def test_any_name_ends_as_its_content_and_hides_nothing(text: str) -> None:
    name = kept_name(text, (".pdf",))
    assert len(name) <= 120 and not set(name) & set('/\\\0\r\n"\u202e\u200b') and name.strip(". ")


@given(st.binary(max_size=300), st.sampled_from(["", "%PDF-", "PK\3\4", "\x89PNG\r\n\x1a\n"]))
def test_any_bytes_are_told_or_refused(data: bytes, start: str) -> None:
    try:
        assert kind_of("x", start.encode("latin-1") + data)
    except Refused as refused:
        assert "x" in str(refused)
