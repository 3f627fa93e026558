"""The front door: builds the application and is the only module that knows every wing."""

from __future__ import annotations

import hashlib
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, render_template, request
from flask.globals import request_ctx
from flask_babel import Babel
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from hospital_integrity import access, filters
from hospital_integrity.accounts import views as accounts_views
from hospital_integrity.accounts.queries import asker_of, current_asker
from hospital_integrity.awards import views as awards_views
from hospital_integrity.board import views as board_views
from hospital_integrity.certificates import views as certificates_views
from hospital_integrity.closing import views as closing_views
from hospital_integrity.corrections import views as corrections_views
from hospital_integrity.db import db, init_database, is_disk_full, writing
from hospital_integrity.departments import views as departments_views
from hospital_integrity.ethics import views as ethics_views
from hospital_integrity.forms.uploads import ROOM
from hospital_integrity.grid import views as grid_views
from hospital_integrity.home import views as home_views
from hospital_integrity.hospital import views as hospital_views
from hospital_integrity.intake import views as intake_views
from hospital_integrity.jobs import queries as jobs
from hospital_integrity.jobs import views as jobs_views
from hospital_integrity.journal import views as journal_views
from hospital_integrity.journal.operations import note_refusal
from hospital_integrity.ledger import views as ledger_views
from hospital_integrity.policy import views as policy_views
from hospital_integrity.ratings import views as ratings_views
from hospital_integrity.rules.saying import Refused, Saying, Stale, say
from hospital_integrity.sanctions import views as sanctions_views
from hospital_integrity.scoring import views as scoring_views

HOUSE = Path(__file__).resolve().parent.parent
WINGS = (
    journal_views,
    jobs_views,
    hospital_views,
    departments_views,
    accounts_views,
    policy_views,
    ledger_views,
    awards_views,
    sanctions_views,
    intake_views,
    scoring_views,
    grid_views,
    board_views,
    ratings_views,
    ethics_views,
    closing_views,
    certificates_views,
    corrections_views,
    home_views,
)
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

ERRORS = {
    400: (say("这个请求无法处理"), say("请返回上一页，检查后再试。")),
    403: (say("您没有权限"), say("这一页或这个操作不对您的角色开放。如果工作需要，请联系系统管理员。")),
    404: (say("没有找到"), say("地址不对，或者内容不在您的范围内。")),
    405: (say("这个地址不接受这种操作"), say("请从页面上的按钮进入。")),
    409: (say("内容已经变化"), say("您打开页面以后，别人改动了它。请刷新后再试。")),
    413: (say("提交的内容太大"), say("请减小文件后再上传。")),
    422: (say("没有办成"), say("请检查后再试。")),
    429: (say("请求太频繁"), say("请稍后再试。")),
    500: (say("系统出错了"), say("刚才的操作没有保存。请稍后再试；如果反复出现，请联系系统管理员。")),
    503: (say("系统正忙"), say("有较大的工作正在进行，请稍后再试。")),
    507: (say("磁盘已满"), say("刚才的操作没有保存。请系统管理员腾出空间后再试。")),
}


def create_app(settings: Mapping[str, Any]) -> Flask:
    """Build the application from settings (config.py makes them from the environment)."""
    app = Flask(__name__, template_folder=str(HOUSE / "templates"), static_folder=str(HOUSE / "static"))
    app.config.update(settings, PROVIDE_AUTOMATIC_OPTIONS=False)
    app.wsgi_app = _writers_apart(app.wsgi_app)  # type: ignore[method-assign]
    init_database(app)
    Babel(
        app,
        default_locale="zh",
        default_timezone="Asia/Shanghai",
        default_translation_directories=str(HOUSE / "translations"),
        locale_selector=language,
    )
    _open_wings(app)
    app.before_request(_make_room)
    CSRFProtect(app)
    _answer_errors(app)
    app.after_request(_add_headers)
    app.url_defaults(_say_which)
    app.after_request(_remember_language)
    app.jinja_env.globals["language"] = language
    return app


def worker(app: Flask, told: Callable[[Any], None] | None = None) -> jobs_views.Worker:
    """Somebody who does the application's long work; `told` hears of every piece."""
    return jobs_views.Worker(app, told)


def language() -> str:
    """The language of this request's screen: Chinese unless the reader switched, now or earlier."""
    return "en" if request and (request.args.get("lang") or request.cookies.get("lang")) == "en" else "zh"


def _remember_language(response: Response) -> Response:
    if request.args.get("lang") in ("zh", "en"):
        year, https = 365 * 24 * 60 * 60, current_app.config["SESSION_COOKIE_SECURE"]
        response.set_cookie("lang", language(), max_age=year, secure=https, httponly=True, samesite="Lax")
    return response


def _open_wings(app: Flask) -> None:
    access.install(app, who=current_asker, refused=_note_denial)
    filters.install(app)
    for wing in WINGS:
        app.register_blueprint(wing.bp)
    verbs = [getattr(wing, "VERBS", {}) for wing in WINGS]
    jobs.install(app, dict(ChainMap(*verbs)), who=asker_of)


def _make_room() -> None:
    """Whoever was let in to a page that takes attachments may send more than others; nobody else may."""
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "takes_files", False):
        request.max_content_length = ROOM


def _note_denial() -> None:
    with writing():
        db.session.rollback()
        note_refusal(request.endpoint or "", request.method)
        db.session.commit()


def _writers_apart(inner: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Requests that may write take SQLite's write lock at once; the others stay readers."""

    def outer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return inner(environ, start_response)
        with writing():
            return inner(environ, start_response)

    return outer


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Cache-Control"] = _how_long(response)
    return response


def _how_long(response: Response) -> str:
    if request.endpoint != "static" or response.status_code >= 400:
        return "no-store"
    return "public, max-age=31536000, immutable" if "v" in request.args else "public, max-age=3600"


@cache
def _fingerprint(filename: str) -> str:
    file = HOUSE / "static" / filename
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else ""


def _say_which(endpoint: str, values: dict[str, Any]) -> None:
    """A file of ours is named by its content, so that a browser asks for it once and never keeps an old one."""
    if endpoint == "static":
        values["v"] = _fingerprint(values["filename"])


def _answer_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _stale_page)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(OperationalError, _no_room)
    app.register_error_handler(InternalServerError, _broken)


def _http_error(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    standard = error.description in (None, type(error).description)
    return _error_page(error.code, None if standard else error.description)


def _stale_page(error: CSRFError) -> Any:
    return _error_page(400, say("这个页面放得太久，或者不是从本系统打开的。请返回上一页，刷新后再提交。"))


def _refused(refused: Refused) -> Any:
    db.session.rollback()
    return _error_page(409 if isinstance(refused, Stale) else 422, refused.saying)


def _no_room(error: OperationalError) -> Any:
    db.session.rollback()
    if not is_disk_full(error):
        raise error
    return _error_page(507)


def _broken(error: InternalServerError) -> Any:
    db.session.rollback()
    return _error_page(500)


def _error_page(code: int, words: Saying | str | None = None) -> Any:
    if request_ctx.url_adapter is None:  # a host that isn't ours: no page of ours can be built, nor should it be
        return Response("Bad Request", code, mimetype="text/plain")
    title, text = ERRORS.get(code, ERRORS[400])
    return render_template("error.html", code=code, title=title, words=words or text), code
