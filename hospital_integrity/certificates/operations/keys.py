"""Remembering the public keys that prove papers, so that old papers can be checked after a key was changed."""

from __future__ import annotations

import hashlib
from contextlib import suppress

from sqlalchemy.exc import IntegrityError

from hospital_integrity import clock
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.models import PaperKey
from hospital_integrity.db import db


def remembered(use: str, public: bytes) -> PaperKey:
    """The row of a public key, added when it is used for the first time; of two who add it both get the first one."""
    sha256 = hashlib.sha256(public).hexdigest()
    known = queries.paper_key(sha256)
    if known is None:
        with suppress(IntegrityError), db.session.begin_nested():
            db.session.add(PaperKey(use=use, sha256=sha256, public=public, first_used_at=clock.now()))
    return known or queries.paper_key(sha256) or _lost(sha256)


def _lost(sha256: str) -> PaperKey:
    raise LookupError(sha256)
