"""A paper that nobody has: to look at a wording, and to see whether it fits when names and titles are long."""

from __future__ import annotations

from datetime import date

from hospital_integrity import clock
from hospital_integrity.certificates.operations.drafting import term
from hospital_integrity.certificates.operations.making import Draft, house, worded
from hospital_integrity.rules.certificate import Words
from hospital_integrity.rules.citation import Wording
from hospital_integrity.rules.paper_kinds import OF_PLACES, STARRED
from hospital_integrity.rules.register import DUTIES

SERIAL, TOKEN = "0000-0000-000000-0", "0" * 32
PERSON, PLACE = "张样例", "样例科室"
DEED = {
    "short": "拒收红包、主动上交",
    "long": "主动帮助行动不便的老人办理住院手续并垫付押金，家属专程送来锦旗和感谢信致谢",
}
LONG_PLACE = "心脏大血管外科与重症监护病区"


def specimen(kind: str, wording: Wording, *, long: bool = False) -> Words:
    """What a paper of this kind would say, of an invented person or department; `long` is the longest to be expected.

    Refused while the hospital has no name.
    """
    today, place = clock.today(), LONG_PLACE if long else PLACE
    draft = Draft(
        kind,
        today.year,
        PLACE if kind in OF_PLACES else PERSON,
        today,
        ("", 0),
        {},
        level="优秀" if kind == "staff" else "三星",
        stars=3 if kind in STARRED else 0,
        of_stars=5 if kind in STARRED else 0,
        about={
            "事由": DEED["long" if long else "short"],
            "科室": place,
            "职务": str(DUTIES["supervisor"]),
            "聘期": term(date(today.year, 12, 31), date(today.year + 2, 12, 30)),
        },
    )
    return worded(draft, wording, house(), SERIAL, TOKEN)
