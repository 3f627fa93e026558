"""The register's fixed words: categories of departments, professions of staff, tiers and duties of grid members."""

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
CHANGES = {
    "opened": say("设立"),
    "renamed": say("更名"),
    "recategorised": say("调整类别"),
    "relocated": say("调整院区"),
    "merged": say("并入"),
    "split": say("拆分"),
    "closed": say("撤销"),
}
