"""Writing policy: a draft is saved only when it is sound by itself, and published once, by somebody else."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.policy import queries
from hospital_integrity.policy.models import EditionDraft, PublishedEdition
from hospital_integrity.rules.edition import BadEdition, Edition, parse
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
    row = _open_draft(draft_id, version)
    edition = parse(text)
    row.title, row.text, row.author_id = edition.title, text, asker().account_id
    row.updated_at, row.version = clock.now(), row.version + 1
    db.session.flush()
    note("edition.redrafted", [("edition_drafts", row.id)], sha256=edition.sha256, version=row.version)
    return row


def publish(draft_id: int, version: int) -> PublishedEdition:
    """Publish a draft as it was seen: checked once more, by a person who never wrote on it, for a year to come."""
    row = _open_draft(draft_id, version)
    if asker().account_id in queries.writers(row):
        raise Refused("写过这份草稿的人不能发布它，请由另一人发布")
    edition = parse(row.text)
    published = _publish(edition, clock.today().year, row.author_id, asker().account_id)
    row.published_as = published.id
    db.session.flush()
    rows = [("editions", published.id), ("edition_drafts", row.id)]
    note("edition.published", rows, sha256=edition.sha256, year=edition.year)
    return published


def publish_shipped(name: str) -> PublishedEdition:
    """Publish an edition that comes with the software, such as `default-2026`, in nobody's name."""
    edition = parse((queries.SHIPPED / f"{name}.toml").read_text("utf-8"))
    published = _publish(edition, None, None, None)
    note("edition.published", [("editions", published.id)], sha256=edition.sha256, year=edition.year)
    return published


def _open_draft(draft_id: int, version: int) -> EditionDraft:
    row = queries.draft_for_change(draft_id)
    if row is None:
        raise Refused("没有这份草稿")
    if row.published_as is not None:
        raise Refused("这份草稿已经发布，不能再改")
    if row.version != version:
        raise Stale("您打开页面以后，这份草稿已被别人改动。请核对后重新提交")
    return row


def _publish(
    edition: Edition, this_year: int | None, drafted_by: int | None, published_by: int | None
) -> PublishedEdition:
    hindrances = queries.hindrances(edition, this_year)
    if hindrances:
        raise BadEdition(hindrances)
    row = PublishedEdition(
        code=edition.code,
        title=edition.title,
        year=edition.year,
        text=edition.text,
        sha256=edition.sha256,
        drafted_by=drafted_by,
        published_by=published_by,
        published_at=clock.now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
            db.session.flush()
    except IntegrityError:  # somebody published another edition at the same moment
        raise Stale("刚才已有别人发布了一版办法，请刷新后重新核对") from None
    return row
