"""How a star moved since the last award: stored with the award, never derived on a page."""

from __future__ import annotations

from hospital_integrity.rules.saying import say

GAINED, RAISED, KEPT, LOWERED, REMOVED, NONE, GRADED = (
    "gained",
    "raised",
    "kept",
    "lowered",
    "removed",
    "none",
    "graded",
)


def transition(kind: str, last: int | None, stars: int) -> str:
    """新获 / 晋升 / 保持 / 降星 / 摘星 / 不评; grades of staff don't move on a ladder."""
    if kind == "staff":
        return GRADED
    if not stars:
        return REMOVED if last else NONE
    if not last:
        return GAINED
    if stars == last:
        return KEPT
    return RAISED if stars > last else LOWERED


NAMES = {
    GAINED: say("新获"),
    RAISED: say("升星"),
    KEPT: say("保持"),
    LOWERED: say("降星"),
    REMOVED: say("摘星"),
    NONE: say("不评"),
    GRADED: say("评等"),
}
