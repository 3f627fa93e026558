"""Sealing what a paper's QR code says, with a key of this installation that is made once and kept beside the data."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import current_app

from hospital_integrity.certificates import queries
from hospital_integrity.certificates.operations.keys import remembered
from hospital_integrity.rules.certificate import Words
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.sealed import Sealed, fragment, packed

FILE = "paper_key"
Seal = Callable[[Words], Words]


def sealer() -> Seal:
    """What seals papers from now on: it adds to their address what proves them without the server."""
    key = _key(Path(current_app.config["VAR"]) / FILE)
    return partial(_sealed, key, remembered(queries.CODE, key.public_key().public_bytes_raw()).id)


def _sealed(key: Ed25519PrivateKey, number: int, said: Words) -> Words:
    payload = packed(Sealed(said.serial, said.grade, said.holder, said.day, number))
    return replace(said, check_url=f"{said.check_url}#{fragment(payload, key.sign(payload))}")


def _key(file: Path) -> Ed25519PrivateKey:
    try:
        if not file.exists():
            _make(file)
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(file.read_text("ascii")))
    except (OSError, ValueError):
        raise Refused("读不到或写不进密钥文件 %(file)s，不能签发证书", file=file) from None


def _make(file: Path) -> None:
    # Linked into place when it is whole: of two processes that make one at once, both use the first.
    own = file.with_name(f"{FILE}.{os.getpid()}")
    with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as new:
        new.write(Ed25519PrivateKey.generate().private_bytes_raw().hex())
    try:
        os.link(own, file)
    except FileExistsError:
        pass
    finally:
        own.unlink()
