"""Reads a PDF back as an eye, a clipboard and a phone's camera would."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import zxingcpp
from PIL.Image import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

Box = tuple[float, float, float, float]


def copied(data: bytes, page: int = 0) -> str:
    """What is on the clipboard after copying a page, without white space."""
    return "".join(pypdfium2.PdfDocument(data)[page].get_textpage().get_text_range().split())


def copied_otherwise(data: bytes, page: int = 0) -> str:
    """The same by another reader."""
    return "".join(PdfReader(BytesIO(data)).pages[page].extract_text().split())


def boxes(data: bytes) -> list[Box]:
    """Left, bottom, right and top of every stretch of text on the first page."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    return [text.get_rect(index) for index in range(text.count_rects())]


def rendered(data: bytes, dpi: int) -> Image:
    return pypdfium2.PdfDocument(data)[0].render(scale=dpi / 72).to_pil()


def scanned(data: bytes, dpi: int) -> list[str]:
    """The texts of all QR codes on the first page."""
    return [code.text for code in zxingcpp.read_barcodes(rendered(data, dpi))]


def fonts(data: bytes) -> list[DictionaryObject]:
    """Every font of every page."""
    pages = PdfReader(BytesIO(data)).pages
    return [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
