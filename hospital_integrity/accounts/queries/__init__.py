"""Reading accounts, sessions, roles and attempts; each answer in a constant number of statements."""

from hospital_integrity.accounts.queries.accounts import (
    STATES,
    account,
    account_by_number_for_change,
    account_for_change,
    account_of_staff,
    accounts,
    accounts_of_staff,
    code_issuer,
    grant,
    other_sign_ins,
    sign_in_for_change,
    state_of,
    waiting_accounts,
)
from hospital_integrity.accounts.queries.asking import (
    Visitor,
    asker_of,
    current_asker,
    current_grants,
    digest,
    headed,
    held_roles,
    privileged,
    visitor,
)
from hospital_integrity.accounts.queries.attempts import Failures, attempt, failures, locked_until
from hospital_integrity.accounts.queries.holders import Holder, holders
from hospital_integrity.accounts.queries.settings import DEFAULTS, setting

__all__ = [
    "DEFAULTS",
    "STATES",
    "Failures",
    "Holder",
    "Visitor",
    "account",
    "account_by_number_for_change",
    "account_for_change",
    "account_of_staff",
    "accounts",
    "accounts_of_staff",
    "asker_of",
    "attempt",
    "code_issuer",
    "current_asker",
    "current_grants",
    "digest",
    "failures",
    "grant",
    "headed",
    "held_roles",
    "holders",
    "locked_until",
    "other_sign_ins",
    "privileged",
    "setting",
    "sign_in_for_change",
    "state_of",
    "visitor",
    "waiting_accounts",
]
