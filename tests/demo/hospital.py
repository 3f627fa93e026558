"""The demo hospital for tests: 200 people in 20 departments, made once a run, copied for each test."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from hospital_integrity import clock
from hospital_integrity.accounts.models import Account, RoleGrant
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments

PATIENCE = 180


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """The folder, filled by whichever worker of the run comes first; the others wait for it."""
    done = folder / "done"
    try:
        folder.mkdir()
    except FileExistsError:
        _wait_for(done)
    else:
        make(folder)
        done.touch()
    return folder


def _wait_for(file: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not file.exists():
        assert time.monotonic() < end, "the worker that makes the demo hospital has failed"
        time.sleep(0.1)


def account_of(role: str) -> Account:
    """The demo's account that holds this role; of a grid member and of somebody without any role too."""
    grants = select(RoleGrant.account_id)
    if role not in ("GM", "ST"):
        grants = grants.where(RoleGrant.role == role)
        return db.session.scalars(select(Account).where(Account.id.in_(grants)).order_by(Account.id)).first()
    members = {one.staff_id for one in departments.grid_members(clock.today())}
    plain = db.session.scalars(select(Account).where(Account.id.not_in(grants)).order_by(Account.id))
    return next(one for one in plain if (one.staff_id in members) == (role == "GM"))
