"""A picture that a hospital gives, its emblem: made small and harmless once, when it comes, and drawn from then on.

What comes is looked at by its content, never by its name: PNG or JPEG. SVG is a program in a stranger's hand and is
refused. What is kept holds nothing but pixels: a square on white whose circle encloses the whole mark, so that it is
drawn alike whether it was round, square or oblong.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from math import ceil, hypot

from PIL import Image, ImageChops, ImageOps

from hospital_integrity.paper.drawing import Form
from hospital_integrity.rules.saying import Refused, say

FORMATS = ("PNG", "JPEG")
MOST_PIXELS, FEWEST = 16_000_000, 120
SIDE = 300  # pixels; over 400 a inch on the paper
PREPARED = 900
FAINT = 12  # of 255: so near to white is paper
MOST_BYTES = 40_000  # packed; a certificate stays light
TOO_LARGE = say("图片太大，请缩小到 4000×4000 像素以内")
COLOURS = (256, 64, 32, 16, 8)


def taken_in(data: bytes) -> bytes:
    """An uploaded picture as it is kept, a small PNG; Refused when it is none, too large, too small, or blank."""
    flat = on_white(opened(data))
    found = marks(flat).getbbox()
    if found is None:
        raise Refused("这张图片是空白的")
    return lightest(encircled(flat.crop(found)))


def opened(data: bytes) -> Image.Image:
    try:
        picture = Image.open(BytesIO(data), formats=FORMATS)
        check_size(*picture.size)
        picture.load()
        return ImageOps.exif_transpose(picture)
    except Image.DecompressionBombError:
        raise Refused(TOO_LARGE) from None
    except (OSError, SyntaxError, ValueError):
        raise Refused("这个文件打不开：徽标只收 PNG 或 JPEG 图片，SVG 请先另存为 PNG") from None


def check_size(wide: int, high: int) -> None:
    if wide * high > MOST_PIXELS:
        raise Refused(TOO_LARGE)
    if min(wide, high) < FEWEST:
        raise Refused(
            "图片太小：%(wide)s×%(high)s，印出来会模糊，短边至少 %(limit)s 像素", wide=wide, high=high, limit=FEWEST
        )


def on_white(picture: Image.Image) -> Image.Image:
    """The picture in plain colours where it was transparent on white."""
    if picture.mode in ("I;16", "I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    seen = picture.convert("RGBA")
    seen.thumbnail((PREPARED, PREPARED), Image.Resampling.LANCZOS)
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen).convert("RGB")


def marks(flat: Image.Image) -> Image.Image:
    """White wherever there is more than paper, black elsewhere."""
    apart = ImageChops.difference(flat, Image.new("RGB", flat.size, "white"))
    red, green, blue = apart.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point(lambda value: 255 if value > FAINT else 0)


def encircled(mark: Image.Image) -> Image.Image:
    """The mark in the middle of a square whose circle it just touches."""
    side = 2 * ceil(reach(marks(mark)))
    square = Image.new("RGB", (side, side), "white")
    square.paste(mark, ((side - mark.width) // 2, (side - mark.height) // 2))
    return square.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def reach(black: Image.Image) -> float:
    """From the middle to the pixel farthest from it."""
    across, up = black.width / 2, black.height / 2
    found = ((y, black.crop((0, y, black.width, y + 1)).getbbox()) for y in range(black.height))
    ends = ((y, max(across - box[0], box[2] - across)) for y, box in found if box)
    return max(hypot(far, max(up - y, y + 1 - up)) for y, far in ends)


def lightest(picture: Image.Image) -> bytes:
    """The picture as a PNG of few colours: as many as are light enough on paper."""
    for colours in COLOURS:
        few = picture.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        if len(zlib.compress(few.tobytes(), 9)) <= MOST_BYTES:
            break
    file = BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


@lru_cache(maxsize=8)
def picture_form(png: bytes) -> Form:
    """A kept picture as a finished object of a PDF, one unit wide and high."""
    picture = Image.open(BytesIO(png), formats=("PNG",))
    palette = bytes(picture.getpalette("RGB") or ())
    stream = zlib.compress(picture.tobytes(), 9)
    head = (
        f"<< /Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height} /BitsPerComponent 8 "
        f"/ColorSpace [ /Indexed /DeviceRGB {len(palette) // 3 - 1} <{palette.hex()}> ] "
        f"/Filter /FlateDecode /Length {len(stream)} >>\nstream\n"
    )
    body = head.encode("ascii") + stream + b"\nendstream\n"
    return Form(sha256(body).hexdigest()[:10], body)
