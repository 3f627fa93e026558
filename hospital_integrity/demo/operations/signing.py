"""The demo's dozen sign-ins: a person for each role, waiting to be activated with a one-time code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hospital_integrity import clock
from hospital_integrity.access import Asker
from hospital_integrity.accounts import operations as accounts
from hospital_integrity.accounts import queries
from hospital_integrity.departments import queries as departments
from hospital_integrity.rules.roles import ROLE_NAMES
from hospital_integrity.rules.saying import Saying

SIGN_INS = ("OF", "OF", "RV", "PB", "PB", "AH", "EO", "HR", "DH", "DH", "GM", "ST", "SA", "SE", "AU")
WITHOUT_GRANT = ("ST", "GM")


@dataclass(frozen=True)
class SignIn:
    """One line of what the demo prints: staff number, one-time code, name, roles."""

    number: str
    code: str
    name: str
    roles: tuple[Saying, ...]


def make_sign_ins(homes: dict[int, int], grid: list[int]) -> dict[str, Asker]:
    """An account for each role, and the first holder of each as somebody who can act.

    Heads head the department they belong to; the grid member is a real one.
    """
    free = [person for person in sorted(homes) if person not in grid]
    first: dict[str, Asker] = {}
    for number, role in enumerate(SIGN_INS):
        person = grid[0] if role == "GM" else free[number]
        account = accounts.create_account(staff_id=person).account
        if role not in WITHOUT_GRANT:
            accounts.grant(account.id, role, department_id=homes[person] if role == "DH" else None)
        home = frozenset({homes[person]})
        first.setdefault(role, Asker(account.id, person, "", frozenset({role}), home=home))
    return first


def sign_ins() -> list[SignIn]:
    """Fresh one-time codes for every account of the demo that nobody has activated yet, with what each may be."""
    codes = accounts.reissue_unused_codes()
    people = departments.staff_by_numbers(codes)
    members = {one.staff_id for one in departments.grid_members(clock.today())}
    owners = queries.accounts_of_staff([person.id for person in people.values()])
    return [
        SignIn(number, codes[number], person.name, _roles(owners[person.id].grants, in_grid=person.id in members))
        for number, person in sorted(people.items())
    ]


def _roles(grants: Iterable[Any], *, in_grid: bool) -> tuple[Saying, ...]:
    return tuple(ROLE_NAMES[one.role] for one in grants) or (ROLE_NAMES["GM" if in_grid else "ST"],)
