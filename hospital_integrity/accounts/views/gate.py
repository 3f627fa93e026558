"""Signing in and out, and one's own password."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import current_user

from hospital_integrity.access import asker, way_back
from hospital_integrity.accounts import operations, queries
from hospital_integrity.accounts.forms import ChangePasswordForm, NewPasswordForm, SignInForm
from hospital_integrity.accounts.views.blueprint import bp
from hospital_integrity.db import db
from hospital_integrity.rules.saying import Refused


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Any:
    """Number with password or one-time code."""
    form = SignInForm()
    if form.validate_on_submit():
        token = _token(form.number.data, form.password.data)
        if token:
            return _entered(token, way_back(request.args.get("next")))
        form.refuse(_wrong())
    elif asker().account_id is not None and request.method == "GET":
        return redirect(way_back(request.args.get("next")) or "/", 303)
    return render_template("accounts/sign_in.html", form=form), 422 if form.is_submitted() else 200


@bp.post("/sign-out")
def sign_out() -> Any:
    """End this session."""
    if current_user.is_authenticated:
        operations.sign_out(current_user.sign_in_id)
        db.session.commit()
    session.clear()
    response = redirect(url_for("accounts.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.route("/password", methods=["GET", "POST"])
def set_password() -> Any:
    """One's own password: the first one after a one-time code, or a change."""
    if not current_user.is_authenticated:
        return redirect(url_for("accounts.sign_in"), 303)
    form = NewPasswordForm() if current_user.by_code else ChangePasswordForm()
    if form.validate_on_submit():
        try:
            token = _changed(current_user.asker.account_id, form)
        except Refused as refused:
            db.session.rollback()
            form.refuse(refused)
        else:
            response = _entered(token)
            flash(gettext("新密码已生效，其他地方的登录都已退出。"))
            return response
    page = render_template("accounts/set_password.html", form=form, profile=operations.profile())
    return page, 422 if form.is_submitted() else 200


def _wrong() -> Refused:
    # One sentence for a wrong password, an unknown number and a lock, so that nobody learns which it was.
    return Refused(
        "工号或密码不正确，或者尝试次数过多。请核对后再试；连续失败会暂停登录 %(minutes)s 分钟。",
        minutes=queries.setting("FAILURE_MINUTES"),
    )


def _token(number: str, secret: str) -> str | None:
    claimed = operations.claim(number, request.remote_addr or "")
    db.session.commit()
    proof = operations.prove(claimed, secret)
    token = operations.settle(claimed, proof)
    db.session.commit()
    return token


def _entered(token: str, address: str | None = None) -> Any:
    session.clear()
    session["_user_id"] = token
    return redirect(address or "/", 303)


def _changed(account_id: int, form: NewPasswordForm) -> str:
    claimed = _proved(account_id, form.current.data) if isinstance(form, ChangePasswordForm) else None
    present = operations.check_new_password(account_id, form.new.data)
    db.session.rollback()  # hashing is slow, and nobody should wait for our lock meanwhile
    if operations.opens(present, form.new.data):
        raise Refused("新密码不能和现在的密码一样。")
    token = operations.set_password(account_id, operations.hardened(form.new.data), claimed)
    db.session.commit()
    return token


def _proved(account_id: int, password: str) -> operations.Claim:
    owner = queries.account(account_id)
    claimed = operations.claim(owner.number if owner else "", request.remote_addr or "")
    db.session.commit()
    if operations.prove(claimed, password) != "password":
        operations.settle(claimed, "")
        db.session.commit()
        raise Refused("现在的密码不正确，或者尝试次数过多。")
    return claimed
