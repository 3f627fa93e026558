"""The registration form (医务人员医德考评表) on A4: what is the same on every sheet is drawn once and placed.

`Registration` in, PDF bytes out; the same forms make the same bytes. It knows no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256

from hospital_integrity.ethics.pdf.paragraphs import fitted, write_lines
from hospital_integrity.paper import colours
from hospital_integrity.paper.document import Document
from hospital_integrity.paper.fonts import Undrawable, undrawable, width
from hospital_integrity.paper.lines import fitting_size
from hospital_integrity.rules.registration import AtStage, Deed, Registration

SHEET = (595.28, 841.89)
TITLE, SUBJECT = "医务人员医德考评表", "医德考评"
LEFT, RIGHT, TOP, BOTTOM = 54.0, 541.0, 742.0, 60.0
LABEL, ROW, PAD = 74.0, 25.0, 6.0
CELLS = (62.0, 98.0, 62.0, 112.0, 62.0, 91.0)
VALUE_SIZES = (11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0)
SHARES = {"bonus": 0.17, "deductions": 0.13, "vetoes": 0.08, "result": 0.17}
NAMES = {
    "bonus": ("加分", "（表彰内容）"),
    "deductions": ("扣分", "（扣分事由）"),
    "vetoes": ("一票否决",),
    "result": ("单位考评", "结果"),
}
SIGNED = 22.0


class Shape:
    """Where the rows of a form lie: it follows from how many facts and stages there are, and from nothing else."""

    def __init__(self, form: Registration) -> None:
        self.labels = tuple(str(label) for label, _ in form.facts)
        self.stages = tuple(said.name for said in form.stages)
        self.heads = -(-len(self.labels) // 3)
        room = TOP - BOTTOM - self.heads * ROW
        each = room * (1 - sum(SHARES.values())) / max(len(self.stages), 1)
        self.rows: dict[str, tuple[float, float]] = {}
        top = TOP - self.heads * ROW
        for key, height in self._heights(room, each):
            self.rows[key] = (top, height)
            top -= height

    def _heights(self, room: float, each: float) -> Iterator[tuple[str, float]]:
        yield from ((key, SHARES[key] * room) for key in ("bonus", "deductions", "vetoes"))
        yield from ((f"stage-{number}", each) for number in range(len(self.stages)))
        yield "result", SHARES["result"] * room

    @property
    def name(self) -> str:
        """What the drawing is called in the file."""
        words = "-".join((*self.labels, *self.stages)).encode()
        return f"form{sha256(words).hexdigest()[:12]}"


def draw(forms: Iterable[Registration], day: date, hospital: str) -> bytes:
    """One sheet for each form, in one file; Refused when a character can't be printed (see `undrawable_texts`)."""
    document = Document(TITLE, hospital, SUBJECT, day, SHEET)
    for form in forms:
        shape = Shape(form)
        _place_ground(document, shape)
        _head(document, form)
        _facts(document, form)
        _deeds(document, shape, form)
        for number, said in enumerate(form.stages):
            _stage(document, shape.rows[f"stage-{number}"], said)
        _result(document, shape.rows["result"], form)
        document.end_page()
    return document.finish()


def undrawable_texts(forms: Iterable[Registration]) -> list[Undrawable]:
    """Every text of the batch that no font can draw, so that all are named at once and nothing is made."""
    return undrawable(dict.fromkeys(text for form in forms for text in form.texts()))


def _place_ground(document: Document, shape: Shape) -> None:
    """Rules and fixed words, drawn when the first sheet of this shape comes."""
    canvas = document.canvas
    if not canvas.hasForm(shape.name):
        canvas.beginForm(shape.name, 0, 0, *SHEET)
        _draw_ground(document, shape)
        canvas.endForm()
    canvas.doForm(shape.name)


def _draw_ground(document: Document, shape: Shape) -> None:
    middle = (LEFT + RIGHT) / 2
    document.write(middle - width(TITLE, 22, bold=True) / 2, 788, TITLE, 22, bold=True)
    for number, label in enumerate(shape.labels):
        x, top = _cell(number)
        document.write_centred(x + CELLS[2 * (number % 3)] / 2, top - 16.5, label, 11)
    for key, (top, height) in shape.rows.items():
        _label(document, key, shape, top - height / 2)
        _signature_line(document, key, top - height)
    _grid(document, shape)


def _cell(number: int) -> tuple[float, float]:
    """Where the label of a fact begins, and the top of its row."""
    row, column = divmod(number, 3)
    return LEFT + sum(CELLS[: 2 * column]), TOP - row * ROW


def _label(document: Document, key: str, shape: Shape, middle: float) -> None:
    names = NAMES.get(key) or (shape.stages[int(key.removeprefix("stage-"))],)
    y = middle + 15 * (len(names) - 1) / 2 - 4
    for name in names:
        size = fitting_size(name, LABEL - 4, (11.5, 10.5, 9.0, 8.0, 7.0, 6.0))
        document.write_centred(LEFT + LABEL / 2, y, name, size)
        y -= 15


