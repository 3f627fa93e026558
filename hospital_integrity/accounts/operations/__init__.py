"""Signing in and out, accounts, codes, passwords and roles: one verb each, one journal event each."""

from hospital_integrity.accounts.operations.accounts import (
    Issued,
    create_account,
    create_accounts,
    disable,
    enable,
    issue_code,
    reissue_unused_codes,
    set_password,
    unlock,
)
from hospital_integrity.accounts.operations.proving import check_new_password, hardened, opens, profile
from hospital_integrity.accounts.operations.roles import grant, revoke
from hospital_integrity.accounts.operations.sessions import (
    Claim,
    claim,
    keep_alive,
    prove,
    settle,
    sign_in,
    sign_out,
    start_session,
)

__all__ = [
    "Claim",
    "Issued",
    "check_new_password",
    "claim",
    "create_account",
    "create_accounts",
    "disable",
    "enable",
    "grant",
    "hardened",
    "issue_code",
    "keep_alive",
    "opens",
    "profile",
    "prove",
    "reissue_unused_codes",
    "revoke",
    "set_password",
    "settle",
    "sign_in",
    "sign_out",
    "start_session",
    "unlock",
]
