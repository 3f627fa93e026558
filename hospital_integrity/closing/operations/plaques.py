"""Plaques handed over (授牌) and taken back (摘牌)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Award
from hospital_integrity.closing import queries
from hospital_integrity.closing.models import Plaque
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused, Stale

GRANTED, TAKEN = "granted", "taken"


@dataclass(frozen=True)
class Occasion:
    """When plaques changed hands, and between whom."""

    day: date
    giver: str
    receiver: str
    remark: str = ""


def grant_plaques(award_ids: Sequence[int], occasion: Occasion) -> list[Plaque]:
    """Hand over the plaques of awards that hold and have stars, each once."""
    found = _awards(award_ids, occasion)
    known = queries.plaques_by_award([one.id for one in found])
    for one in found:
        if not one.stars or not awards.holds(one) or (one.subject_id, one.year) in awards.held_down(one.subject_kind):
            raise Refused("“%(name)s”这次没有有效的星级，不能授牌", name=one.name)
        if (one.id, GRANTED) in known:
            raise Stale("“%(name)s”已经授过牌，请刷新后核对", name=one.name)
    return _keep(found, GRANTED, occasion, "plaque.granted")


def take_plaques(award_ids: Sequence[int], occasion: Occasion) -> list[Plaque]:
    """Take back plaques that were handed over."""
    found = _awards(award_ids, occasion)
    known = queries.plaques_by_award([one.id for one in found])
    for one in found:
        if (one.id, GRANTED) not in known or (one.id, TAKEN) in known:
            raise Stale("“%(name)s”没有可以收回的牌，请刷新后核对", name=one.name)
        if occasion.day < known[one.id, GRANTED].day:
            raise Refused("收回日期不能早于授牌日期")
    return _keep(found, TAKEN, occasion, "plaque.taken")


def _awards(award_ids: Sequence[int], occasion: Occasion) -> list[Award]:
    if occasion.day > clock.today():
        raise Refused("日期不能晚于今天")
    known = awards.awards_by_id(award_ids)
    if not award_ids or known.keys() != set(award_ids):
        raise Refused("请选择对象")
    closings = {one.closing_id: awards.closing_for_change(one.closing_id) for one in known.values()}
    for closing in closings.values():
        if closing and occasion.day < closing.decided_on:
            raise Refused("日期不能早于决定日期 %(day)s", day=closing.decided_on.isoformat())
    return [known[one] for one in sorted(known)]


def _keep(found: Sequence[Award], deed: str, occasion: Occasion, verb: str) -> list[Plaque]:
    told = {**vars(occasion), "deed": deed, "entered_by": asker().account_id, "entered_at": clock.now()}
    rows = [Plaque(award_id=one.id, **told) for one in found]
    db.session.add_all(rows)
    db.session.flush()
    note(verb, [("closing_plaques", row.id) for row in rows])
    return rows
