"""How a star moves: from award to award, and by a decision in between. Stored with its cause."""

from __future__ import annotations

from collections.abc import Iterable

from hospital_integrity.rules.explanation import Line
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.scheme import Scheme

GAINED, RAISED, KEPT, LOWERED, REMOVED, SUSPENDED, RESUMED, NONE, GRADED = (
    "gained",
    "raised",
    "kept",
    "lowered",
    "removed",
    "suspended",
    "resumed",
    "none",
    "graded",
)
BETWEEN = (SUSPENDED, RESUMED, REMOVED)
LIMITING = ("quota", "departure", "ladder", "evidence")

NAMES = {
    GAINED: say("新获"),
    RAISED: say("晋升"),
    KEPT: say("保持"),
    LOWERED: say("降星"),
    REMOVED: say("摘星"),
    SUSPENDED: say("暂停"),
    RESUMED: say("恢复"),
    NONE: say("不参评"),
    GRADED: say("评等"),
}


def transition(kind: str, last: int | None, stars: int) -> str:
    """新获 / 晋升 / 保持 / 降星 / 摘星 / 不参评 from one award to the next; grades of staff don't move on a ladder."""
    if kind == "staff":
        return GRADED
    if not stars:
        return REMOVED if last else NONE
    if not last:
        return GAINED
    if stars == last:
        return KEPT
    return RAISED if stars > last else LOWERED


def between_awards(verb: str, awarded: int, standing: str) -> int:
    """The stars that a decision between awards leaves; Refused where it doesn't fit what `standing` says.

    `awarded` are the stars of the last award, `standing` the last decision about them ('' for none).
    """
    if verb not in BETWEEN:
        raise Refused("两次评定之间只能暂停、恢复或摘星")
    if not awarded:
        raise Refused("上次评定没有星，没有可以变动的")
    if verb == RESUMED:
        if standing not in (SUSPENDED, REMOVED):
            raise Refused("星级没有暂停或摘除，不用恢复")
        return awarded
    if standing == REMOVED:
        raise Refused("星级已经摘除")
    if standing == verb:
        raise Refused("星级已经暂停")
    return 0


def cause(scheme: Scheme, level: str, earned: str, lines: Iterable[Line]) -> Saying | None:
    """The line that decided a result: the one that held it down, else the one that says what the score earned.

    None for grades of staff. `earned` is the level before the quotas, `level` the one awarded.
    """
    if scheme.kind == "staff":
        return None
    steps = [line for line in lines if line.entry_id is None or line.step == "ceiling"]
    for step in LIMITING:
        found = [line for line in steps if line.step == step]
        if found and (step != "quota" or level != earned):
            return found[-1].saying
    return _ceiling(scheme, level, steps) or next((line.saying for line in steps if line.step == "level"), None)


def _ceiling(scheme: Scheme, level: str, steps: list[Line]) -> Saying | None:
    name = scheme.level_by_key[level].name
    told = (line.saying for line in steps if line.step == "ceiling")
    return next((saying for saying in told if saying.values.get("level") == name), None)
