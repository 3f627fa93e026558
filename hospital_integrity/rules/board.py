"""What may stand on the red and black board, under which name, for how long, and who may decide on it.

An entry of the board points at one entry of the ledger and scores nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hospital_integrity.rules.board_flow import STATES
from hospital_integrity.rules.masking import masked_name
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.scheme import Item

__all__ = ["STATES"]
COLOURS: Mapping[str, Saying] = {"red": say("红榜"), "black": say("黑榜")}
KINDS: Mapping[str, Mapping[str, Saying]] = {
    "red": {
        "honour": say("荣誉表彰"),
        "letter": say("表扬信、锦旗"),
        "refusal": say("拒收红包"),
        "media": say("媒体报道"),
        "deed": say("好人好事"),
    },
    "black": {
        "complaint": say("投诉核实"),
        "inspection": say("检查发现"),
        "sanction": say("处分生效"),
    },
}
COLOUR_OF: Mapping[str, str] = {"bonus": "red", "deduction": "black", "veto": "black"}


@dataclass(frozen=True, slots=True)
class Terms:
    """For how many days an entry is shown, its first and last day included."""

    red: int = 90
    person: int = 30
    department: int = 90


@dataclass(frozen=True, slots=True)
class Wording:
    """What a draft says: `basis` stays inside the house, `acknowledged` answers the warning about a mask.

    `clause` is how rules/clauses.py writes the clause that a criticism names; `case_id` the verified case behind it;
    `reviewed` that somebody looked at the doubtful words again.
    """

    kind: str
    title: str
    text: str
    basis: str
    full_name: bool = False
    consent: str = ""
    acknowledged: bool = False
    clause: str = ""
    case_id: int | None = None
    reviewed: bool = False


def colour_of(item: Item) -> str:
    """Red for what earns points, black for what costs them or vetoes; anything else stays off the board."""
    colour = COLOUR_OF.get(item.kind)
    if colour is None:
        raise Refused("条目“%(item)s”既不加分也不扣分，不能上榜", item=item.name)
    return colour


def check_wording(colour: str, personal: bool, wording: Wording) -> None:
    """Refuse a kind of the other colour, and a full name that isn't a praised person's who agreed to it."""
    if wording.kind not in KINDS[colour]:
        raise Refused("类别与条目不符：加分条目上红榜，扣分和否决条目上黑榜")
    if not wording.full_name:
        return
    if not personal:
        raise Refused("这是科室的记录，没有姓名可以公开")
    if colour != "red":
        raise Refused("黑榜不公开全名，只显示科室和“姓某”")
    if not wording.consent.strip():
        raise Refused("公开全名须有本人同意，请填写同意书编号")


def check_mask(alone: bool, wording: Wording) -> None:
    """A mask that hides nobody (the only one of a department) may stand only when that was noticed."""
    if alone and not wording.full_name and not wording.acknowledged:
        raise Refused("该科室只有一人，写“姓某”仍能认出是谁。请确认确有必要公开，再勾选确认")


def shown_name(name: str, full_name: bool) -> str:
    """The name of a person as the board shows it."""
    return name if full_name else masked_name(name)


def last_day(colour: str, personal: bool, first: date, terms: Terms | None = None) -> date:
    """The last day on which an entry that goes up on `first` is shown."""
    terms = terms or Terms()
    days = terms.red if colour == "red" else terms.person if personal else terms.department
    return first + timedelta(days=days - 1)


def worth(item: Item, personal: bool, times: int, points: Decimal | None) -> Decimal | None:
    """What the fact is worth in the subject's own scheme, before caps; None where it isn't a matter of points."""
    one = item.worth.get("staff", item.worth.get("grid")) if personal else item.worth.get("department")
    return None if one is None else one * (1 if points is None else points) * times
