"""Reading editions and drafts. Published texts never change, so each is parsed once per process, by its hash."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sqlalchemy import select

from hospital_integrity.db import db
from hospital_integrity.journal.queries import Filters, exported
from hospital_integrity.policy.models import EditionDraft, PublishedEdition
from hospital_integrity.rules.edition import Edition, parse
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.succession import check_succession, moved
from hospital_integrity.rules.table import Problem

SHIPPED = Path(__file__).with_name("editions")
KEPT_PARSED = 32
DRAFTING = ("edition.drafted", "edition.redrafted")


@lru_cache(maxsize=KEPT_PARSED)
def _parsed(sha256: str, text: str) -> Edition:
    return parse(text)


def edition_row_of(year: int) -> PublishedEdition:
    """The edition in force in a year: the newest one that takes effect then or before; Refused if there is none."""
    newest = select(PublishedEdition).where(PublishedEdition.year <= year).order_by(PublishedEdition.year.desc())
    row = db.session.scalar(newest.limit(1))
    if row is None:
        raise Refused("%(year)s 年没有生效的办法，请先发布", year=year)
    return row


def edition_of(year: int) -> Edition:
    """The parsed edition in force in a year; raises Refused if there is none."""
    return edition_in(edition_row_of(year))


def edition_in(row: PublishedEdition) -> Edition:
    """The parsed edition of a row."""
    return _parsed(row.sha256, row.text)


def edition_row(edition_id: int) -> PublishedEdition | None:
    """A published edition by its id."""
    return db.session.get(PublishedEdition, edition_id)


def edition_by_sha(sha256: str) -> Edition:
    """The published edition whose text has this hash, as awards name it; raises Refused if it isn't here."""
    row = db.session.scalar(select(PublishedEdition).where(PublishedEdition.sha256 == sha256))
    if row is None:
        raise Refused("没有指纹为 %(sha256)s 的办法", sha256=sha256)
    return edition_in(row)


def editions() -> list[PublishedEdition]:
    """All published editions, the newest first."""
    return list(db.session.scalars(select(PublishedEdition).order_by(PublishedEdition.year.desc())))


def newest() -> PublishedEdition | None:
    """The published edition of the latest year, if any."""
    return db.session.scalar(select(PublishedEdition).order_by(PublishedEdition.year.desc()).limit(1))


def hindrances(edition: Edition, this_year: int | None) -> tuple[Problem, ...]:
    """What keeps an edition from being published after those that are; see rules/succession.py."""
    return check_succession(edition, [edition_in(row) for row in editions()], this_year)


def beginning(row: PublishedEdition | None, this_year: int) -> str:
    """The text a new draft begins with: a published one's, or the skeleton's, moved to the next free year."""
    latest = newest()
    year = this_year if latest is None else max(this_year, latest.year + 1)
    text = row.text if row else (SHIPPED / "skeleton.toml").read_text("utf-8")
    return moved(text, parse(text), year)


def drafts() -> list[EditionDraft]:
    """Drafts that are still being written, the last touched first."""
    open_ones = select(EditionDraft).where(EditionDraft.published_as.is_(None))
    return list(db.session.scalars(open_ones.order_by(EditionDraft.updated_at.desc(), EditionDraft.id.desc())))


def draft(draft_id: int) -> EditionDraft | None:
    """A draft by its id, published or not."""
    return db.session.get(EditionDraft, draft_id)


def draft_for_change(draft_id: int) -> EditionDraft | None:
    """The same, locked until the transaction ends, so that two changes don't cross."""
    return db.session.scalar(select(EditionDraft).where(EditionDraft.id == draft_id).with_for_update())


def writers(row: EditionDraft) -> frozenset[int | None]:
    """The accounts that have written on a draft, as the journal knows them."""
    written = (event for event in exported(Filters(table="edition_drafts", row=row.id)) if event.verb in DRAFTING)
    return frozenset({row.author_id, *(event.actor_id for event in written)}) - {None}
