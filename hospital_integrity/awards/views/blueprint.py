"""What the screens of results share: the blueprint and the kinds of files."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("awards", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
