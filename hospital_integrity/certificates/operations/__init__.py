"""Issue papers, issue one anew, revoke one. Nothing is ever changed or deleted."""

from hospital_integrity.certificates.operations.filing import keep_file
from hospital_integrity.certificates.operations.issuing import issue, issue_all, rehearse, reissue
from hospital_integrity.certificates.operations.making import Check, Undrawable
from hospital_integrity.certificates.operations.revoking import MOST_REASON, revoke

__all__ = ["MOST_REASON", "Check", "Undrawable", "issue", "issue_all", "keep_file", "rehearse", "reissue", "revoke"]
