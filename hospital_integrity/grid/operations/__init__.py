"""Grid members' work: they hand in, the office decides and calls meetings; one journal event a decision."""

from hospital_integrity.grid.operations.deciding import accept, close, close_all, reject, send_back
from hospital_integrity.grid.operations.findings import (
    Handling,
    Risk,
    Session,
    ask_closing,
    ask_closing_all,
    hold,
    hold_all,
    mend,
    register,
    register_all,
)
from hospital_integrity.grid.operations.meetings import Call, attend, call, change
from hospital_integrity.grid.operations.reports import Report, hand_in, hand_in_all, keep

__all__ = [
    "Call",
    "Handling",
    "Report",
    "Risk",
    "Session",
    "accept",
    "ask_closing",
    "ask_closing_all",
    "attend",
    "call",
    "change",
    "close",
    "close_all",
    "hand_in",
    "hand_in_all",
    "hold",
    "hold_all",
    "keep",
    "mend",
    "register",
    "register_all",
    "reject",
    "send_back",
]
