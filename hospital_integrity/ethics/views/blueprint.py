"""What the screens of the assessment share: the blueprint and the shapes of addresses."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("ethics", __name__)
YEAR = "<int(min=2000, max=2200):year>"
PLACE = "<int(max=2147483647):department_id>"
