"""How often one address may ask the public check."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field

from flask import abort, current_app, request

PER_MINUTE = 30


@dataclass
class Throttle:
    """How often each address asked in the last minute; kept in this process only, so a restart forgets it."""

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
    if not throttle.allows(request.remote_addr or "", time.monotonic()):
        abort(429)
