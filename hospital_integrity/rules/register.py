"""The register's fixed words: categories of departments, professions of staff, tiers and duties of grid members.

Aid to other hospitals and secondments are work, not absences.
"""

from __future__ import annotations

from hospital_integrity.rules.saying import say

CATEGORIES = {
    "clinical": say("临床"),
    "technical": say("医技"),
    "administrative": say("行政后勤"),
}
PROFESSIONS = {
    "doctor": say("医师"),
    "nurse": say("护理"),
    "pharmacist": say("药学"),
    "technician": say("医技"),
    "administrator": say("行政管理"),
    "support": say("工勤"),
    "other": say("其他"),
}
TIERS = {
    "committee": say("党委"),
    "branch": say("党支部"),
    "department": say("科室"),
}
DUTIES = {
    "leader": say("组长"),
    "supervisor": say("监督员"),
    "informant": say("信息员"),
}
ABSENCES = {
    "sick": say("病假"),
    "maternity": say("产假、育儿假"),
    "personal": say("事假"),
    "study": say("脱产学习"),
    "suspended": say("停职、离岗"),
    "other": say("其他长期离岗"),
}
CHANGES = {
    "opened": say("设立"),
    "renamed": say("更名"),
    "recategorised": say("调整类别"),
    "relocated": say("调整院区"),
    "merged": say("并入"),
    "split": say("拆分"),
    "closed": say("撤销"),
}
