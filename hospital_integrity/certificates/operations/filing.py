"""Keeping a paper's file: drawn once, handed out byte for byte for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from hospital_integrity import clock
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.models import CertificateFile
from hospital_integrity.db import db


def keep_file(certificate_id: int, draw: Callable[[], bytes]) -> bytes:
    """The file of a paper; drawn and kept now if it never was. Who loses a race gets what the winner kept."""
    kept = queries.file_of(certificate_id)
    if kept is not None:
        return kept
    body = draw()
    db.session.add(
        CertificateFile(
            certificate_id=certificate_id, sha256=hashlib.sha256(body).hexdigest(), body=body, drawn_at=clock.now()
        )
    )
    db.session.flush()
    return body
