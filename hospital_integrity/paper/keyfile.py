"""The hospital's signing key: read once from the file it gave (PKCS#12 or PEM), and refused when it could not serve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    pkcs12,
)

from hospital_integrity.rules.saying import Refused

FEWEST_BITS = 2048
PEM = b"-----BEGIN"


@dataclass(frozen=True)
class SigningKey:
    """A private key, the certificate that names its owner, and the certificates between that and its root."""

    key: RSAPrivateKey | EllipticCurvePrivateKey
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]

    @property
    def owner(self) -> str:
        """Whom the certificate names."""
        return str(self.certificate.subject.rfc4514_string())

    @property
    def until(self) -> datetime:
        """When the certificate expires (UTC, naive)."""
        return self.certificate.not_valid_after_utc.replace(tzinfo=None)

    @property
    def plain(self) -> bytes:
        """The private key in DER."""
        return self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())

    def signature(self, data: bytes) -> bytes:
        """The bare signature of some bytes, over their SHA-256."""
        if isinstance(self.key, RSAPrivateKey):
            return self.key.sign(data, PKCS1v15(), SHA256())
        return self.key.sign(data, ECDSA(SHA256()))


def configured(settings: Mapping[str, Any], moment: datetime) -> SigningKey | None:
    """The key that the settings name, None when they name none; Refused unless fit to sign now (UTC, naive)."""
    path = settings.get("SIGNING_KEY")
    if not path:
        return None
    found = _read(_bytes(path, "HI_SIGNING_KEY"), _password(settings))
    _check_time(found, moment)
    return found


def _password(settings: Mapping[str, Any]) -> bytes | None:
    file = settings.get("SIGNING_PASSWORD_FILE")
    if file:
        return _bytes(file, "HI_SIGNING_PASSWORD_FILE").rstrip(b"\r\n") or None
    return str(settings.get("SIGNING_PASSWORD") or "").encode() or None


def _bytes(path: str, setting: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as broken:
        why = getattr(broken, "strerror", None) or type(broken).__name__
        raise Refused("读不到 %(setting)s 指定的文件：%(why)s", setting=setting, why=why) from None


@lru_cache(maxsize=4)
def _read(data: bytes, password: bytes | None) -> SigningKey:
    try:
        key, certificate, others = (_pem if data.lstrip().startswith(PEM) else _pkcs12)(data, password)
    except (ValueError, TypeError):
        raise Refused("HI_SIGNING_KEY 的文件打不开：不是 PKCS#12 或 PEM，或者 HI_SIGNING_PASSWORD 的口令不对") from None
    if key is None or certificate is None:
        raise Refused("HI_SIGNING_KEY 的文件里要同时有私钥和它的证书")
    _check_key(key)
    return SigningKey(key, certificate, tuple(others))


def _pkcs12(data: bytes, password: bytes | None) -> tuple[Any, Any, list[Any]]:
    key, certificate, others = pkcs12.load_key_and_certificates(data, password)
    if key and certificate and not _belong(key, certificate):
        raise Refused("HI_SIGNING_KEY 的证书与私钥不是一对")
    return key, certificate, others


def _pem(data: bytes, password: bytes | None) -> tuple[Any, Any, list[Any]]:
    key = load_pem_private_key(data, password if b"ENCRYPTED" in data else None)
    certificates = x509.load_pem_x509_certificates(data)
    own = [one for one in certificates if _belong(key, one)]
    if not own:
        raise Refused("HI_SIGNING_KEY 的证书与私钥不是一对")
    return key, own[0], [one for one in certificates if one is not own[0]]


def _belong(key: Any, certificate: x509.Certificate) -> bool:
    plain = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return bool(key.public_key().public_bytes(*plain) == certificate.public_key().public_bytes(*plain))


def _check_key(key: Any) -> None:
    if isinstance(key, RSAPrivateKey) and key.key_size >= FEWEST_BITS:
        return
    if isinstance(key, EllipticCurvePrivateKey) and isinstance(key.curve, SECP256R1):
        return
    raise Refused("HI_SIGNING_KEY 的密钥不能用：只支持 RSA（%(bits)s 位以上）和 P-256", bits=FEWEST_BITS)


def _check_time(found: SigningKey, moment: datetime) -> None:
    since = found.certificate.not_valid_before_utc.replace(tzinfo=None)
    if moment < since:
        raise Refused("HI_SIGNING_KEY 的证书要到 %(day)s 才生效", day=since.date())
    if moment > found.until:
        raise Refused("HI_SIGNING_KEY 的证书已于 %(day)s 到期，请换上新的证书", day=found.until.date())
    try:
        use = found.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (use.digital_signature or use.content_commitment):
        raise Refused("HI_SIGNING_KEY 的证书不允许用来签名（keyUsage）")
