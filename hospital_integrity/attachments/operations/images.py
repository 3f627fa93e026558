"""Images are drawn anew: what was hidden in them or behind them (place, device, a second file) doesn't come along."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from hospital_integrity.rules.file_kind import JPEG
from hospital_integrity.rules.saying import Refused

MOST_PIXELS = 25_000_000  # what a telephone takes without being asked for more
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)


def remade(name: str, kind: str, data: bytes) -> bytes:
    """The same picture, upright, as a new file of its kind; Refused when it is too large or can't be drawn."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data), formats=(kind.upper(),)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused(
                    "“%(name)s”有 %(wide)s×%(high)s 像素，太大了，请缩小后再上传",
                    name=name,
                    wide=image.width,
                    high=image.height,
                )
            return _drawn(ImageOps.exif_transpose(image), kind)
    except _BROKEN as broken:
        raise Refused("“%(name)s”不是完整的图片，请重新拍照或截图后再上传", name=name) from broken


def _drawn(image: Image.Image, kind: str) -> bytes:
    out = BytesIO()
    if kind == JPEG:
        image.convert("L" if image.mode == "L" else "RGB").save(out, "JPEG", quality=88, exif=b"", icc_profile=None)
    else:
        plain = image if image.mode in ("1", "L", "LA", "RGB", "RGBA") else image.convert("RGBA")
        plain.info = {}
        plain.save(out, "PNG", compress_level=3)
    return out.getvalue()
