"""The check without the server: a page that verifies what the QR code itself says, and the same page as one file."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from pathlib import Path

from flask import Response, current_app, render_template
from markupsafe import Markup

from hospital_integrity import clock
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.views.blueprint import bp

SCRIPTS = ("vendor/nacl-fast.min.js", "offline.js")


@bp.get("/v/offline")
def offline() -> str:
    """The page, with every key that ever sealed a paper."""
    return render_template("certificates/offline.html", keys=_keys())


@bp.get("/v/offline/file")
def offline_file() -> Response:
    """The page as one file, for a computer that never sees this server."""
    page = render_template(
        "certificates/offline_file.html",
        keys=_keys(),
        today=clock.today(),
        look=_inlined("style", "offline.css"),
        work=_inlined("script", *SCRIPTS),
    )
    named = {"Content-Disposition": "attachment; filename=offline.html"}
    return Response(page, mimetype="application/octet-stream", headers=named)  # to be kept, not shown here


def _keys() -> dict[int, str]:
    keys = queries.paper_keys(queries.CODE)
    return {key.id: urlsafe_b64encode(key.public).decode().rstrip("=") for key in keys}


def _inlined(tag: str, *files: str) -> Markup:
    folder = Path(current_app.static_folder or "")
    text = "\n".join((folder / file).read_text("utf-8") for file in files)
    return Markup(f"<{tag}>\n{text}\n</{tag}>")
