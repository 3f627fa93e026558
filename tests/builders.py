"""Plain functions that build what a test needs: each adds its rows to `db.session`, flushes and returns the row."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any, TypeVar

from flask import Flask, request
from flask.testing import FlaskClient

from hospital_integrity.access import NOBODY, Asker
from hospital_integrity.accounts.models import Account, RoleGrant
from hospital_integrity.clock import now
from hospital_integrity.db import Base, db
from hospital_integrity.departments.models import Department, GridAppointment, Membership, Staff

Row = TypeVar("Row", bound=Base)
BEGINNING = date(2020, 1, 1)
_numbers = count(1)


def kept(row: Row) -> Row:
    """The row, added and flushed, so that it has an id."""
    db.session.add(row)
    db.session.flush()
    return row


def department(name: str = "心内科", **details: Any) -> Department:
    """A clinical department of the main campus, open since 2020."""
    number = next(_numbers)
    values = {"code": f"D{number:04}", "initials": "xnk", "category": "clinical", "campus": "总院", "opened_on": BEGINNING}
    return kept(Department(name=name, **{**values, **details}))


def staff(name: str = "张晓明", **details: Any) -> Staff:
    """A doctor who belongs to no department yet."""
    values = {
        "number": f"{next(_numbers):06}",
        "pinyin": "zhang xiao ming",
        "initials": "zxm",
        "profession": "doctor",
        "title": "主治医师",
        "hired_on": BEGINNING,
    }
    return kept(Staff(name=name, **{**values, **details}))


def membership(person: Staff, place: Department, from_day: date = BEGINNING, to_day: date | None = None) -> Membership:
    """This person belongs to this department from a day to a day."""
    return kept(Membership(staff_id=person.id, department_id=place.id, from_day=from_day, to_day=to_day))


def member(place: Department | None = None, name: str = "张晓明", **details: Any) -> Staff:
    """A doctor of this department (of a new one when none is given)."""
    person = staff(name, **details)
    membership(person, place or department())
    return person


def grid_appointment(person: Staff, place: Department, **details: Any) -> GridAppointment:
    """This person watches over this department as its supervisor since 2020."""
    values = {"tier": "department", "duty": "supervisor", "from_day": BEGINNING, "to_day": None}
    return kept(GridAppointment(staff_id=person.id, department_id=place.id, **{**values, **details}))


def grant(owner: Account, role: str, place: Department | None = None, from_day: date = BEGINNING) -> RoleGrant:
    """This account holds this role from a day on, in this department where the role has a scope."""
    return kept(RoleGrant(account_id=owner.id, role=role, department_id=place.id if place else None, from_day=from_day))


def account(role: str = "ST", person: Staff | None = None, place: Department | None = None, **details: Any) -> Account:
    """Somebody's activated account with a role; a head of department heads the department they belong to."""
    place = place or department("药剂科")
    person = person or member(place, "李文")
    owner = kept(Account(number=person.number, staff_id=person.id, created_at=now(), **details))
    grant(owner, role, place if role == "DH" else None)
    return owner


def let_in(app: Flask, client: FlaskClient, owner: Account) -> None:
    """Sign this account in with this client."""
    # Until the accounts wing stands: the client names its account, and roles are read from the grants at each request.
    app.extensions["access.who"] = _named_by_client
    client.environ_base["test.account"] = owner.id


def _named_by_client() -> Asker:
    if "test.account" not in request.environ:
        return NOBODY
    owner = db.session.get_one(Account, request.environ["test.account"])
    grants = db.session.query(RoleGrant).filter_by(account_id=owner.id, to_day=None).all()
    person = db.session.get(Staff, owner.staff_id) if owner.staff_id else None
    headed = frozenset(row.department_id for row in grants if row.department_id)
    return Asker(owner.id, owner.staff_id, person.name if person else "", frozenset(row.role for row in grants) | {"ST"}, headed)