def _signature_line(document: Document, key: str, bottom: float) -> None:
    if key.startswith("stage-"):
        document.write(RIGHT - 240, bottom + 8, "负责人签名：" if key != "stage-0" else "本人签名：", 10)
        document.write(RIGHT - 84, bottom + 8, "年　　月　　日", 10)
    if key == "result":
        document.write(RIGHT - 240, bottom + 8, "（单位盖章）", 10)
        document.write(RIGHT - 84, bottom + 8, "年　　月　　日", 10)


def _grid(document: Document, shape: Shape) -> None:
    canvas = document.canvas
    canvas.setStrokeColorRGB(*colours.channels(colours.INK))
    bottom = min(top - height for top, height in shape.rows.values())
    canvas.setLineWidth(1.1)
    canvas.rect(LEFT, bottom, RIGHT - LEFT, TOP - bottom)
    canvas.setLineWidth(0.5)
    for row in range(1, shape.heads + 1):
        canvas.line(LEFT, TOP - row * ROW, RIGHT, TOP - row * ROW)
    x = LEFT
    for room in CELLS[:-1]:
        x += room
        canvas.line(x, TOP, x, TOP - shape.heads * ROW)
    for top, height in shape.rows.values():
        canvas.line(LEFT, top - height, RIGHT, top - height)
    canvas.line(LEFT + LABEL, TOP - shape.heads * ROW, LEFT + LABEL, bottom)


def _head(document: Document, form: Registration) -> None:
    document.write_centred((LEFT + RIGHT) / 2, 766, f"（{form.year} 年度）", 11)
    document.write(LEFT, 749, f"单位：{form.hospital}", 10)
    state = "已结算归档" if form.frozen else "进行中，以归档为准"
    document.write(RIGHT - width(state, 10), 749, state, 10)
    document.write(LEFT, 44, f"依据：{form.basis}", 8, colour=colours.TAUPE)


def _facts(document: Document, form: Registration) -> None:
    for number, (_, value) in enumerate(form.facts):
        x, top = _cell(number)
        begin, room = x + CELLS[2 * (number % 3)], CELLS[2 * (number % 3) + 1]
        size = fitting_size(value, room - 4, VALUE_SIZES)
        document.write_centred(begin + room / 2, top - 16.5, value, size)


def _deeds(document: Document, shape: Shape, form: Registration) -> None:
    for key, found in (("bonus", form.bonus), ("deductions", form.deductions)):
        texts = [_deed(one) for one in found] or ["无"]
        total = sum((one.points for one in found), Decimal(0))
        _box(document, shape.rows[key], texts, f"合计 {_points(total)} 分")
    _box(document, shape.rows["vetoes"], form.vetoes or ("无",))


def _box(document: Document, row: tuple[float, float], texts: Iterable[str], foot: str = "") -> None:
    top, height = row
    below = 16 if foot else 4
    x, wide = LEFT + LABEL + PAD, RIGHT - LEFT - LABEL - 2 * PAD
    write_lines(document, x, top - 4, fitted(list(texts), wide, height - 6 - below))
    if foot:
        document.write(RIGHT - PAD - width(foot, 10), top - height + 6, foot, 10)


def _deed(one: Deed) -> str:
    days = "、".join(f"{day.month}月{day.day}日" for day in one.days) + ("等" if one.count > len(one.days) else "")
    times = f" ×{one.count}" if one.count > 1 else ""
    return f"{one.clause} {one.words}{times}（{days}）{_points(one.points)}"


def _points(value: Decimal) -> str:
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"+{text}" if value > 0 else text.replace("-", "−")


def _stage(document: Document, row: tuple[float, float], said: AtStage) -> None:
    top, height = row
    x, wide = LEFT + LABEL + PAD, RIGHT - LEFT - LABEL - 2 * PAD
    if said.score is not None:
        write_lines(document, x, top - 4, fitted([said.comment or "同计算分。"], wide, height - 8 - SIGNED, "……"))
        document.write(x, top - height + 8, f"得分 {said.score:f}　等次 {said.level}", 10.5)


def _result(document: Document, row: tuple[float, float], form: Registration) -> None:
    top, height = row
    x, wide = LEFT + LABEL + PAD, RIGHT - LEFT - LABEL - 2 * PAD
    end = document.write(x, top - 19, f"考评得分 {form.score:f} 分　考评等次 ", 12)
    document.write(end, top - 19, form.level, 13, bold=True, colour=colours.RED)
    write_lines(
        document, x, top - 27, fitted(form.why or ("按分数和扣分评定，没有限制。",), wide, height - 36 - SIGNED)
    )
