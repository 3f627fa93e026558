"""The public check: whoever holds a paper sees whether it is ours and still valid, without signing in.

The code on the paper carries a secret token and shows everything. A typed serial shows only whether it is valid, with
the name masked, so that walking through serials teaches nothing; who knows the name types it and sees the rest. A file
is ours only if it is, byte for byte, the one that was kept. The first two set no cookie and answer as JSON as well.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from flask import abort, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from hospital_integrity.certificates import queries
from hospital_integrity.certificates.forms import FileForm
from hospital_integrity.certificates.queries import Paper
from hospital_integrity.certificates.views.blueprint import bp
from hospital_integrity.rules.certificate import Words, read
from hospital_integrity.rules.masking import is_masked_match
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.serial import is_serial

PER_MINUTE = 30
WRONG_NUMBER = say("编号不完整或抄错了一位，请对照证书重新输入")
CHANGED_FILE = say("这个文件与本院存档的任何一份都不完全相同：不是本院签发的，或者签发后被改动过")
NOT_OURS = "changed"
SAID = ("title", "holder", "grade", "stars", "of_stars", "hospital", "signatory", "serial", "decision")
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
    return _page(_scanned(token))


@bp.get("/v/<token>.json")
def scan_as_data(token: str) -> ResponseReturnValue:
    """The same for a program."""
    return _data(_scanned(token))


@bp.get("/v")
def check() -> ResponseReturnValue:
    """A typed serial, and the name of whoever holds the paper."""
    return _page(_typed()) if _asked() else _page(Answer())


@bp.get("/v.json")
def check_as_data() -> ResponseReturnValue:
    """The same for a program."""
    return _data(_typed())


@bp.route("/v/file", methods=["GET", "POST"])
def check_file() -> ResponseReturnValue:
    """A file: whether it is the one that was kept. It isn't kept itself."""
    form = FileForm()
    if not form.is_submitted():
        return _page(Answer(), form)
    _count_question()
    if not form.validate():
        return _page(Answer(), form, 422)
    paper = queries.paper_by_file(hashlib.sha256(form.file.data.data).hexdigest())
    if paper is None:
        return _page(Answer(NOT_OURS, hint=CHANGED_FILE), form)
    return _page(_whole(paper, paper.certificate.serial), form)


@dataclass(frozen=True)
class Answer:
    """What the check says: `words` only to those who hold the paper or know the name on it."""

    state: str = ""
    serial: str = ""
    paper: Paper | None = None
    words: Words | None = None
    hint: Saying | None = None

    @property
    def why(self) -> Saying | None:
        """Why the paper isn't valid, as far as the asker may know."""
        if self.paper is None:
            return self.hint
        return self.paper.why if self.words else None

    @property
    def status(self) -> int:
        """404 for a paper that doesn't exist."""
        return 404 if self.state == "unknown" else 200


def _asked() -> str:
    return request.args.get("serial", "").strip()[:40]


def _scanned(token: str) -> Answer:
    paper = queries.paper_by_token(token)
    return _whole(paper, paper.certificate.serial) if paper else Answer("unknown")


def _whole(paper: Paper, serial: str) -> Answer:
    return Answer(_state(paper), serial, paper, read(paper.says))


def _typed() -> Answer:
    _count_question()
    serial = _asked()
    if not is_serial(serial):
        return Answer("unknown", serial, hint=WRONG_NUMBER)
    paper, name = queries.paper_by_serial(serial), request.args.get("name", "").strip()[:60]
    if paper is None:
        return Answer("unknown", serial)
    words = read(paper.says)
    if words.kind == "department" or is_masked_match(name, words.holder):
        return Answer(_state(paper), serial, paper, words)
    return Answer(_state(paper), serial, paper, hint=WRONG_NAME if name else None)


def _count_question() -> None:
    throttle = current_app.extensions.setdefault("certificates.throttle", Throttle())
    if not throttle.allows(request.remote_addr or "", time.monotonic()):
        abort(429)


def _state(paper: Paper) -> str:
    return paper.state if paper.state in (queries.VALID, queries.SUSPENDED) else "void"


def _page(answer: Answer, form: FileForm | None = None, status: int = 0) -> ResponseReturnValue:
    return render_template("certificates/check.html", answer=answer, form=form), status or answer.status


def _data(answer: Answer) -> ResponseReturnValue:
    said: dict[str, Any] = {"state": answer.state, "serial": answer.serial.upper()}
    if answer.why:
        said["why"] = str(answer.why)
    if answer.paper and answer.words:
        words = answer.words
        said["paper"] = {name: getattr(words, name) for name in SAID}
        said["paper"]["day"], said["paper"]["text"] = words.day.isoformat(), words.sentences()
        said["sha256"] = answer.paper.certificate.sha256
    return jsonify(said), answer.status
