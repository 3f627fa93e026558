"""Publishing: a draft once, as it was seen, by somebody who never wrote on it; or an edition that is shipped."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.policy import queries
from hospital_integrity.policy.models import PublishedEdition
from hospital_integrity.policy.operations.drafts import open_draft
from hospital_integrity.rules.edition import BadEdition, Edition, parse
from hospital_integrity.rules.saying import Refused, Stale


def publish(draft_id: int, version: int) -> PublishedEdition:
    """Publish a draft as it was seen: checked once more, by a person who never wrote on it, for a year to come."""
    row = open_draft(draft_id, version)
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
        turn=queries.next_turn(edition.year),
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
