"""Writing drafts: a text is kept only when it is sound by itself, and only over the version that was seen."""

from __future__ import annotations

import tomllib
from collections.abc import Callable

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.policy import queries
from hospital_integrity.policy.models import EditionDraft
from hospital_integrity.policy.operations.rewriting import Content, rewritten
from hospital_integrity.rules.edition import parse
from hospital_integrity.rules.saying import Refused, Stale


def new_draft(text: str) -> EditionDraft:
    """Begin a draft; raises BadEdition with every problem and its place."""
    edition = parse(text)
    row = EditionDraft(title=edition.title, text=text, author_id=asker().account_id, updated_at=clock.now(), version=1)
    db.session.add(row)
    db.session.flush()
    note("edition.drafted", [("edition_drafts", row.id)], sha256=edition.sha256, version=row.version)
    return row


def save_draft(draft_id: int, version: int, text: str) -> EditionDraft:
    """Replace a draft's text; BadEdition names its problems, Stale says that it is no longer the `version` seen."""
    row = open_draft(draft_id, version)
    edition = parse(text)
    row.title, row.text, row.author_id = edition.title, text, asker().account_id
    row.updated_at, row.version = clock.now(), row.version + 1
    db.session.flush()
    note("edition.redrafted", [("edition_drafts", row.id)], sha256=edition.sha256, version=row.version)
    return row


def change_draft(draft_id: int, version: int, change: Callable[[Content], Content]) -> EditionDraft:
    """Change the content of a draft and write only that into its text; comments and order stay.

    Raises what `save_draft` raises, and Refused where the text is written in a way that can't be changed in place.
    """
    row = open_draft(draft_id, version)
    return save_draft(draft_id, version, rewritten(row.text, change(tomllib.loads(row.text))))


def open_draft(draft_id: int, version: int) -> EditionDraft:
    """A draft for changing, locked; Refused where it is published or gone, Stale where it isn't the `version` seen."""
    row = queries.draft_for_change(draft_id)
    if row is None:
        raise Refused("没有这份草稿")
    if row.published_as is not None:
        raise Refused("这份草稿已经发布，不能再改")
    if row.version != version:
        raise Stale("您打开页面以后，这份草稿已被别人改动。请核对后重新提交")
    return row


def remove_item(draft_id: int, version: int, key: str) -> EditionDraft:
    """Take an item out of a draft; Refused where a published edition knows it: it can only be retired then."""
    if any(key in queries.edition_in(row).items for row in queries.editions()):
        raise Refused("以前的办法里有这个条目，不能删去，请改为停用")
    return change_draft(draft_id, version, lambda content: _without(content, key))


def _without(content: Content, key: str) -> Content:
    return {**content, "items": {name: item for name, item in content.get("items", {}).items() if name != key}}
