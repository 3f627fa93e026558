"""Drafts that keep themselves: what is typed is stored quietly, and nobody overwrites what somebody else typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hospital_integrity import clock
from hospital_integrity.access import Reach, asker
from hospital_integrity.db import db
from hospital_integrity.rules.saying import Refused, Saying, Stale, say
from hospital_integrity.rules.scoresheet import Row
from hospital_integrity.scoring import queries
from hospital_integrity.scoring.models import ScoreSheet
from hospital_integrity.scoring.queries import About


@dataclass(frozen=True)
class Saved:
    """The draft in which the typed rows are now (None: nothing was typed); `conflict` where it isn't the one meant."""

    sheet: ScoreSheet | None
    conflict: Saying | None = None


def autosave(
    nonce: str, title: str, rows: Sequence[Row], about: About, reach: Reach, sheet_id: int | None, version: int
) -> Saved:
    """Keep what is being typed; it decides nothing and writes no event.

    Rows typed on top of an older state than the stored one are kept as a draft of their own, and both stay.
    """
    typed = [dict(row) for row in rows]
    sheet = queries.sheet_for_change(sheet_id) if sheet_id else queries.sheet_by_nonce(nonce)
    if sheet is None:
        return _first(nonce, title, typed, about)
    if not _is_open_to(sheet, reach):
        raise Refused("这份评分表不是您的草稿")
    if list(sheet.rows) == typed:
        return Saved(sheet)
    if sheet.state == "open" and sheet.version == version:
        return Saved(_renewed(sheet, typed))
    return _apart(nonce, title, typed, about, sheet, version)


def drafted(nonce: str, title: str, rows: Sequence[Row], about: About, digest: str) -> ScoreSheet:
    """A new draft, without an event: whoever calls decides whether it is a decision."""
    sheet = ScoreSheet(
        nonce=nonce,
        title=title[:120],
        kind=about.kind,
        department_id=about.department_id,
        item=about.item,
        year=about.year,
        author_id=asker().account_id,
        rows=[dict(row) for row in rows],
        digest=digest,
        updated_at=clock.now(),
    )
    db.session.add(sheet)
    db.session.flush()
    return sheet


def draft_to_change(sheet_id: int, version: int, reach: Reach, *, dropping: bool = False) -> ScoreSheet:
    """A draft of one's own, or of a colleague where one's reach is everything; Stale where it isn't at `version`."""
    sheet = queries.sheet_for_change(sheet_id)
    if sheet is None or not (_is_open_to(sheet, reach) or (dropping and reach.everything)):
        raise Refused("这份评分表不是您的草稿")
    if sheet.state != "open" or sheet.version != version:
        raise Stale("这份评分表已经变化，请刷新后再改")
    return sheet


def _is_open_to(sheet: ScoreSheet, reach: Reach) -> bool:
    # What a rater is about to give is nobody else's business, the office's neither.
    return sheet.author_id == asker().account_id or (reach.everything and sheet.kind != "marks")


def _first(nonce: str, title: str, typed: Sequence[Row], about: About) -> Saved:
    if not typed:
        return Saved(None)
    other = queries.own_draft_about(asker().account_id, about)
    sheet = drafted(nonce, title, typed, about, "")
    if other is None:
        return Saved(sheet)
    words = say(
        "您还有一份同样的草稿（第 %(other)s 号）。这里输入的存为第 %(id)s 号，两份都在", other=other.id, id=sheet.id
    )
    return Saved(sheet, words)


def _renewed(sheet: ScoreSheet, typed: list[dict[str, str]]) -> ScoreSheet:
    sheet.rows, sheet.updated_at = typed, clock.now()
    sheet.version += 1
    db.session.flush()
    return sheet


def _apart(nonce: str, title: str, typed: Sequence[Row], about: About, sheet: ScoreSheet, version: int) -> Saved:
    if not typed:
        return Saved(sheet, say("第 %(id)s 号评分表已经变化，请刷新后再看", id=sheet.id))
    # The nonce is made of what was overtaken, so that a second try of the same window goes on with the same copy.
    own = f"{nonce[:32]}-{sheet.id}-{version}"
    copy = queries.sheet_by_nonce(own) or drafted(own, title, typed, about, "")
    copy.copy_of = sheet.id
    words = _OVERTAKEN.get(sheet.state, _OVERTAKEN["open"])
    return Saved(_renewed(copy, [dict(row) for row in typed]), say(words.text, id=sheet.id, copy=copy.id))


_TWICE = say("您还有一份同样的草稿（第 %(other)s 号）。这里输入的存为第 %(id)s 号，两份都在")
_OVERTAKEN = {
    "open": say("第 %(id)s 号草稿已在别的窗口改动。这里输入的另存为第 %(copy)s 号草稿，两份都在"),
    "submitted": say("第 %(id)s 号评分表已经提交。这里后来输入的另存为第 %(copy)s 号草稿，没有丢失"),
    "dropped": say("第 %(id)s 号草稿已经作废。这里输入的另存为第 %(copy)s 号草稿，没有丢失"),
}
