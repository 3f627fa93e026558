"""The registration form as one would make it first: a ReportLab table of paragraphs for each person, a file each."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from hospital_integrity.paper.fonts import KAI, font
from hospital_integrity.rules.registration import Registration

GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]


def plain_form(form: Registration) -> bytes:
    """The same words in the same font, laid out by platypus."""
    font(KAI)
    body = ParagraphStyle("body", fontName=KAI, fontSize=10.5, leading=15, wordWrap="CJK")
    title = ParagraphStyle("title", parent=body, fontSize=20, leading=28, alignment=1)
    facts = [Paragraph(text, body) for label, value in form.facts for text in (str(label), value)]
    heads = [(facts[at : at + 6] + [""] * 6)[:6] for at in range(0, len(facts), 6)]
    saved = BytesIO()
    document = SimpleDocTemplate(saved, pagesize=A4)
    document.build(
        [
            Paragraph("医务人员医德考评表", title),
            Paragraph(f"（{form.year} 年度）　{form.hospital}", body),
            Spacer(1, 8),
            Table(heads, colWidths=[62, 98, 62, 112, 62, 58], style=GRID),
            Table([[Paragraph(a, body), Paragraph(b, body)] for a, b in _rows(form)], colWidths=[74, 380], style=GRID),
            Paragraph(f"依据：{form.basis}", body),
        ]
    )
    return saved.getvalue()


def _rows(form: Registration) -> list[tuple[str, str]]:
    sides = (("加分", form.bonus), ("扣分", form.deductions))
    rows = [
        (name, "<br/>".join(f"{one.clause} {one.words} ×{one.count} {one.points:+f}" for one in side) or "无")
        for name, side in sides
    ]
    rows.append(("一票否决", "<br/>".join(form.vetoes) or "无"))
    for said in form.stages:
        rows.append((said.name, f"{said.comment}<br/>得分 {said.score} 等次 {said.level}　签名：　年　月　日"))
    rows.append(("结果", f"得分 {form.score} 等次 {form.level}<br/>" + "<br/>".join(form.why)))
    return rows
