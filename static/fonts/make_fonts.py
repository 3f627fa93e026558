"""Makes every file of this folder from the original fonts; a developer's tool, needs fonttools and pillow.

    python make_fonts.py SOURCES

SOURCES is a folder that holds these files, found under any sub-folder (their hashes are in manifest.json):

    LXGWWenKai-Regular.ttf, LXGWWenKai-Bold.ttf   Debian package fonts-lxgw-wenkai (unpack: dpkg-deb -x)
    NotoSerifSC_400Regular.ttf, NotoSerifSC_600SemiBold.ttf   npm package @expo-google-fonts/noto-serif-sc
    MaShanZheng_400Regular.ttf                    npm package @expo-google-fonts/ma-shan-zheng
    Unihan_*.txt.bz2                              Debian package unicode-data (the table of 8,105 characters)

Why so: ReportLab draws only static TrueType outlines. Hints and layout tables are of no use in a PDF and are
dropped. The licence reserves the original names, so what is changed is called "HI …".
"""

from __future__ import annotations

import bz2
import hashlib
import json
import lzma
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.pens.filterPen import FilterPen
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from PIL import ImageCms

HERE = Path(__file__).parent
KAI, KAI_BOLD = "LXGWWenKai-Regular.ttf", "LXGWWenKai-Bold.ttf"
SERIF, SERIF_SEMI = "NotoSerifSC_400Regular.ttf", "NotoSerifSC_600SemiBold.ttf"
BRUSH = "MaShanZheng_400Regular.ttf"

TITLE_CHARACTERS = "荣誉证书聘奖状任命优秀先进感谢信星级清廉科室医院网格员集体个人"
LATIN_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-&"
PUNCTUATION = (
    "".join(map(chr, [*range(0x20, 0x7F), *range(0xA1, 0x180)]))
    + "·—‘’“”…‰′″※〇、。〈〉《》「」『』【】〔〕〖〗！（），．：；？～￥"
)
PRIVATE = (range(0xE000, 0xF900), range(0xF0000, 0x110000))

# GBK writes these outside the two blocks of level 1: compatibility ideographs, radicals, six of Extension B.
GBK_EXTRAS = [
    *(0xF92C, 0xF979, 0xF995, 0xF9E7, 0xF9F1, 0xFA0C, 0xFA0D, 0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA18),
    *(0xFA1F, 0xFA20, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29),
    *(0x2E81, 0x2E84, 0x2E88, 0x2E8B, 0x2E8C, 0x2E97, 0x2EA7, 0x2EAA, 0x2EAE, 0x2EB3, 0x2EB6, 0x2EB7, 0x2EBB, 0x2ECA),
    *(0x20087, 0x20089, 0x200CC, 0x215D7, 0x2298F, 0x241FE),
]
GB18030_LEVEL_1 = [*range(0x3400, 0x4DB6), *range(0x4E00, 0x9FF0)]


def main(sources: Path) -> None:
    """Writes the fonts, the outlines, the colour profile and, last, the manifest with their hashes."""
    table = standard_table(sources)
    kai = set(TTFont(find(sources, KAI)).getBestCmap())
    remainder = {*GB18030_LEVEL_1, *table, *GBK_EXTRAS, *map(ord, PUNCTUATION)} - kai
    write_font(find(sources, KAI), "HIKai-Regular.ttf", "HI Kai", kai)
    write_font(find(sources, KAI_BOLD), "HIKai-Bold.ttf", "HI Kai Bold", {*gb2312(), *table, *map(ord, PUNCTUATION)})
    write_font(find(sources, SERIF), "HISerif-Rest.ttf", "HI Serif", remainder)
    titles = [*outlines(find(sources, BRUSH), TITLE_CHARACTERS, "brush", 1000)]
    titles += outlines(find(sources, SERIF_SEMI), LATIN_CAPITALS, "serif", 1000)
    (HERE / "title_outlines.txt").write_text("\n".join(titles) + "\n", encoding="utf-8")
    ring = "\n".join(outlines(find(sources, SERIF_SEMI), map(chr, sorted({*gb2312(), *table})), "serif", 250))
    (HERE / "seal_outlines.txt.xz").write_bytes(lzma.compress(ring.encode(), preset=9))
    write_profile()
    write_manifest(sources)


def find(sources: Path, name: str) -> Path:
    """The file called `name` anywhere under `sources`."""
    return next(sources.rglob(name))


def standard_table(sources: Path) -> set[int]:
    """The 8,105 characters of the Table of General Standard Chinese Characters (2013), by Unihan's kTGH."""
    files = sorted(sources.rglob("Unihan_*.txt.bz2"))
    text = "".join(bz2.decompress(file.read_bytes()).decode() for file in files)
    found = {int(code, 16) for code in re.findall(r"^U\+(\w+)\tkTGH\t", text, re.M)}
    if len(found) != 8105:
        raise SystemExit(f"kTGH should list 8,105 characters, not {len(found)}")
    return found


def gb2312() -> set[int]:
    """The 6,763 characters of GB 2312."""
    cells = (bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(character) for character in cells if character}


