"""The blueprint, and the draft that a page is about."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, url_for

from hospital_integrity.access import may
from hospital_integrity.policy import queries
from hospital_integrity.policy.forms import SECTIONS
from hospital_integrity.rules.saying import Saying, say

bp = Blueprint("policy", __name__, url_prefix="/policy")
SCHEMES = {"staff": say("人员"), "department": say("科室"), "grid": say("网格员")}
Tab = tuple[Saying, str, bool]


def open_draft(draft_id: int) -> Any:
    """A draft that is still being written, else 404."""
    row = queries.draft(draft_id)
    return row if row and row.published_as is None else abort(404)


def tabs(draft_id: int, here: str) -> list[Tab]:
    """The ways to change a draft: top, each scheme, items, text; `here` is the key of a section, or a word."""
    if not may("policy.edit_section", "POST"):
        return []
    at = here.split("-")[0]
    found = [(say("名称和年度"), _section(draft_id, "top"), at == "top")]
    found += [(name, _section(draft_id, f"{kind}-parts"), at == kind) for kind, name in SCHEMES.items()]
    found.append((say("条目"), url_for("policy.items", draft_id=draft_id), at == "items"))
    return [*found, (say("文本（TOML）"), url_for("policy.edit_draft", draft_id=draft_id), at == "text")]


def inner_tabs(draft_id: int, here: str) -> list[Tab]:
    """The sections of the scheme that a section belongs to."""
    kind = SECTIONS[here].kind
    mine = [section for section in SECTIONS.values() if kind and section.kind == kind]
    return [(section.title, _section(draft_id, section.key), section.key == here) for section in mine]


def _section(draft_id: int, key: str) -> str:
    return url_for("policy.edit_section", draft_id=draft_id, section=key)
