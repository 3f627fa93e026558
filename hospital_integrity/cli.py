"""The application's own commands: `python -m hospital_integrity.cli --help`."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
from alembic import command
from alembic.config import Config
from flask import current_app
from flask.cli import FlaskGroup, with_appcontext
from sqlalchemy import Engine
from waitress import serve as waitress_serve

import config
from hospital_integrity.app import create_app
from hospital_integrity.db import db, writing
from hospital_integrity.schema import differences

MIGRATIONS = Path(__file__).with_name("migrations")

main = FlaskGroup(
    add_default_commands=False,
    add_version_option=False,
    create_app=lambda: create_app(config.settings(os.environ)),
    help="Commands of the hospital's integrity system.",
)


@main.group("db")
def database() -> None:
    """The database's tables."""


def alembic_config(engine: Engine) -> Config:
    """Alembic's settings for this engine; there is no alembic.ini."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    settings.attributes["engine"] = engine
    return settings


@database.command()
@with_appcontext
def upgrade() -> None:
    """Bring the tables to the newest revision."""
    with writing():
        command.upgrade(alembic_config(db.engine), "head")
    click.echo("The database is up to date.")


@database.command()
@with_appcontext
def check() -> None:
    """Say where the tables differ from what the application expects; exit code 1 if they do."""
    with db.engine.connect() as connection:
        found = differences(connection)
    for line in found:
        click.echo(line)
    if found:
        raise SystemExit(1)
    click.echo("The tables are as they must be.")


@database.command()
@click.option("-m", "--message", required=True)
@with_appcontext
def revision(message: str) -> None:
    """Write a new revision from the difference between tables and models (for developers)."""
    count = len(list((MIGRATIONS / "versions").glob("*.py")))
    with writing():
        command.revision(alembic_config(db.engine), message, autogenerate=True, rev_id=f"{count + 1:04d}")


@main.command()
@with_appcontext
def serve() -> None:
    """Serve the application on 127.0.0.1 with waitress."""
    app: Any = current_app._get_current_object()  # type: ignore[attr-defined]
    waitress_serve(app, host="127.0.0.1", port=app.config["PORT"], threads=8, ident=None)


for _room in ("hospital_integrity.demo.commands",):
    if find_spec(_room.rpartition(".")[0]) and find_spec(_room):
        import_module(_room).add_to(main)


if __name__ == "__main__":
    main()
