"""The public check: whoever holds a paper sees whether it is ours and still valid, without signing in.

The code on the paper carries a secret token and shows everything but a person's name, which the visitor types from the
paper. A typed serial shows only whether it is valid, so that walking through serials teaches nothing. A file is ours
only if it is, byte for byte, the one that was kept. The first two set no cookie and answer as JSON as well.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from hospital_integrity.certificates.forms import FileForm
from hospital_integrity.certificates.views.answers import BUSY, UNSURE, Answer, of_file, of_serial, of_token
from hospital_integrity.certificates.views.blueprint import bp
from hospital_integrity.certificates.views.throttle import count_question
from hospital_integrity.db import db

SAID = ("title", "holder", "grade", "stars", "of_stars", "hospital", "signatory", "serial", "decision")


@bp.get("/v/<token>")
def scan(token: str) -> ResponseReturnValue:
    """What the QR code opens: the paper with everything it says, the name once it is typed."""
    return _page(_sure(lambda: _scanned(token)), token=token)


@bp.get("/v/<token>.json")
def scan_as_data(token: str) -> ResponseReturnValue:
    """The same for a program."""
    return _data(_sure(lambda: _scanned(token)))


@bp.get("/v")
def check() -> ResponseReturnValue:
    """A typed serial, and the name of whoever holds the paper."""
    return _page(_sure(_typed) if _asked("serial", 40) else Answer())


@bp.get("/v.json")
def check_as_data() -> ResponseReturnValue:
    """The same for a program."""
    return _data(_sure(_typed))


@bp.route("/v/file", methods=["GET", "POST"])
def check_file() -> ResponseReturnValue:
    """A file: whether it is the one that was kept. It isn't kept itself."""
    form = FileForm()
    if not form.is_submitted():
        return _page(Answer(), form)
    count_question()
    if not form.validate():
        return _page(Answer(), form, 422)
    return _page(_sure(lambda: of_file(form.file.data.data)), form)


def _asked(name: str, most: int) -> str:
    return request.args.get(name, "").strip()[:most]


def _scanned(token: str) -> Answer:
    name = _asked("name", 60)
    if name:
        count_question()
    return of_token(token, name)


def _typed() -> Answer:
    count_question()
    return of_serial(_asked("serial", 40), _asked("name", 60))


def _sure(answer: Callable[[], Answer]) -> Answer:
    try:
        return answer()
    except (OperationalError, PoolExhausted):
        db.session.rollback()
        return Answer(UNSURE, hint=BUSY)


def _page(answer: Answer, form: FileForm | None = None, status: int = 0, token: str = "") -> ResponseReturnValue:
    try:
        page = render_template("certificates/check.html", answer=answer, form=form, token=token)
    except (OperationalError, PoolExhausted):  # not even the hospital's name can be read
        return Response(str(BUSY), 503, mimetype="text/plain")
    return page, status or answer.status


def _data(answer: Answer) -> ResponseReturnValue:
    said: dict[str, Any] = {"state": answer.state, "serial": answer.serial.upper()}
    if answer.why:
        said["why"] = str(answer.why)
    if answer.paper and answer.words:
        words = answer.words
        said["paper"] = {name: getattr(words, name) for name in SAID}
        said["paper"]["day"], said["paper"]["text"] = words.day.isoformat(), words.sentences()
        said["paper"]["named"], said["sha256"] = answer.named, answer.paper.certificate.sha256
    return jsonify(said), answer.status
