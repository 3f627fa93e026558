"""A hospital of one's own for a measurement: an application over an empty SQLite file in a folder that goes away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

import config
from hospital_integrity import migrations
from hospital_integrity.app import create_app
from hospital_integrity.db import Base, db, guard_append_only, writing


@contextmanager
def hospital(moment: datetime) -> Iterator[Flask]:
    """The application at a given moment, with tables and no rows, in its context and as in a writing request."""
    with TemporaryDirectory(prefix="hi-bench-", ignore_cleanup_errors=True) as folder:
        environ = {"HI_VAR": folder, "HI_SECRET_KEY": "only for measuring"}
        app = create_app({**config.settings(environ), "CLOCK": lambda: moment})
        with app.app_context(), writing():
            _make_tables()
            yield app
            db.session.remove()
            db.engine.dispose()


def _make_tables() -> None:
    if any((migrations.HERE / "versions").glob("*.py")):
        migrations.upgrade(db.engine)
        return
    with db.engine.begin() as connection:
        Base.metadata.create_all(connection)
        guard_append_only(connection)


def database_file(app: Flask) -> Path:
    """Where this hospital's SQLite file lies."""
    return Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
