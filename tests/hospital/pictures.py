"""Emblems as hospitals send them, made by Pillow."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

GREEN = (0, 110, 90, 255)


def emblem(side: int = 400, kind: str = "PNG", shape: str = "ellipse", **details: Any) -> bytes:
    """A green disc or square on nothing, or on white where the format knows no nothing."""
    picture = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    getattr(ImageDraw.Draw(picture), shape)((side // 10, side // 10, side - side // 10, side - side // 10), fill=GREEN)
    file = BytesIO()
    (picture if kind == "PNG" else picture.convert("RGB")).save(file, kind, **details)
    return file.getvalue()


def plain(size: tuple[int, int], colour: Any = "white", mode: str = "RGB") -> bytes:
    """A picture of one colour."""
    file = BytesIO()
    Image.new(mode, size, colour).save(file, "PNG")
    return file.getvalue()
