"""Keeping decisions between awards. Whether they may be taken, and the event, is the business of corrections."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.awards.models import StarChange, StarDrop, StarProposal
from hospital_integrity.db import db

COPIED = (
    "subject_kind",
    "subject_id",
    "year",
    "transition",
    "from_stars",
    "to_stars",
    "cause",
    "entry_id",
    "document_no",
    "proposed_by",
)


@dataclass(frozen=True)
class NewProposal:
    """A proposal to move a star; `year` is that of the award whose stars it is about."""

    nonce: str
    subject_kind: str
    subject_id: int
    year: int
    transition: str
    from_stars: int
    to_stars: int
    cause: str
    document_no: str
    entry_id: int | None = None


def propose_star(new: NewProposal) -> StarProposal:
    """Keep a proposal in the asker's name."""
    row = StarProposal(**asdict(new), proposed_by=asker().account_id, proposed_at=clock.now())
    db.session.add(row)
    db.session.flush()
    return row


def change_star(proposal: StarProposal, number: int) -> StarChange:
    """Make a proposal hold from today, confirmed by the asker; `number` counts the changes of this award's stars."""
    copied = {name: getattr(proposal, name) for name in COPIED}
    row = StarChange(
        **copied,
        proposal_id=proposal.id,
        number=number,
        changed_on=clock.today(),
        confirmed_by=asker().account_id,
        confirmed_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def drop_star_proposal(proposal: StarProposal, reason: str) -> StarDrop:
    """Say that a proposal will not be confirmed."""
    row = StarDrop(proposal_id=proposal.id, reason=reason, dropped_by=asker().account_id, dropped_at=clock.now())
    db.session.add(row)
    db.session.flush()
    return row
