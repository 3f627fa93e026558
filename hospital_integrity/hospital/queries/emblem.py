"""The hospital's emblem as a picture, by the hash of its content."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from hospital_integrity.db import db
from hospital_integrity.hospital.models import HospitalPicture
from hospital_integrity.rules.saying import Refused


def kept_picture(sha256: str) -> bytes | None:
    """The bytes that were kept under this hash, whatever became of them."""
    return db.session.scalar(select(HospitalPicture.body).where(HospitalPicture.sha256 == sha256))


def emblem_picture(sha256: str) -> bytes:
    """The picture with this hash; Refused when it is gone or isn't what it was."""
    body = kept_picture(sha256)
    if body is None or hashlib.sha256(body).hexdigest() != sha256:
        raise Refused("医院徽标的图片丢失或损坏，证书不能签发，也画不出来。请从备份恢复，或在“医院信息”里换一个徽标")
    return body
