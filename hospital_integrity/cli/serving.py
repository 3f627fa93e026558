"""Serving the application on this computer."""

from __future__ import annotations

from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from waitress import create_server

from hospital_integrity.app import worker
from hospital_integrity.cli.demo import say_sign_ins
from hospital_integrity.cli.root import main
from hospital_integrity.cli.tables import bring_up_to_date
from hospital_integrity.db import db, writing
from hospital_integrity.demo import operations as demonstration


@main.command()
@click.option("--demo", is_flag=True, help="Make the demo hospital first if there is none, and say who can sign in.")
@with_appcontext
def serve(demo: bool) -> None:
    """Bring the tables up to date and serve the application with waitress; long work is done beside it."""
    app: Any = current_app._get_current_object()  # type: ignore[attr-defined]
    server = _listen(app)
    bring_up_to_date()
    if demo:
        _prepare_demo()
    click.echo(f"\n  {app.config['CANONICAL_BASE_URL']}   (Ctrl-C ends it)\n")
    db.session.remove()
    beside = worker(app)
    thread = beside.start()
    server.run()
    beside.stop.set()
    thread.join(timeout=30)


def _listen(app: Any) -> Any:
    port = app.config["PORT"]
    try:
        return create_server(app, host=app.config["HOST"], port=port, threads=8, ident="")
    except OSError:
        raise click.ClickException(
            f"Port {port} is taken: end what uses it, or choose another one with HI_PORT."
        ) from None


def _prepare_demo() -> None:
    with writing():
        if not demonstration.exists():
            click.echo("Making the demo hospital: half a minute, once …")
            demonstration.make()
        found = demonstration.sign_ins()
        db.session.commit()
    say_sign_ins(found)
