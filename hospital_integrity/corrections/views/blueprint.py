"""What the screens of corrections share."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("corrections", __name__)
