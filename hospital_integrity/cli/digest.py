"""What waits for whom, as texts: to be printed, or sent by whatever the hospital sends messages with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from flask import current_app

from hospital_integrity.access import Asker, acting
from hospital_integrity.accounts import queries as accounts
from hospital_integrity.cli.root import main
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.home import queries as home

SIZE = 200


@main.command("digest")
@click.option("--number", default="", help="Only the account with this staff number.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="A file NUMBER.txt for each person.")
def digest(number: str, folder: Path | None) -> None:
    """Print a text for each person for whom something waits: what, until when, where. Nothing is sent or changed."""
    for known, text in _texts(number):
        if folder is None:
            click.echo(text)
            continue
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{known}.txt").write_text(text, "utf-8")


def _texts(number: str) -> Iterator[tuple[str, str]]:
    page = 1
    while found := accounts.accounts(page, number=number, state="active", size=SIZE).items:
        for known, id in [(one.number, one.id) for one in found]:
            text = _text(accounts.asker_of(id))
            if text:
                yield known, text
        db.session.expunge_all()
        page += 1


def _text(person: Asker) -> str:
    # Each in a request of his own: what is open to whom and where it lies is asked as on the screen.
    with current_app.test_request_context(base_url=current_app.config["CANONICAL_BASE_URL"]), acting(person):
        tasks = home.waiting(person) if person.account_id else []
        return home.digest(person, tasks, today()) if tasks else ""
