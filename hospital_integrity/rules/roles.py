"""The roles of the house by their codes in permissions.csv, as they are called on the screen."""

from __future__ import annotations

from hospital_integrity.rules.saying import Saying, say

ROLE_NAMES: dict[str, Saying] = {
    "AN": say("未登录"),
    "ST": say("职工"),
    "GM": say("廉政网格员"),
    "DH": say("科室负责人"),
    "OF": say("经办人"),
    "RV": say("审核人"),
    "PB": say("发布人"),
    "AH": say("复核人"),
    "EO": say("医德考评办"),
    "HR": say("人事"),
    "SA": say("系统管理员"),
    "SE": say("安全管理员"),
    "AU": say("审计员"),
    "system": say("系统"),
}


def role_names(codes: str) -> list[Saying]:
    """The names of roles whose codes are joined by commas, as the journal keeps them; an unknown code stays itself."""
    return [ROLE_NAMES.get(code, Saying(code)) for code in codes.split(",") if code]
