"""Verbs that are easy to watch: each item leaves an event, so that one done twice or not at all is seen."""

from __future__ import annotations

import time

from flask import Flask
from sqlalchemy.exc import IntegrityError

from hospital_integrity.access import reach_at
from hospital_integrity.accounts.queries import asker_of
from hospital_integrity.jobs import queries
from hospital_integrity.jobs.queries import File, Step, Verb, Work, never
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused, say

SIZE = 2


def counting(work: Work) -> Step:
    """The next two items; `refuse_at` and `break_at` name items that go wrong, `pause` slows it down."""
    last = min(work.done + SIZE, work.args["items"])
    for item in range(work.done, last):
        note("item.done", [("items", item)])
        if item == work.args.get("refuse_at"):
            raise Refused("第 %(n)s 项不行", n=item)
        if item == work.args.get("break_at"):
            raise ZeroDivisionError
    time.sleep(work.args.get("pause", 0))
    work.kept["pieces"] = work.kept.get("pieces", 0) + 1
    return Step(last, work.args["items"], say("%(n)s 项分 %(p)s 步做完", n=last, p=work.kept["pieces"]))


def drawing(work: Work) -> Step:
    """One long piece that only computes, and a file."""
    pages = b"".join(b"page %d\n" % number for number in work.counted(range(work.args["items"])))
    given = work.given.body if work.given else b""
    return Step(1, 1, place=("jobs.list", {}), files=(File("页.txt", "text/plain", given + pages),))


def reaching(work: Work) -> Step:
    """Say which departments the person who asked may list."""
    return Step(1, 1, say("%(ids)s", ids=sorted(reach_at("departments.list", "GET").departments)))


def stumbling(work: Work) -> Step:
    """Meet somebody else who does the same at the same moment, the first time."""
    if not STUMBLED:
        STUMBLED.append(work.id)
        raise IntegrityError("", {}, ValueError())
    return counting(work)


STUMBLED: list[int] = []
VERBS = {
    "stumble": Verb(say("绊倒"), "certificates.issue", stumbling),
    "reach": Verb(say("看看"), "ledger.export", reaching),
    "count": Verb(say("数数"), "certificates.issue", counting),
    "draw": Verb(say("画画"), "certificates.issue", drawing, writes=never),
}


def install(app: Flask) -> None:
    """Make them the application's verbs."""
    queries.install(app, VERBS, asker_of)
