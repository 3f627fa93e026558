"""Remembering the public keys that prove papers, so that old papers can be checked after a key was changed."""

from __future__ import annotations

import hashlib

from hospital_integrity import clock
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.models import PaperKey
from hospital_integrity.db import db


def remembered(use: str, public: bytes) -> PaperKey:
    """The row of a public key, added when it is used for the first time."""
    sha256 = hashlib.sha256(public).hexdigest()
    known = queries.paper_key(sha256)
    if known is not None:
        return known
    row = PaperKey(use=use, sha256=sha256, public=public, first_used_at=clock.now())
    db.session.add(row)
    db.session.flush()
    return row
