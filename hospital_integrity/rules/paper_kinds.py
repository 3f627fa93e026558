"""The kinds of papers, what each rests on, and which levels of an edition bear one."""

from __future__ import annotations

from collections.abc import Mapping

from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Level, Scheme

KINDS: Mapping[str, Saying] = {
    "department": say("星级清廉科室"),
    "grid": say("星级廉政网格员"),
    "outstanding": say("优秀网格员"),
    "staff": say("医德考评优秀"),
    "collective": say("集体荣誉"),
    "personal": say("个人荣誉"),
    "appointment": say("网格员聘书"),
}
SUBJECTS: Mapping[str, str] = {"department": "department", "grid": "grid", "outstanding": "grid", "staff": "staff"}
HONOURS = ("collective", "personal")
APPOINTMENT = "appointment"
STARRED = ("department", "grid")
OF_PLACES = ("department", "collective")


def bearing(kind: str, scheme: Scheme) -> list[Level]:
    """The levels of an edition's scheme that bear a paper of this kind.

    The edition marks them (`certificate`); an outstanding grid member is one at the highest level so marked, for which
    the edition sets both the score and the share of people (docs/edition.md), so that nothing is decided here.
    """
    levels = [level for level in scheme.levels if level.certificate]
    if kind != "outstanding":
        return levels
    most = max((level.stars for level in levels), default=0)
    return [level for level in levels if level.stars == most]
