"""How often one address may ask the public check.

Each process keeps its own count, which costs nothing and stops a flood before it reaches the database; a small table
adds up what all of them answered. While the database is busy with something long the process decides alone.
"""

from __future__ import annotations

import hmac
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network

from flask import abort, current_app, request
from sqlalchemy.exc import IntegrityError, OperationalError

from hospital_integrity.certificates import operations
from hospital_integrity.db import db, writing

PER_MINUTE = 30
ATTEMPTS = 3


@dataclass
class Throttle:
    """How often each address asked this process in the last minute."""

    asked: dict[str, deque[float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self, address: str, now: float) -> bool:
        """Whether one more question is answered; counts it if so."""
        with self.lock:
            self.asked = {key: times for key, times in self.asked.items() if times[-1] > now - 60}
            times = self.asked.setdefault(address, deque())
            while times and times[0] <= now - 60:
                times.popleft()
            if len(times) < PER_MINUTE:
                times.append(now)
                return True
            return False


def count_question() -> None:
    """Counts a question of this address; 429 when there were too many."""
    throttle = current_app.extensions.setdefault("certificates.throttle", Throttle())
    asker = bucket(request.remote_addr or "")
    if not throttle.allows(asker, time.monotonic()) or not counted_by_all(asker):
        abort(429)


def bucket(address: str) -> str:
    """Whom a question is counted for: an IPv4 address, or the network that an IPv6 visitor has to himself."""
    try:
        known = ip_address(address)
        place = str(known) if known.version == 4 else str(ip_network((known, 64), strict=False))
    except ValueError:
        place = address
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"check {place}".encode(), "sha256").hexdigest()[:32]


def counted_by_all(asker: str) -> bool:
    """Count in a short writing transaction of its own; whoever loses the race for a new row tries again."""
    db.session.rollback()
    for _ in range(ATTEMPTS):
        try:
            with writing():
                allowed = operations.count_check(asker, PER_MINUTE)
                db.session.commit()
            return allowed
        except IntegrityError:
            db.session.rollback()
        except OperationalError:
            db.session.rollback()
            return True
    return True
