"""The demo hospital."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hospital_integrity.cli.root import main
from hospital_integrity.cli.tables import bring_up_to_date
from hospital_integrity.db import db, writing
from hospital_integrity.demo import operations as demonstration


@main.group("demo")
def demo_hospital() -> None:
    """The demo hospital, with invented people."""


@demo_hospital.command("make")
@click.option("--staff", default=5000, show_default=True, type=click.IntRange(40, 5000), help="How many people.")
@click.option("--places", default=115, show_default=True, type=click.IntRange(6, 115), help="How many departments.")
@with_appcontext
def make_demo(staff: int, places: int) -> None:
    """Make the demo hospital in an empty database."""
    bring_up_to_date()
    with writing():
        if demonstration.exists():
            raise click.ClickException("There is a hospital in this database already; nothing was changed.")
        demonstration.make(staff, places)
        db.session.commit()
    click.echo("The demo hospital stands; `demo sign-ins` tells who can sign in.")


@demo_hospital.command("sign-ins")
@with_appcontext
def show_sign_ins() -> None:
    """Give new one-time codes to everybody who can sign in but never has, and print them."""
    with writing():
        found = demonstration.sign_ins()
        db.session.commit()
    say_sign_ins(found)


def say_sign_ins(found: list[demonstration.SignIn]) -> None:
    """Print who can sign in, with what."""
    if found:
        click.echo("\n  演示账号：用工号和一次性口令登录，首次登录后设置自己的密码\n")
    for one in found:
        click.echo(f"  {one.number}  {one.code}  {'、'.join(map(str, one.roles))}（{one.name}）")
