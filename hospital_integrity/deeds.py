"""Doing what a filled-in form asks: the operation and its commit, or the refusal put back on the form."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from flask import Response
from sqlalchemy.exc import IntegrityError, OperationalError

from hospital_integrity.db import db, writing
from hospital_integrity.forms import Form
from hospital_integrity.rules.saying import Refused, Stale

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def carried_out(form: Form, deed: Callable[[], Any]) -> int:
    """Do what a valid form asks and commit; 303 when it is done, else the status of the page to show again.

    200: nothing was sent yet. 422: refused, the form says why. 409: what it was based on has changed, or somebody did
    the same thing in the same moment (the database lets only one of them through).
    """
    if not form.is_submitted():
        return 200
    if not form.validate():
        return 422
    try:
        deed()
        db.session.commit()
    except IntegrityError:
        return _refused(form, Stale("刚才有人同时登记了相同的内容，请刷新后核对"))
    except Refused as refused:
        return _refused(form, refused)
    return 303


def done_apart(deed: Callable[[], Any]) -> None:
    """Do and commit something while a page is looked at, in a short writing transaction of its own.

    Whoever loses a race against another request does nothing: what was wanted is there. Who finds the database busy
    with something long goes on with what is stored; the next page tries again.
    """
    db.session.rollback()
    with writing(), suppress(IntegrityError, OperationalError):
        deed()
        db.session.commit()
    db.session.rollback()


def handed_out(body: bytes, name: str) -> Response:
    """Commit that a list was taken away, and answer with its workbook, `name`.xlsx."""
    db.session.commit()
    headers = {"Content-Disposition": f"attachment; filename={name}.xlsx"}
    return Response(body, mimetype=XLSX, headers=headers)


def file_handed_out(body: bytes, name: str, mimetype: str) -> Response:
    """Answer with somebody's file: it is saved, not shown, and can do nothing should it be shown after all."""
    headers = {
        "Content-Disposition": f"attachment; filename=file; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(body, content_type=mimetype, headers=headers)


def _refused(form: Form, refused: Refused) -> int:
    db.session.rollback()
    form.refuse(refused)
    return 409 if isinstance(refused, Stale) else 422
