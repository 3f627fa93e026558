"""A test authority: keys and certificates as a hospital would get them, made in memory and never trusted elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

PASSWORD = b"a word"
NOW = datetime.now(UTC)
LONG_AGO, SOON = NOW - timedelta(days=3650), NOW + timedelta(days=3650)


def key(kind: str = "P-256") -> Any:
    """A private key of the kind."""
    makers = {
        "P-256": lambda: ec.generate_private_key(ec.SECP256R1()),
        "P-384": lambda: ec.generate_private_key(ec.SECP384R1()),
        "RSA": lambda: rsa.generate_private_key(65537, 2048),
        "short": lambda: rsa.generate_private_key(65537, 1024),
        "Ed25519": ed25519.Ed25519PrivateKey.generate,
    }
    return makers[kind]()


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


ROOT = key()


def certificate(
    owner: Any, text: str = "Test Hospital", since: datetime = LONG_AGO, until: datetime = SOON, sign: bool = True
) -> x509.Certificate:
    """A certificate of the test authority for this key."""
    own = owner is ROOT
    builder = x509.CertificateBuilder().subject_name(name(text)).issuer_name(name("Test Authority"))
    builder = builder.public_key(owner.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(since).not_valid_after(until)
    builder = builder.add_extension(x509.BasicConstraints(ca=own, path_length=None), critical=True)
    uses = [sign and not own, sign and not own, not sign, False, False, own, own, False, False]
    builder = builder.add_extension(x509.KeyUsage(*uses), critical=True)
    return builder.sign(ROOT, SHA256())


AUTHORITY = certificate(ROOT, "Test Authority")


def bundle(folder: Path, kind: str = "P-256", password: bytes = PASSWORD, **details: Any) -> Path:
    """A PKCS#12 file with a key, its certificate and the authority's."""
    own, file = key(kind), folder / "key.p12"
    made = certificate(own, **details)
    file.write_bytes(
        pkcs12.serialize_key_and_certificates(b"hospital", own, made, [AUTHORITY], BestAvailableEncryption(password))
    )
    return file


def pem(folder: Path, own: Any, *certificates: x509.Certificate, password: bytes = b"") -> Path:
    """A PEM file with a key and certificates."""
    shut = BestAvailableEncryption(password) if password else NoEncryption()
    parts = [own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, shut)]
    parts += [one.public_bytes(Encoding.PEM) for one in certificates]
    file = folder / "key.pem"
    file.write_bytes(b"".join(parts))
    return file
