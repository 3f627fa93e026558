"""What a certificate says: title, form of address, sentences. They are documents, so never translated.

A text is a tuple of paragraphs, a paragraph a tuple of (words, emphasised). A hospital may word each kind its own way
(certificates/models.py keeps the versions); what it may put into a sentence are the blanks of the kind, in braces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hospital_integrity.rules.paper_kinds import SUBJECTS
from hospital_integrity.rules.saying import Saying, say

Phrase = tuple[str, bool]
Body = tuple[tuple[Phrase, ...], ...]
BLANK = re.compile(r"\{([^{}]*)\}")
SENTENCES = ("praise", "grade", "closing")


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
    """The pattern of a kind: `praise` leads to `grade`, which is printed red and ends the sentence; then `closing`.

    Without `seal` the place of the seal stays blank for the wet one. A blank `signatory` is the hospital's usual one.
    """

    title: str
    english: str
    address: str
    praise: str
    grade: str
    closing: str
    seal_line: str
    seal: bool = False
    signatory: str = ""


HONOUR = ("荣誉证书", "CERTIFICATE OF HONOR")
ENCOURAGED = "特发此证，以资鼓励。"
WORDINGS: Mapping[str, Wording] = {
    "department": Wording(
        *HONOUR,
        "",
        "在{年度}年度“清廉医院”建设中，党建引领有力、制度执行严格、行风清正扎实，经综合考评，被评定为",
        "{等次}级清廉科室",
        ENCOURAGED,
        "清廉建设专用",
    ),
    "grid": Wording(
        *HONOUR,
        "同志",
        "在{年度}年度廉政网格工作中，恪尽职守、勤于督导、敢于提醒，经综合考评，被评定为",
        "{等次}级廉政网格员",
        ENCOURAGED,
        "清廉建设专用",
    ),
    "outstanding": Wording(
        *HONOUR,
        "同志",
        "在{年度}年度廉政网格工作中，履职尽责、成绩突出，经综合考评名列前茅，被评为",
        "优秀网格员",
        ENCOURAGED,
        "清廉建设专用",
    ),
    "staff": Wording(
        *HONOUR,
        "同志",
        "在{年度}年度医德考评中，恪守医德、廉洁行医、服务热忱，依次经个人、科室、医院评价，考评结果为",
        "{等次}等次",
        ENCOURAGED,
        "医德考评专用",
    ),
    "collective": Wording(
        *HONOUR,
        "",
        "{年度}年度“{事由}”，事迹突出，已载入本院红榜，发挥了清廉行医的示范作用，特授予",
        "清廉先进集体",
        ENCOURAGED,
        "清廉建设专用",
    ),
    "personal": Wording(
        *HONOUR,
        "同志",
        "{年度}年度“{事由}”，事迹感人，已载入本院红榜，展现了医务人员的清廉风范，特授予",
        "清廉先进个人",
        ENCOURAGED,
        "清廉建设专用",
    ),
    "appointment": Wording(
        "聘书",
        "LETTER OF APPOINTMENT",
        "同志",
        "兹聘请您担任{科室}",
        "廉政网格{职务}",
        "聘期{聘期}。望恪尽职守、以身作则、敢于提醒，共建清廉医院。",
        "清廉建设专用",
    ),
}


def blanks(kind: str) -> tuple[str, ...]:
    """The blanks that the sentences of a kind may contain; they are filled when a paper is made."""
    if kind in SUBJECTS:
        return ("年度", "等次")
    return ("年度", "科室", "职务", "聘期") if kind == "appointment" else ("年度", "事由")


def wrong_blanks(kind: str, wording: Wording) -> dict[str, Saying]:
    """What is wrong with the blanks of a wording, by field: one that this kind doesn't have, or a stray brace."""
    offered = blanks(kind)
    names = "、".join(f"{{{name}}}" for name in offered)
    return {
        field: say("花括号里只能写 %(names)s", names=names)
        for field in ("title", "english", "address", "seal_line", "signatory", *SENTENCES)
        if not _is_sound(getattr(wording, field), offered if field in SENTENCES else ())
    }


def _is_sound(text: str, offered: tuple[str, ...]) -> bool:
    rest = BLANK.sub("", text)
    return all(name in offered for name in BLANK.findall(text)) and not {"{", "}"} & set(rest)


def citation(
    kind: str, year: int, level: str = "", wording: Wording | None = None, about: Mapping[str, str] | None = None
) -> Citation:
    """The words of a kind for a year and a level such as 三星 or 优秀; `about` fills the other blanks of the kind."""
    said = wording or WORDINGS[kind]
    values = {"年度": str(year), "等次": level.removesuffix("级"), **(about or {})}
    praise, grade, closing = (_filled(getattr(said, field), values) for field in SENTENCES)
    body = (((praise, False), (grade, True), ("。", False)), *(((closing, False),),) * bool(closing))
    # Years of an appointment are told by its term; the subject names no person.
    subject = f"{year}年度{grade}{said.title}" if kind != "appointment" else f"{grade}{said.title}"
    return Citation(said.title, said.english, subject, said.address, body, grade, said.seal_line)


def _filled(text: str, values: Mapping[str, str]) -> str:
    return BLANK.sub(lambda found: values.get(found[1], found[0]), text)
