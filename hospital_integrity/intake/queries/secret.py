"""Who a case came from: sealed with a key that isn't in the database, so a copy of the database doesn't tell."""

from __future__ import annotations

import hmac
import json

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app
from sqlalchemy import select

from hospital_integrity.db import db
from hospital_integrity.intake.models import IntakeSource
from hospital_integrity.rules.intake import Source
from hospital_integrity.rules.saying import Refused

FRESH = 12
PURPOSE = b"intake: who a case came from"


def sealed(source: Source, nonce: str) -> bytes:
    """A source as it is stored; it opens only for the case with this nonce."""
    plain, key = json.dumps([source.name, source.contact], ensure_ascii=False).encode(), _key()
    fresh = hmac.digest(key, nonce.encode() + plain, "sha256")[:FRESH]  # a case is sealed once, under its own nonce
    return fresh + AESGCM(key).encrypt(fresh, plain, nonce.encode())


def source(case_id: int, nonce: str) -> Source:
    """Who a case came from, empty for nobody known; Refused when the key is another than it was sealed with."""
    stored = db.session.scalar(select(IntakeSource.sealed).where(IntakeSource.case_id == case_id))
    if stored is None:
        return Source()
    try:
        return Source(*json.loads(AESGCM(_key()).decrypt(stored[:FRESH], stored[FRESH:], nonce.encode())))
    except InvalidTag:
        raise Refused("来源无法打开：系统密钥已更换，请系统管理员恢复原来的密钥") from None


def has_source(case_id: int) -> bool:
    """Whether anything is known about who a case came from."""
    return db.session.scalar(select(IntakeSource.id).where(IntakeSource.case_id == case_id)) is not None


def _key() -> bytes:
    secret = current_app.config["SECRET_KEY"].encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret)
