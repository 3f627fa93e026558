"""Keeping a paper's file: drawn once, signed if the hospital gave a key, handed out byte for byte for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from cryptography.hazmat.primitives.serialization import Encoding
from flask import current_app
from sqlalchemy.exc import IntegrityError

from hospital_integrity import clock
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.models import CertificateFile
from hospital_integrity.certificates.operations.keys import remembered
from hospital_integrity.db import db
from hospital_integrity.paper.keyfile import configured
from hospital_integrity.paper.signing import sign


def keep_file(certificate_id: int, draw: Callable[[], bytes]) -> bytes:
    """The file of a paper; drawn and kept now if it never was. Who loses a race gets what the winner kept.

    Refused, and nothing kept, while the key that the settings name can't sign.
    """
    kept = queries.file_of(certificate_id)
    if kept is not None:
        return kept
    body = _signed(draw)
    digest = hashlib.sha256(body).hexdigest()
    row = CertificateFile(certificate_id=certificate_id, sha256=digest, body=body, drawn_at=clock.now())
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return queries.file_of(certificate_id) or body
    return body


def _signed(draw: Callable[[], bytes]) -> bytes:
    key = configured(current_app.config, clock.now())
    if key is None:
        return draw()
    remembered(queries.FILE, key.certificate.public_bytes(Encoding.DER))
    return sign(draw(), key)
