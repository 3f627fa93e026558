"""What the screens of the ledger share."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("ledger", __name__)
ENTRY = "<int(max=2147483647):entry_id>"
