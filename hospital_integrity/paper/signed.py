"""Whether a file is, byte for byte, one that a known certificate signed; made for files of strangers.

Nothing of the PDF is parsed: the signature must enclose the whole file except its own hexadecimal text, so it is found
by its brackets and checked over bytes. A hostile file therefore costs one hash, whatever it holds. That the key counts
is decided by the caller's certificates, never by those that the file brings along.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

NONE, WHOLE, BROKEN = "none", "whole", "broken"
NUMBER, GAP = rb"(\d{1,10})", rb"\s{1,8}"
RANGES = re.compile(rb"/ByteRange\s{0,8}\[\s{0,8}" + GAP.join([NUMBER] * 4) + rb"\s{0,8}\]")
LARGEST = 128 * 1024  # characters of one signature; ours have some 16,000
MOST = 8  # signatures looked at in one file


class Odd(ValueError):
    """A signature that isn't written as we write ours."""


def signature_in(body: bytes, certificates: Iterable[bytes]) -> str:
    """`whole`: one of these certificates (DER) signed exactly this file. `broken`: it did sign, but the file differs.

    `none`: no signature by any of them. Only the last signature can enclose a whole file.
    """
    known = {hashlib.sha256(one).digest(): one for one in certificates}
    states = [_state(body, [int(number) for number in found.groups()], known) for found in _last(body)]
    if states[-1:] == [WHOLE]:
        return WHOLE
    return BROKEN if set(states) - {NONE} else NONE


def _last(body: bytes) -> list[re.Match[bytes]]:
    found: list[re.Match[bytes]] = []
    for match in RANGES.finditer(body):
        found = [*found[-MOST + 1 :], match]
    return found


def _state(body: bytes, ranges: Sequence[int], known: dict[bytes, bytes]) -> str:
    start, first, second, rest = ranges
    signature = body[first : min(second, first + LARGEST)]
    try:
        message, signer = _opened(signature)
    except Exception:  # whatever a stranger's bytes make of a parser: it isn't a signature of ours
        return NONE
    if signer not in known:
        return NONE
    encloses = start == 0 and second - first == len(signature) and second + rest == len(body)
    signed = hashlib.sha256(body[:first] + body[second : second + rest]).digest()
    return WHOLE if encloses and _holds(message, signed, known[signer]) else BROKEN


def _opened(text: bytes) -> tuple[object, bytes]:
    """The signed message between the brackets, and the fingerprint of the certificate that it says signed it."""
    from asn1crypto.cms import ContentInfo

    if text[:1] != b"<" or text[-1:] != b">":
        raise Odd
    raw = bytes.fromhex(text[1:-1].decode("ascii"))
    message = ContentInfo.load(raw)
    if raw[len(message.dump()) :].strip(b"\0"):
        raise Odd
    data = message["content"]
    (info,) = data["signer_infos"]
    wanted = info["sid"].chosen["serial_number"].native
    (own,) = (one.chosen for one in data["certificates"] if one.chosen.serial_number == wanted)
    return info, hashlib.sha256(own.dump()).digest()


def _holds(info: object, signed: bytes, certificate: bytes) -> bool:
    attributes = info["signed_attrs"]  # type: ignore[index]
    told = {one["type"].native: one["values"].native for one in attributes}
    if told.get("message_digest") != [signed]:
        return False
    key = x509.load_der_x509_certificate(certificate).public_key()
    try:
        _verify(key, info["signature"].native, attributes.untag().dump(force=True))  # type: ignore[index]
    except (InvalidSignature, Odd):
        return False
    return True


def _verify(key: object, signature: bytes, message: bytes) -> None:
    if isinstance(key, RSAPublicKey):
        key.verify(signature, message, PKCS1v15(), SHA256())
    elif isinstance(key, EllipticCurvePublicKey):
        key.verify(signature, message, ECDSA(SHA256()))
    else:
        raise Odd
