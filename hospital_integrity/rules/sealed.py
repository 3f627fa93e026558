"""What the QR code of a paper carries beside its address, so that it can be checked without the server.

Version (1 byte, now 1), number of the key (2), day in days since 2000-01-01 (2), then serial, level and holder, each as
a length (1) and UTF-8; kind and year stand in the serial. Then an Ed25519 signature of all that (64). The whole as
base64 for addresses, without its filling, behind the `#` of the address: browsers never send that to a server. The same
facts make the same bytes.
"""

from __future__ import annotations

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, timedelta

from hospital_integrity.rules.saying import Refused

VERSION = 1
FIRST_DAY = date(2000, 1, 1)
HEAD = struct.Struct(">BHH")
SIGNATURE = 64
LONGEST_TEXT = 255


class NotSealed(ValueError):
    """Not what a paper of ours carries."""


@dataclass(frozen=True)
class Sealed:
    """What is sealed: the paper's serial, level, holder and day, and the number of the key that seals it."""

    serial: str
    level: str
    holder: str
    day: date
    key: int


def packed(sealed: Sealed) -> bytes:
    """The bytes that are signed; Refused when a text is too long for them."""
    texts = [text.encode() for text in (sealed.serial, sealed.level, sealed.holder)]
    if max(map(len, texts)) > LONGEST_TEXT:
        raise Refused("姓名或等次太长，二维码放不下")
    head = HEAD.pack(VERSION, sealed.key, (sealed.day - FIRST_DAY).days)
    return head + b"".join(bytes([len(text)]) + text for text in texts)


def unpacked(payload: bytes) -> Sealed:
    """What such bytes say; raises `NotSealed` unless they are exactly what `packed` makes."""
    try:
        version, key, days = HEAD.unpack_from(payload)
        serial, level, holder = _texts(payload[HEAD.size :])
    except (struct.error, IndexError, ValueError):
        raise NotSealed from None
    if version != VERSION:
        raise NotSealed
    return Sealed(serial, level, holder, FIRST_DAY + timedelta(days=days), key)


def _texts(rest: bytes) -> list[str]:
    found = []
    while rest:
        length = rest[0]
        if len(rest) < 1 + length:
            raise NotSealed
        found.append(rest[1 : 1 + length].decode())
        rest = rest[1 + length :]
    return found


def fragment(payload: bytes, signature: bytes) -> str:
    """Both as they stand in the address."""
    return urlsafe_b64encode(payload + signature).decode().rstrip("=")


def opened(text: str) -> tuple[bytes, bytes]:
    """Payload and signature of such a text; raises `NotSealed`."""
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise NotSealed from None
    if len(raw) <= SIGNATURE or fragment(raw[:-SIGNATURE], raw[-SIGNATURE:]) != text:
        raise NotSealed
    return raw[:-SIGNATURE], raw[-SIGNATURE:]
