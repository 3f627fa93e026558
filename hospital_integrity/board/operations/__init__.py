"""Writing the board: an author drafts, another person publishes, returns or withdraws; one journal event each."""

from hospital_integrity.board.operations.deciding import publish, send_back, withdraw
from hospital_integrity.board.operations.drafting import draft_fact, draft_of_entry, drop, edit

__all__ = ["draft_fact", "draft_of_entry", "drop", "edit", "publish", "send_back", "withdraw"]
