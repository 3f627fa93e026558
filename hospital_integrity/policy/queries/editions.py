"""Reading editions and drafts. Published texts never change, so each is parsed once per process, by its hash."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from hospital_integrity.db import db
from hospital_integrity.journal.queries import Filters, exported
from hospital_integrity.policy.models import EditionDraft, EditionRecall, EditionRecallDecision, PublishedEdition
from hospital_integrity.rules.edition import Edition, parse
from hospital_integrity.rules.saying import Refused, say
from hospital_integrity.rules.succession import check_succession, moved
from hospital_integrity.rules.table import Problem

SHIPPED = Path(__file__).resolve().parents[1] / "editions"
KEPT_PARSED = 32
DRAFTING = ("edition.drafted", "edition.redrafted")


@lru_cache(maxsize=KEPT_PARSED)
def _parsed(sha256: str, text: str) -> Edition:
    return parse(text)


def edition_row_of(year: int) -> PublishedEdition:
    """The edition in force in a year: the newest one that takes effect then or before; Refused if there is none."""
    newest = select(PublishedEdition).where(PublishedEdition.year <= year, ~_withdrawn())
    row = db.session.scalar(newest.order_by(PublishedEdition.year.desc()).limit(1))
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


def _withdrawn() -> ColumnElement[bool]:
    granted = exists().where(EditionRecallDecision.recall_id == EditionRecall.id, EditionRecallDecision.granted)
    return exists().where(EditionRecall.edition_id == PublishedEdition.id, granted)


def is_withdrawn(edition_id: int) -> bool:
    """Whether a published edition was withdrawn before it took effect."""
    return (
        db.session.scalar(select(PublishedEdition.id).where(PublishedEdition.id == edition_id, _withdrawn()))
        is not None
    )


def withdrawn() -> list[PublishedEdition]:
    """The editions that were withdrawn before they took effect, the newest first."""
    rows = select(PublishedEdition).where(_withdrawn())
    return list(db.session.scalars(rows.order_by(PublishedEdition.year.desc(), PublishedEdition.turn.desc())))


def editions() -> list[PublishedEdition]:
    """The published editions that rule a year or will, the newest first."""
    rows = select(PublishedEdition).where(~_withdrawn())
    return list(db.session.scalars(rows.order_by(PublishedEdition.year.desc())))


def newest() -> PublishedEdition | None:
    """The published edition of the latest year, if any."""
    return next(iter(editions()), None)


def next_turn(year: int) -> int:
    """How many editions of a year were withdrawn: the turn of the next one."""
    rows = select(func.count()).select_from(PublishedEdition).where(PublishedEdition.year == year, _withdrawn())
    return db.session.scalar(rows) or 0


def hindrances(edition: Edition, this_year: int | None) -> tuple[Problem, ...]:
    """What keeps an edition from being published after those that are; see rules/succession.py."""
    found = check_succession(edition, [edition_in(row) for row in editions()], this_year)
    used = {row.code for row in withdrawn()}
    taken = Problem("code", say("编号“%(code)s”已经用过，请换一个", code=edition.code))
    return (*found, taken) if edition.code in used else found


def recalls(edition_id: int) -> list[EditionRecall]:
    """The proposals to withdraw an edition, the newest first, each with its decision if there is one."""
    rows = select(EditionRecall).where(EditionRecall.edition_id == edition_id).order_by(EditionRecall.id.desc())
    return list(db.session.scalars(rows.options(joinedload(EditionRecall.decision))))


def open_recall(edition_id: int) -> EditionRecall | None:
    """The proposal to withdraw an edition that nobody has decided about yet."""
    return next((one for one in recalls(edition_id) if one.decision is None), None)


def recall_for_decision(recall_id: int) -> EditionRecall | None:
    """A proposal by its id, locked until the transaction ends, with its decision."""
    row = select(EditionRecall).where(EditionRecall.id == recall_id).with_for_update(of=EditionRecall)
    return db.session.scalar(row.options(selectinload(EditionRecall.decision)))


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
