"""Whether the house is up: for whoever watches over the server, without signing in."""

from __future__ import annotations

from flask import Response

from hospital_integrity.home import queries
from hospital_integrity.home.views.blueprint import bp


@bp.get("/healthz")
def health() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
def ready() -> Response:
    """The database answers too."""
    return Response("ok\n" if queries.ready() else "", mimetype="text/plain")
