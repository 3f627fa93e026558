"""Keeping a picture of the emblem; which one is used is said by a version of the profile."""

from __future__ import annotations

import hashlib

from hospital_integrity.access import asker
from hospital_integrity.clock import now
from hospital_integrity.db import db
from hospital_integrity.hospital import queries
from hospital_integrity.hospital.models import HospitalPicture
from hospital_integrity.paper.picture import taken_in


def keep_picture(data: bytes) -> str:
    """Keep an uploaded picture as it will be drawn; its hash. Refused when it can't be an emblem."""
    body = taken_in(data)
    sha256 = hashlib.sha256(body).hexdigest()
    if queries.kept_picture(sha256) is None:
        db.session.add(HospitalPicture(sha256=sha256, body=body, made_by=asker().account_id, made_at=now()))
        db.session.flush()
    return sha256
