"""Writing policy: a draft is saved only when it is sound, published once by somebody else, and withdrawn by two."""

from hospital_integrity.policy.operations.drafts import change_draft, new_draft, remove_item, save_draft
from hospital_integrity.policy.operations.publishing import publish, publish_shipped
from hospital_integrity.policy.operations.rewriting import rewritten
from hospital_integrity.policy.operations.withdrawing import decide_recall, propose_recall

__all__ = [
    "change_draft",
    "decide_recall",
    "new_draft",
    "propose_recall",
    "publish",
    "publish_shipped",
    "remove_item",
    "rewritten",
    "save_draft",
]
