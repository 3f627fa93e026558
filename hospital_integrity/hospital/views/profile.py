"""The hospital's profile: looked at, and a new version written with a picture of how papers will bear it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from typing import Any

from flask import Response, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.clock import now, today
from hospital_integrity.deeds import carried_out
from hospital_integrity.hospital import operations, queries
from hospital_integrity.hospital.forms import ProfileForm
from hospital_integrity.hospital.views.blueprint import bp
from hospital_integrity.paper.keyfile import SigningKey, configured
from hospital_integrity.paper.numerals import chinese_date
from hospital_integrity.paper.picture import taken_in
from hospital_integrity.rules.citation import HONOUR
from hospital_integrity.rules.saying import Refused

TOLD = ("name", "office", "signatory", "contact")


@bp.app_context_processor
def named() -> dict[str, object]:
    """Every page says whose it is."""
    return {"hospital": queries.profile(today())}


@bp.get("/hospital")
def show() -> str:
    """The profile in force and all its versions."""
    told = {"profile": queries.profile(today()), "versions": queries.versions()}
    return render_template("hospital/show.html", **told, signing=_signing())


def _signing() -> SigningKey | Refused | None:
    try:
        return configured(current_app.config, now())
    except Refused as refused:
        return refused


@bp.get("/hospital/emblem/<sha256>.png")
def emblem(sha256: str) -> Response:
    """A picture of the emblem; its address names its content, so it may be kept for ever."""
    body = queries.kept_picture(sha256) or abort(404)
    return Response(body, mimetype="image/png", headers={"Cache-Control": "private, max-age=31536000, immutable"})


@bp.route("/hospital/edit", methods=["GET", "POST"])
def edit() -> ResponseReturnValue:
    """Write a new version, beginning with what holds today."""
    form = ProfileForm(data=_today(), seen=queries.newest())
    status = carried_out(form, lambda: _describe(form))
    if status != 303:
        return render_template("hospital/edit.html", form=form, now=queries.profile(today())), status
    flash(gettext("已保存新的医院信息"))
    return redirect(url_for("hospital.show"), 303)


@bp.post("/hospital/edit/sketch")
def sketch() -> str:
    """How papers will bear what is being typed, or all that is wrong with it: fetched at every pause."""
    form = ProfileForm()
    if not form.validate():
        return _problems(error for errors in form.errors.values() for error in errors)
    try:
        picture = _picture(form)
    except Refused as refused:
        return _problems([form.picture.complaint(refused.saying)])
    said = {"name": form.name.data, "signatory": form.signatory.data, "day": chinese_date(form.valid_from.data)}
    title, _ = HONOUR
    return render_template("hospital/sketch.html", **said, title=title, picture=b64encode(picture).decode())


def _problems(found: Iterable[str]) -> str:
    return render_template("hospital/sketch.html", problems=list(found))


def _picture(form: ProfileForm) -> bytes:
    """What would stand over the title; nothing for the lotus."""
    if form.lotus.data:
        return b""
    if form.picture.data:
        return taken_in(form.picture.data.data)
    return queries.kept_picture(_kept() or "") or b""


def _kept() -> str | None:
    profile = queries.profile(today())
    return profile.emblem if profile else None


def _today() -> dict[str, Any]:
    profile = queries.profile(today())
    return {**{key: getattr(profile, key, None) for key in TOLD}, "valid_from": today()}


def _describe(form: ProfileForm) -> None:
    told = {key: form[key].data or "" for key in TOLD}
    operations.describe(**told, valid_from=form.valid_from.data, seen=form.seen.data, emblem=_emblem(form))


def _emblem(form: ProfileForm) -> str | None:
    if form.lotus.data:
        return None
    return operations.keep_picture(form.picture.data.data) if form.picture.data else _kept()
