"""What a second notice of a round says otherwise than the one before."""

from __future__ import annotations

from hospital_integrity.closing.models import Notice, ProposedResult
from hospital_integrity.closing.queries.course import notices
from hospital_integrity.closing.queries.proposals import levels_of, results_about

SHOWN_KINDS = ("department", "grid")


def changed_since_last(notice: Notice) -> list[tuple[ProposedResult, str]]:
    """Departments and grid members whose level differs from the notice before, with the level they had there."""
    earlier = [one for one in notices(notice.year) if one.round == notice.round and one.id < notice.id]
    if not earlier:
        return []
    before, now = levels_of(earlier[0].proposal_id), levels_of(notice.proposal_id)
    moved = [key for key in now if key[0] in SHOWN_KINDS and key in before and before[key][0] != now[key][0]]
    results = results_about(notice.proposal_id, moved)
    return [(one, before[one.subject_kind, one.subject_id][1]) for one in results]
