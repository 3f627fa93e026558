"""Issue papers, issue one anew, revoke one, word a kind of them. Nothing is ever changed or deleted."""

from hospital_integrity.certificates.operations.counting import count_check
from hospital_integrity.certificates.operations.drafting import Decision, of_appointments, of_awards, of_honours
from hospital_integrity.certificates.operations.filing import keep_file
from hospital_integrity.certificates.operations.issuing import (
    issue,
    issue_all,
    issue_honours,
    issue_letters,
    reissue,
)
from hospital_integrity.certificates.operations.making import Check, Draft, House, Undrawable, house, worded
from hospital_integrity.certificates.operations.ordering import Order, carry_out, issue_order, ordered, rehearse
from hospital_integrity.certificates.operations.printing import (
    MOST_COPIES,
    PLAIN,
    SHEET,
    ZIP,
    Told,
    hand_over,
    register_print,
    still_printable,
)
from hospital_integrity.certificates.operations.revoking import MOST_REASON, revoke
from hospital_integrity.certificates.operations.specimen import specimen
from hospital_integrity.certificates.operations.wording import Unfit, fitting, word

__all__ = [
    "MOST_COPIES",
    "MOST_REASON",
    "PLAIN",
    "SHEET",
    "ZIP",
    "Check",
    "Decision",
    "Draft",
    "House",
    "Order",
    "Told",
    "Undrawable",
    "Unfit",
    "carry_out",
    "count_check",
    "fitting",
    "hand_over",
    "house",
    "issue",
    "issue_all",
    "issue_honours",
    "issue_letters",
    "issue_order",
    "keep_file",
    "of_appointments",
    "of_awards",
    "of_honours",
    "ordered",
    "register_print",
    "rehearse",
    "reissue",
    "revoke",
    "specimen",
    "still_printable",
    "word",
    "worded",
]
