"""The first accounts."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hospital_integrity.accounts import operations as accounts
from hospital_integrity.cli.root import main
from hospital_integrity.db import db, writing
from hospital_integrity.rules.saying import Refused


@main.group("account")
def account() -> None:
    """The first accounts of a new hospital; later ones are made on the screen."""


@account.command()
@click.argument("number")
@click.option("--role", type=click.Choice(["SA", "SE", "AU"]), help="Make it one of the three administrators.")
@with_appcontext
def create(number: str, role: str | None) -> None:
    """Make an account for a staff number (or for an administrator outside the staff) and print its one-time code."""
    with writing():
        try:
            issued = accounts.create_account(number=number)
            if role:
                accounts.grant(issued.account.id, role)
        except Refused as refused:
            raise click.ClickException(str(refused.saying)) from None
        db.session.commit()
    click.echo(f"{issued.account.number}  {issued.code}")
