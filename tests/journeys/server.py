"""The application as a hospital runs it: its own process, waitress, its own database; only the clock is ours."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.error import URLError

HOUSE = Path(__file__).resolve().parents[2]
PATIENCE = 60
CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}


@dataclass(frozen=True)
class Server:
    """A database, a folder and a port that survive a restart."""

    database: str
    folder: Path
    port: int

    @property
    def address(self) -> str:
        """Where its pages are."""
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def running(self, moment: datetime) -> Iterator[str]:
        """Serve from this moment (UTC) on; the clock runs."""
        environ = {
            **os.environ,
            "HI_DATABASE": self.database,
            "HI_VAR": str(self.folder),
            "HI_SECRET_KEY": "only for tests",
            "HI_PORT": str(self.port),
            "HI_TEST_MOMENT": moment.isoformat(),
            "PYTHONPATH": str(HOUSE),
            "PYTHONUTF8": "1",
        }
        with (self.folder / "server.log").open("ab") as log:
            process = subprocess.Popen([sys.executable, "-m", "tests.journeys.server"], env=environ, stderr=log)
            try:
                self._wait(process)
                yield self.address
            finally:
                process.terminate()
                process.wait(PATIENCE)

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.address}/sign-in", timeout=5).close()
                return
            except URLError:
                time.sleep(0.1)
        raise AssertionError((self.folder / "server.log").read_text("utf-8"))


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def serve() -> None:
    """What the process does."""
    import waitress

    import config
    from hospital_integrity.app import create_app, worker

    began, moment = time.monotonic(), datetime.fromisoformat(os.environ["HI_TEST_MOMENT"])
    settings = {**config.settings(os.environ), "ARGON2": CHEAP}
    app = create_app({**settings, "CLOCK": lambda: moment + timedelta(seconds=time.monotonic() - began)})
    worker(app).start()
    waitress.serve(app, host="127.0.0.1", port=app.config["PORT"], threads=4, ident="")


if __name__ == "__main__":
    serve()
