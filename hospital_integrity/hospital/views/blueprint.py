"""The blueprint of the hospital's pages."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("hospital", __name__)
