"""Writing policy: a draft is saved only when it is sound by itself, and published once, by somebody else."""

from __future__ import annotations

from pathlib import Path

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.policy import queries
from hospital_integrity.policy.models import EditionDraft, PublishedEdition
from hospital_integrity.rules.edition import BadEdition, Edition, parse
from hospital_integrity.rules.saying import Refused, Stale
from hospital_integrity.rules.succession import check_succession

SHIPPED = Path(__file__).with_name("editions")


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
    _check_year(edition)
    published = _publish(edition, row.author_id, asker().account_id)
    row.published_as = published.id
    db.session.flush()
    rows = [("editions", published.id), ("edition_drafts", row.id)]
    note("edition.published", rows, sha256=edition.sha256, year=edition.year)
    return published


def publish_shipped(name: str) -> PublishedEdition:
    """Publish an edition that comes with the software, such as `default-2026`, in nobody's name."""
    edition = parse((SHIPPED / f"{name}.toml").read_text("utf-8"))
    published = _publish(edition, None, None)
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


def _check_year(edition: Edition) -> None:
    if edition.year < clock.today().year:
        raise Refused("%(year)s 年已经过去，不能再为它发布办法", year=edition.year)


def _publish(edition: Edition, drafted_by: int | None, published_by: int | None) -> PublishedEdition:
    _check_place(edition)
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
    db.session.add(row)
    db.session.flush()
    return row


def _check_place(edition: Edition) -> None:
    """An edition follows all the others: a later year, a code of its own, and every item they had."""
    before = queries.editions()
    if before and edition.year <= before[0].year:
        raise Refused("已有 %(year)s 年起施行的办法，新办法只能从更晚的年份施行", year=before[0].year)
    if edition.code in {row.code for row in before}:
        raise Refused("编号“%(code)s”已经用过，请换一个", code=edition.code)
    problems = check_succession(edition, [queries.edition_in(row) for row in before])
    if problems:
        raise BadEdition(problems)
