"""Every setting, read from environment variables that begin with HI_; each has a default that suits one computer."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def settings(environ: Mapping[str, str]) -> dict[str, Any]:
    """Settings for `create_app`, made from an environment.

    HI_VAR            folder for the database, the secret and uploaded files (default: var/ beside this file)
    HI_DATABASE       database address (default: an SQLite file in HI_VAR; postgresql://… for a server)
    HI_SECRET_KEY     signs cookies and links (default: made once and kept in HI_VAR/secret_key)
    HI_BASE_URL       the address readers use, printed into QR codes (default: http://127.0.0.1:HI_PORT)
    HI_TRUSTED_HOSTS  further host names this server answers to, separated by commas
    HI_HTTPS          1 when it is served over https: cookies are then sent over https only
    HI_HOST           address to listen on (default: 127.0.0.1, so only this computer; 0.0.0.0 for the whole network)
    HI_PORT           port to listen on (default: 8000)
    HI_MAX_MB         largest accepted upload in megabytes (default: 8; pages that take attachments accept five of 10)
    HI_ATTACHMENTS_MB megabytes of attachments that one person may hand in a day (default: 100)
    HI_SIGNING_KEY    file (PKCS#12, or PEM with key and certificates) that signs the PDF of every certificate (default:
                      none; files then carry no signature, and are told by their hash and their QR code only)
    HI_SIGNING_PASSWORD       the password of that file
    HI_SIGNING_PASSWORD_FILE  or a file whose only line it is
    """
    folder = Path(environ.get("HI_VAR") or HERE / "var")
    port = int(environ.get("HI_PORT") or 8000)
    base_url = (environ.get("HI_BASE_URL") or f"http://127.0.0.1:{port}").rstrip("/")
    return {
        "VAR": folder,
        "HOST": environ.get("HI_HOST") or "127.0.0.1",
        "PORT": port,
        "SQLALCHEMY_DATABASE_URI": environ.get("HI_DATABASE") or f"sqlite:///{_made(folder) / 'hospital.sqlite'}",
        "SECRET_KEY": environ.get("HI_SECRET_KEY") or _kept_secret(_made(folder)),
        "CANONICAL_BASE_URL": base_url,
        "TRUSTED_HOSTS": _hosts(base_url, environ.get("HI_TRUSTED_HOSTS", "")),
        "MAX_CONTENT_LENGTH": int(environ.get("HI_MAX_MB") or 8) * 1024 * 1024,
        "ATTACHMENTS_MB_A_DAY": int(environ.get("HI_ATTACHMENTS_MB") or 100),
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 5000,
        "SIGNING_KEY": environ.get("HI_SIGNING_KEY", ""),
        "SIGNING_PASSWORD": environ.get("HI_SIGNING_PASSWORD", ""),
        "SIGNING_PASSWORD_FILE": environ.get("HI_SIGNING_PASSWORD_FILE", ""),
        **_cookies(https=environ.get("HI_HTTPS") == "1"),
    }


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _kept_secret(folder: Path) -> str:
    file = folder / "secret_key"
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as new:
            new.write(secrets.token_hex(32))
    return file.read_text("ascii")


def _hosts(base_url: str, more: str) -> list[str]:
    own = base_url.split("://", 1)[-1].split("/", 1)[0].rsplit(":", 1)[0]
    return list(
        dict.fromkeys(["127.0.0.1", "localhost", own, *(host.strip() for host in more.split(",") if host.strip())])
    )


def _cookies(*, https: bool) -> dict[str, Any]:
    return {
        "SESSION_COOKIE_NAME": "hi_session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": https,
        "PERMANENT_SESSION_LIFETIME": 12 * 60 * 60,
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PREFERRED_URL_SCHEME": "https" if https else "http",
    }
