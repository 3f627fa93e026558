"""Taking a part in a case: the rules are asked, and the database keeps that nobody has two."""

from __future__ import annotations

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.accounts import queries as accounts
from hospital_integrity.board import queries
from hospital_integrity.board.models import BoardEntry, BoardHand
from hospital_integrity.db import db
from hospital_integrity.intake import queries as intake
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.rules import board_flow as flow


def take_part(row: BoardEntry, part: str) -> None:
    """Let the asker take a step of the flow, in the entry as locked; Refused when it isn't the next one or not his."""
    flow.demand(part, queries.case_of(row), queries.actor(asker()), clock.today())
    keep_hand(row, part, asker().account_id)


def keep_hand(row: BoardEntry, part: str, account_id: int | None) -> None:
    """Write down whose hands an entry went through; who has a part in it already keeps that one."""
    held = queries.hands_of([row.id])[row.id]
    for account, role in ((row.drafted_by, flow.DRAFTER), (account_id, part)):
        owner = accounts.account(account) if account is not None and account not in held else None
        if owner is not None:
            hand = BoardHand(
                board_entry_id=row.id,
                account_id=owner.id,
                part=role,
                subject_id=row.staff_id,
                staff_id=owner.staff_id,
            )
            db.session.add(hand)
            db.session.flush()
            held[owner.id] = role


def keep_collector(row: BoardEntry) -> None:
    """Who recorded the fact in the ledger, or registered the case, had a part in it: he isn't to judge it as well."""
    entry = ledger.entry(row.entry_id) if row.entry_id is not None else None
    recorder = entry.recorded_by if entry is not None else None
    owner = accounts.account(recorder) if recorder is not None else None
    oneself = owner is not None and row.staff_id is not None and owner.staff_id == row.staff_id
    keep_hand(row, flow.COLLECTOR, None if oneself else recorder)
    if row.case_id is not None:
        keep_hand(row, flow.REPORTER, intake.registered_by(row.case_id))
