"""The hospital's profile: looked at, and a new version written."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.clock import now, today
from hospital_integrity.db import db
from hospital_integrity.hospital import operations, queries
from hospital_integrity.hospital.forms import ProfileForm
from hospital_integrity.hospital.views.blueprint import bp
from hospital_integrity.paper.keyfile import SigningKey, configured
from hospital_integrity.rules.saying import Refused, Stale


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


@bp.route("/hospital/edit", methods=["GET", "POST"])
def edit() -> ResponseReturnValue:
    """Write a new version, beginning with what holds today."""
    form = ProfileForm(data=_today(), seen=queries.newest())
    if not form.validate_on_submit():
        return render_template("hospital/edit.html", form=form), 422 if form.is_submitted() else 200
    try:
        _describe(form)
    except Refused as refused:
        db.session.rollback()
        form.refuse(refused)
        return render_template("hospital/edit.html", form=form), 409 if isinstance(refused, Stale) else 422
    db.session.commit()
    flash(gettext("已保存新的医院信息"))
    return redirect(url_for("hospital.show"), 303)


def _today() -> dict[str, Any]:
    profile = queries.profile(today())
    told = {key: getattr(profile, key, None) for key in ("name", "office", "signatory", "contact")}
    return {**told, "valid_from": today()}


def _describe(form: ProfileForm) -> None:
    told = {key: form[key].data or "" for key in ("name", "office", "signatory", "contact")}
    operations.describe(**told, valid_from=form.valid_from.data, seen=form.seen.data)
