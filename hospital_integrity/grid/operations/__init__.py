"""Grid members' work: they hand in, the office decides and calls meetings; one journal event a decision."""

from hospital_integrity.grid.operations.deciding import accept, close, reject, send_back
from hospital_integrity.grid.operations.exporting import note_export
from hospital_integrity.grid.operations.findings import Risk, Session, ask_closing, hold, mend, register
from hospital_integrity.grid.operations.meetings import Call, attend, call, change
from hospital_integrity.grid.operations.reports import Report, hand_in, hand_in_all, keep

__all__ = [
    "Call",
    "Report",
    "Risk",
    "Session",
    "accept",
    "ask_closing",
    "attend",
    "call",
    "change",
    "close",
    "hand_in",
    "hand_in_all",
    "hold",
    "keep",
    "mend",
    "note_export",
    "register",
    "reject",
    "send_back",
]
