"""The tables: upgrade, check, write a revision."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hospital_integrity import migrations
from hospital_integrity.cli.root import main
from hospital_integrity.db import db, writing


@main.group("db")
def database() -> None:
    """The database's tables."""


@database.command()
@with_appcontext
def upgrade() -> None:
    """Bring the tables to the newest revision."""
    bring_up_to_date()
    click.echo("The database is up to date.")


def bring_up_to_date() -> None:
    """The same without a word, for commands that need the tables."""
    with writing():
        migrations.upgrade(db.engine)


@database.command()
@with_appcontext
def check() -> None:
    """Say where the tables differ from the models; exit code 1 if they do."""
    with db.engine.connect() as connection:
        found = list(migrations.differences(connection))
    click.echo("\n".join(found) or "The tables are as they must be.")
    if found:
        raise SystemExit(1)


@database.command()
@click.option("-m", "--message", required=True)
@with_appcontext
def revision(message: str) -> None:
    """Write a new revision from the difference between tables and models (for developers)."""
    with writing():
        migrations.write_revision(db.engine, message)