def write_font(source: Path, target: str, family: str, codes: set[int]) -> None:
    """Cuts `source` down to the outlines of `codes`, gives it our name, and writes it beside this script."""
    font = TTFont(source, recalcTimestamp=False)
    wanted = {code for code in codes if not any(code in block for block in PRIVATE)}
    options = Options(hinting=False, layout_features=[], glyph_names=False, notdef_outline=True, recalc_timestamp=False)
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "vhea", "vmtx"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    rename(font, family, target.removesuffix(".ttf"))
    font.save(HERE / target)


def rename(font: TTFont, family: str, postscript: str) -> None:
    """Replaces every name that the licence reserves; copyright, version and licence stay."""
    names = font["name"]
    kept = {name.nameID: str(name) for name in names.names if name.nameID in (0, 5, 13, 14) and name.langID == 0x409}
    names.names = []
    for number, text in {**kept, 1: family, 2: "Regular", 3: postscript, 4: family, 6: postscript}.items():
        names.setName(text, number, 3, 1, 0x409)


def outlines(path: Path, characters: Iterable[str], face: str, em: int) -> Iterator[str]:
    """Lines `face TAB character TAB em TAB advance TAB path`; the path is of PDF operators whose numbers are steps."""
    font = TTFont(path)
    glyphs, cmap, scale = font.getGlyphSet(), font.getBestCmap(), em / font["head"].unitsPerEm
    for character in characters:
        if ord(character) in cmap:
            glyph, pen = glyphs[cmap[ord(character)]], StepPen(glyphs, scale)
            glyph.draw(StartingPen(Qu2CuPen(pen, max_err=0.4 / scale, all_cubic=True)))
            yield f"{face}\t{character}\t{em}\t{round(glyph.width * scale)}\t{' '.join(pen.operators)}"


class StartingPen(FilterPen):
    """Gives a contour that has control points only, as TrueType allows, a point to start from."""

    def qCurveTo(self, *points: tuple[float, float] | None) -> None:
        if points[-1] is not None:
            return super().qCurveTo(*points)
        (x0, y0), (x1, y1) = points[0], points[-2]
        start = ((x0 + x1) / 2, (y0 + y1) / 2)
        super().moveTo(start)
        super().qCurveTo(*points[:-1], start)


class StepPen(BasePen):
    """Collects an outline as PDF path operators whose numbers are steps from the point before: that packs well."""

    def __init__(self, glyphs: object, scale: float) -> None:
        super().__init__(glyphs)
        self.operators: list[str] = []
        self.scale = scale
        self.x = self.y = 0

    def put(self, operator: str, *points: tuple[float, float]) -> None:
        for point in points:
            x, y = (round(value * self.scale) for value in point)
            self.operators += [str(x - self.x), str(y - self.y)]
            self.x, self.y = x, y
        self.operators.append(operator)

    def _moveTo(self, point: tuple[float, float]) -> None:
        self.put("m", point)

    def _lineTo(self, point: tuple[float, float]) -> None:
        self.put("l", point)

    def _curveToOne(self, first: tuple[float, float], second: tuple[float, float], end: tuple[float, float]) -> None:
        self.put("c", first, second, end)

    def _closePath(self) -> None:
        self.put("h")


def write_profile() -> None:
    """The sRGB profile of LittleCMS with its day set to 2000-01-01, so that it's the same whenever it's made."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    profile[84:100] = bytes(16)
    (HERE / "srgb.icc").write_bytes(profile)


WENKAI = "1.250, Debian fonts-lxgw-wenkai 1.250+repack-1"
NOTO = "Noto Serif SC 2.003, npm @expo-google-fonts/noto-serif-sc 0.4.3"
OFL, OFL_TEXT = "OFL-1.1", "OFL.txt"
ORIGINS = {
    "HIKai-Regular.ttf": ("HI Kai", f"LXGW WenKai Regular {WENKAI}", OFL, [KAI]),
    "HIKai-Bold.ttf": (
        "HI Kai Bold",
        f"LXGW WenKai Bold {WENKAI}",
        OFL,
        [KAI_BOLD],
    ),
    "HISerif-Rest.ttf": ("HI Serif", NOTO, OFL, [SERIF]),
    "title_outlines.txt": (
        "Title outlines",
        f"Ma Shan Zheng 2.003, npm @expo-google-fonts/ma-shan-zheng 0.4.3 (brush); {NOTO} (serif)",
        OFL,
        [BRUSH, SERIF_SEMI],
    ),
    "seal_outlines.txt.xz": ("Seal outlines", NOTO, OFL, [SERIF_SEMI]),
    "srgb.icc": ("sRGB colour profile", "written by LittleCMS through Pillow, day fixed", "MIT", []),
}


def write_manifest(sources: Path) -> None:
    """manifest.json: what each file is, where it comes from, and the hashes of source and result."""
    files = [
        {
            "file": file,
            "name": name,
            "source": source,
            "licence": licence,
            "licence_text": OFL_TEXT if licence == OFL else "",
            "sha256": sha256(HERE / file),
            "source_sha256": {original: sha256(find(sources, original)) for original in originals},
        }
        for file, (name, source, licence, originals) in ORIGINS.items()
    ]
    text = json.dumps({"made_by": "make_fonts.py", "files": files}, ensure_ascii=False, indent=2)
    (HERE / "manifest.json").write_text(text + "\n", encoding="utf-8")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
