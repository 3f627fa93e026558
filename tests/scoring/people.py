"""Acting as somebody without a browser."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from hospital_integrity.access import Asker, acting
from hospital_integrity.accounts.models import Account
from tests.house import world


def verbs() -> list[str]:
    """The verbs of the events since the edition was published."""
    return [verb for verb in world.verbs() if not verb.startswith("edition.")]


@contextmanager
def as_(account: Account, roles: Collection[str] = ("OF",), home: Collection[int] = ()) -> Iterator[None]:
    """What happens inside is done by this account in these roles."""
    with acting(Asker(account.id, account.staff_id, "", frozenset(roles), home=frozenset(home))):
        yield
