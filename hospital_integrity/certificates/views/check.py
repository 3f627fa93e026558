"""The public check: whoever holds a paper sees whether it is ours and still valid. No sign-in, no cookie.

The code on the paper carries a secret token and shows everything. A typed serial shows only whether it is valid, with
the name masked, so that walking through serials teaches nothing; who knows the name types it and sees the rest.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field

from flask import abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from hospital_integrity.certificates import queries
from hospital_integrity.certificates.queries import Paper
from hospital_integrity.certificates.views.blueprint import bp
from hospital_integrity.rules.certificate import Words, read
from hospital_integrity.rules.masking import is_masked_match, masked_name
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.serial import is_serial

PER_MINUTE = 30
WRONG_NUMBER = say("编号不完整或抄错了一位，请对照证书重新输入")
WRONG_NAME = say("姓名与证书上的不符")


@dataclass
class Throttle:
    """How often each address asked in the last minute; kept in this process only, so a restart forgets it."""

    asked: dict[str, deque[float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self, address: str, now: float) -> bool:
        """Whether one more question is answered; counts it if so."""
        with self.lock:
            self.asked = {key: times for key, times in self.asked.items() if times[-1] > now - 60}
            times = self.asked.setdefault(address, deque())
            while times and times[0] <= now - 60:
                times.popleft()
            if len(times) < PER_MINUTE:
                times.append(now)
                return True
            return False


@bp.get("/v/<token>")
def scan(token: str) -> ResponseReturnValue:
    """What the QR code opens: the paper with everything it says."""
    paper = queries.paper_by_token(token)
    return _answer(paper, paper.certificate.serial if paper else "", read(paper.says) if paper else None)


@bp.get("/v")
def check() -> ResponseReturnValue:
    """A typed serial, and the name of whoever holds the paper."""
    serial = request.args.get("serial", "").strip()[:40]
    if not serial:
        return render_template("certificates/check.html", state=None, serial="", paper=None)
    throttle = current_app.extensions.setdefault("certificates.throttle", Throttle())
    if not throttle.allows(request.remote_addr or "", time.monotonic()):
        abort(429)
    if not is_serial(serial):
        return _answer(None, serial, None, WRONG_NUMBER)
    paper, name = queries.paper_by_serial(serial), request.args.get("name", "").strip()[:60]
    if paper is None:
        return _answer(None, serial, None)
    words = read(paper.says)
    known = words.kind == "department" or is_masked_match(name, words.holder)
    return _answer(paper, serial, words if known else None, WRONG_NAME if name and not known else None)


def _answer(paper: Paper | None, serial: str, words: Words | None, hint: Saying | None = None) -> ResponseReturnValue:
    state = "unknown" if paper is None else "valid" if paper.state == queries.VALID else "void"
    page = render_template(
        "certificates/check.html",
        state=state,
        why=paper.why if paper and words else hint if paper is None else None,
        hint=hint if paper else None,
        serial=serial,
        masked=masked_name(paper.says["holder"]) if paper and not words else "",
        paper=words,
        ground=paper.ground if paper and words else None,
        digest=paper.certificate.sha256 if paper and words else "",
    )
    return page, 404 if paper is None else 200
