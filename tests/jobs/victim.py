"""A worker in a process of its own, to be killed: `python -m tests.jobs.victim ADDRESS FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from hospital_integrity.jobs.views import Worker
from tests.conftest import build_app
from tests.jobs import verbs

if __name__ == "__main__":
    app = build_app(sys.argv[1], Path(sys.argv[2]))
    verbs.install(app)
    Worker(app).run()
