"""The blueprint, and Flask-Login, which finds the session behind the cookie of each request."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, request
from flask.blueprints import BlueprintSetupState
from flask_login import LoginManager, current_user

from hospital_integrity.accounts import operations, queries
from hospital_integrity.clock import now
from hospital_integrity.db import db, writing

bp = Blueprint("accounts", __name__)
login = LoginManager()
login.session_protection = None
login.user_loader(queries.visitor)


@bp.record_once
def _install_login(state: BlueprintSetupState) -> None:
    login.init_app(state.app)


@bp.before_app_request
def _keep_alive() -> None:
    if request.endpoint in (None, "static") or not current_user.is_authenticated:
        return
    if current_user.seen_at < now() - timedelta(minutes=1):
        db.session.rollback()  # a reader's transaction can't become a writer's
        with writing():
            operations.keep_alive(current_user.sign_in_id)
            db.session.commit()
