"""Deeds that start together, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from hospital_integrity.access import Asker, acting
from hospital_integrity.db import db, writing
from hospital_integrity.rules.saying import Refused

Deed = tuple[int, Callable[[], object]]


def at_once(app: Flask, deeds: Sequence[Deed]) -> list[str]:
    """What becomes of deeds (account id, what) that start together: "done" or the refusal, shortest first."""
    start = Barrier(len(deeds))

    def work(deed: Deed) -> str:
        account_id, what = deed
        with app.app_context(), writing(), acting(Asker(account_id, None, "", frozenset())):
            start.wait()
            try:
                what()
                db.session.commit()
                return "done"
            except Refused as refused:
                db.session.rollback()
                return str(refused)

    db.session.commit()
    with ThreadPoolExecutor(len(deeds)) as pool:
        found = list(pool.map(work, deeds))
    db.session.rollback()
    return sorted(found, key=len)
