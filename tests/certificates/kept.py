"""Files as the standards look at them, each drawn once: every kind of certificate, and the label for the door."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from hospital_integrity.awards.pdf import Label, label
from hospital_integrity.certificates.pdf import draw
from hospital_integrity.paper.picture import taken_in
from hospital_integrity.rules.paper_kinds import KINDS, OF_PLACES
from tests.certificates.papers import paper
from tests.hospital.pictures import emblem

RARE_NAME = "欧阳𬭎㚗喆"
LABEL = Label(
    hospital="江城市第一人民医院",
    office="行风建设办公室",
    department="消化内科",
    stars=4,
    years=((2023, 3), (2024, 3), (2025, 4)),
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
    document_no="江一院纪〔2026〕1号",
    day=date(2026, 1, 8),
)


@cache
def files() -> Mapping[str, bytes]:
    """By kind a file with a rare name, a drawn seal and the hospital's own emblem; two labels."""
    picture = taken_in(emblem())
    papers = {kind: draw(paper(kind, seal=True, emblem="x", **_holder(kind)), lambda _: picture) for kind in KINDS}
    return {**papers, "label": label(LABEL), "small label": label(LABEL, small=True)}


def _holder(kind: str) -> dict[str, str]:
    return {} if kind in OF_PLACES else {"holder": RARE_NAME}
