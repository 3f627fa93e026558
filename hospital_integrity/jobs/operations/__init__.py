"""Asking for long work, and doing it piece by piece."""

from hospital_integrity.jobs.operations.asking import ask, cancel, resume
from hospital_integrity.jobs.operations.leasing import Lost, claim, fail, keep, lease, let_go, renew, tidy
from hospital_integrity.jobs.operations.returning import returned
from hospital_integrity.jobs.queries import File, Halted, Step, Verb, Work, always, never

__all__ = [
    "File",
    "Halted",
    "Lost",
    "Step",
    "Verb",
    "Work",
    "always",
    "ask",
    "cancel",
    "claim",
    "fail",
    "keep",
    "lease",
    "let_go",
    "never",
    "renew",
    "resume",
    "returned",
    "tidy",
]
