"""Passwords and one-time codes: making them, keeping them as hashes, and telling whether a secret opens an account."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from hospital_integrity.accounts.models import Account
from hospital_integrity.accounts.queries import account as account_with_person
from hospital_integrity.accounts.queries import setting
from hospital_integrity.rules.credentials import (
    CODE_ALPHABET,
    CODE_GROUP,
    CODE_GROUPS,
    LONGEST,
    PROFILES,
    Profile,
    check_password,
    fold,
)
from hospital_integrity.rules.saying import Refused


def profile() -> Profile:
    """What this hospital asks of passwords."""
    return PROFILES[setting("PASSWORD_PROFILE")]


def new_code() -> str:
    """A fresh one-time code of 60 random bits in readable groups."""
    return "-".join("".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_GROUP)) for _ in range(CODE_GROUPS))


def hardened(password: str) -> str:
    """The argon2id hash of a password; slow on purpose, so no transaction should be open meanwhile."""
    return _hasher(**setting("ARGON2")).hash(fold(password))


def opens(password_hash: str, password: str) -> bool:
    """Whether the password fits; an empty hash fits nothing but takes as long, so that it can't be told from others."""
    hasher = _hasher(**setting("ARGON2"))
    typed = fold(password)
    try:
        hasher.verify(password_hash or _dummy(hasher), typed if len(typed) <= LONGEST else "")
    except (Argon2Error, InvalidHashError):
        return False
    return bool(password_hash)


def check_new_password(account_id: int, password: str) -> str:
    """Raise `Refused` when the rules forbid this password to this person; gives the hash of the present one."""
    owner = account_with_person(account_id)
    if owner is None:
        raise Refused("账号不存在。")
    check_password(fold(password), _personal_words(owner), profile())
    return owner.password_hash


def _personal_words(owner: Account) -> tuple[str, ...]:
    person = owner.staff
    return (owner.number, person.name, "".join(person.pinyin.split())) if person else (owner.number,)


@cache
def _hasher(**cost: int) -> PasswordHasher:
    return PasswordHasher(**cost)


@cache
def _dummy(hasher: PasswordHasher) -> str:
    return hasher.hash(secrets.token_hex(16))
