"""What each step of a board entry is called, on the screen and in the case file."""

from __future__ import annotations

from collections.abc import Mapping

from hospital_integrity.rules.saying import Saying, say

VERBS: Mapping[str, Saying] = {
    "drafted": say("起草"),
    "edited": say("修改"),
    "checked": say("核查通过"),
    "served": say("送达告知"),
    "answered": say("当事人答复"),
    "accepted": say("采纳意见并退回"),
    "kept": say("不采纳意见"),
    "masked": say("撤回全名同意"),
    "published": say("发布"),
    "returned": say("退回"),
    "withdrawn": say("撤下"),
    "appealed": say("当事人申诉"),
    "appeal_back": say("申诉撤回"),
    "upheld": say("复核维持"),
    "amended": say("复核更正"),
    "replied": say("当事人回应"),
    "tidied": say("删改回应"),
    "repaired": say("整改认可"),
    "unrepaired": say("整改须补充"),
    "clarified": say("澄清公示"),
}
