"""What a certificate says of an award: title, form of address, sentences. They are documents, so never translated.

A text is a tuple of paragraphs, a paragraph a tuple of (words, emphasised).
"""

from __future__ import annotations

from dataclasses import dataclass

Phrase = tuple[str, bool]
Body = tuple[tuple[Phrase, ...], ...]


@dataclass(frozen=True)
class Citation:
    """The words of one certificate that don't depend on who gets it; `seal_line` names what a drawn seal is for."""

    title: str
    english: str
    subject: str
    address: str
    body: Body
    grade: str
    seal_line: str


@dataclass(frozen=True)
class Wording:
    """The pattern of a kind: `praise` leads to the grade, which is the level's name with `grade` around it."""

    address: str
    praise: str
    grade: str
    seal_line: str


WORDINGS = {
    "department": Wording(
        "",
        "在%(year)s年度“清廉医院”建设中，党建引领有力、制度执行严格、行风清正扎实，经综合考评，被评定为",
        "%(level)s级清廉科室",
        "清廉建设专用",
    ),
    "grid": Wording(
        "同志",
        "在%(year)s年度廉政网格工作中，恪尽职守、勤于督导、敢于提醒，经综合考评，被评定为",
        "%(level)s级廉政网格员",
        "清廉建设专用",
    ),
    "staff": Wording(
        "同志",
        "在%(year)s年度医德考评中，恪守医德、廉洁行医、服务热忱，依次经个人、科室、医院评价，考评结果为",
        "%(level)s等次",
        "医德考评专用",
    ),
}


def citation(kind: str, year: int, level: str) -> Citation:
    """The words for an award of a kind (department, grid, staff) at a level such as 三星 or 优秀; else KeyError."""
    wording = WORDINGS[kind]
    grade = wording.grade % {"level": level.removesuffix("级")}
    praise = wording.praise % {"year": year}
    body = (((praise, False), (grade, True), ("。", False)), (("特发此证，以资鼓励。", False),))
    subject = f"{year}年度{grade}荣誉证书"
    return Citation("荣誉证书", "CERTIFICATE OF HONOR", subject, wording.address, body, grade, wording.seal_line)
