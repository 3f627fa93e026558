"""How a migration runs: on a connection of its own, with the guards of append-only tables made anew at its end.

On SQLite a batch change copies the table, which drops its triggers and fails while other tables point to it. So foreign
keys go off before the transaction begins, are checked before it is committed, and come on again afterwards.
"""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import Connection, Engine, text

from hospital_integrity.db import Base, CanonicalJSON, Exact, Hundredths, guard_append_only

PLAIN = {Hundredths: "sa.Integer()", Exact: "sa.Text()", CanonicalJSON: "sa.Text()"}


def _plain_types(kind: str, item: Any, _autogenerate: Any) -> Any:
    """Our own column types are written as what the database stores, so that old revisions never import our code."""
    return PLAIN.get(type(item), False) if kind == "type" else False


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=_plain_types,
        compare_type=True,
        transactional_ddl=True,
    )
    context.run_migrations()
    guard_append_only(connection)


def _on_sqlite(connection: Connection) -> None:
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            _migrate(connection)
            broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
            if broken:
                raise RuntimeError(f"the migration would leave rows that point nowhere: {broken[:3]}")
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _run(engine: Engine) -> None:
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            _on_sqlite(connection)
        else:
            with connection.begin():
                _migrate(connection)


_run(context.config.attributes["engine"])
