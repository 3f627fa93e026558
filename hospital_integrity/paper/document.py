"""A PDF under construction: pages of placed forms, stamped codes and written lines, then bytes."""

from __future__ import annotations

import threading
from datetime import date
from io import BytesIO

from hospital_integrity.paper.archive import make_archivable
from hospital_integrity.paper.colours import INK, channels
from hospital_integrity.paper.cures import Canvas, pdfdoc
from hospital_integrity.paper.drawing import Form
from hospital_integrity.paper.fonts import KAI, font, runs, width
from hospital_integrity.paper.page import HEIGHT, WIDTH
from hospital_integrity.paper.qr import qr_operators
from hospital_integrity.paper.shapes import circle

CREATOR = "Hospital Integrity"
FILL_AND_STROKE, INVISIBLE = 2, 3
finishing = threading.Lock()


class Ready(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object that is bytes already."""

    __RefOnly__ = 1

    def __init__(self, body: bytes) -> None:
        self.body = body

    def format(self, _document: object) -> bytes:
        return self.body


class Document:
    """One PDF file; the same calls make the same bytes."""

    def __init__(
        self, title: str, author: str, subject: str, day: date, sheet: tuple[float, float] = (WIDTH, HEIGHT)
    ) -> None:
        """`title`, `author` (the hospital) and `subject` go into the file's properties, so they name no person."""
        font(KAI)
        self.day = day
        self.file = BytesIO()
        self.canvas = Canvas(
            self.file,
            pagesize=sheet,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=KAI,
            lang="zh-CN",
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setSubject(subject)
        self.canvas.setCreator(CREATOR)
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.canvas.setDateFormatter(lambda *_now: f"D:{day:%Y%m%d}000000Z")

    def place(self, form: Form, x: float = 0, y: float = 0) -> None:
        """Puts a drawing on the page with its origin at (x, y); the file keeps each drawing once."""
        self.keep(form)
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.doForm(form.name)
        self.canvas.restoreState()

    def place_round(self, picture: Form, x: float, y: float, radius: float) -> None:
        """Puts a square picture on the page as a disc around (x, y)."""
        self.keep(picture)
        self.canvas.saveState()
        self.canvas.addLiteral(f"{circle(x, y, radius)} W n")
        self.canvas.transform(2 * radius, 0, 0, 2 * radius, x - radius, y - radius)
        self.canvas.doForm(picture.name)
        self.canvas.restoreState()

    def keep(self, form: Form) -> None:
        """Takes a drawing into the file, if it isn't there yet."""
        if not self.canvas.hasForm(form.name):
            self.canvas._doc.addForm(form.name, Ready(form.body))

    def write(
        self, x: float, y: float, text: str, size: float, *, bold: bool = False, colour: str = INK, stretch: float = 0
    ) -> float:
        """Writes text from (x, y) with `stretch` added after each character; returns where the pen stands then."""
        self.canvas.setFillColorRGB(*channels(colour))
        for run in runs(text, bold):
            self.canvas.setFont(run.font, size)
            if run.thickening:
                self.canvas.setStrokeColorRGB(*channels(colour))
                self.canvas.setLineWidth(size * run.thickening)
            self.canvas.drawString(x, y, run.text, mode=FILL_AND_STROKE if run.thickening else None, charSpace=stretch)
            x += width(run.text, size, bold) + stretch * len(run.text)
        return x

    def write_centred(self, x: float, y: float, text: str, size: float, colour: str = INK) -> None:
        self.write(x - width(text, size) / 2, y, text, size, colour=colour)

    def whisper(self, x: float, y: float, text: str, size: float) -> None:
        """Text that is there for search and for screen readers under a title that is drawn as a picture."""
        self.canvas.setFont(KAI, size)
        self.canvas.drawString(x, y, text, mode=INVISIBLE)

    def write_across(self, x: float, y: float, text: str, size: float, colour: str, angle: float) -> None:
        """Text turned around its middle (x, y), for a mark over the whole sheet."""
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.rotate(angle)
        self.canvas.setFillAlpha(0.16)
        self.write(-width(text, size) / 2, -size * 0.36, text, size, colour=colour)
        self.canvas.restoreState()

    def rule(self, x: float, y: float, end: float, colour: str, thickness: float) -> None:
        self.canvas.setStrokeColorRGB(*channels(colour))
        self.canvas.setLineWidth(thickness)
        self.canvas.line(x, y, end, y)

    def stamp_code(self, text: str, x: float, y: float, side: float, colour: str) -> None:
        """A QR code of the text with its lower left corner at (x, y)."""
        self.canvas.setFillColorRGB(*channels(colour))
        self.canvas.addLiteral(qr_operators(text, x, y, side))

    def end_page(self) -> None:
        self.canvas.showPage()

    def finish(self) -> bytes:
        """The file; ReportLab reads fonts with a shared cursor, so only one document is finished at a time."""
        make_archivable(self.canvas._doc, f"{self.day:%Y-%m-%d}T00:00:00Z")
        with finishing:
            self.canvas.save()
        return self.file.getvalue()
