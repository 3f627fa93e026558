"""The tables after all migrations are the tables of the models, down to the last constraint, on both databases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, MetaData, inspect, text

from hospital_integrity import migrations
from hospital_integrity.db import Base, db

pytestmark = pytest.mark.both


def seen(connection: Connection) -> dict[str, Any]:
    """All that the database says about its tables."""
    inspector = inspect(connection)
    return {name: told(inspector, name) for name in inspector.get_table_names() if name != "alembic_version"}


def told(inspector: Any, table: str) -> dict[str, Any]:
    columns = [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in inspector.get_columns(table)]
    return {
        "columns": sorted(columns),
        "key": spelled(inspector.get_pk_constraint(table)),
        "foreign": sorted(map(spelled, inspector.get_foreign_keys(table))),
        "unique": sorted(map(spelled, inspector.get_unique_constraints(table))),
        "checks": sorted(map(spelled, inspector.get_check_constraints(table))),
        "indexes": sorted(map(spelled, inspector.get_indexes(table))),
    }


def spelled(value: Any) -> str:
    """The same words for the same thing, clauses of partial indexes included."""
    if isinstance(value, Mapping):
        return str(sorted((key, spelled(one)) for key, one in value.items()))
    return str(value)


def drop_all(connection: Connection) -> None:
    everything = MetaData()
    everything.reflect(connection)
    everything.drop_all(connection)


def test_alembic_sees_no_difference_and_every_guard_is_there(app: Flask) -> None:
    with db.engine.connect() as connection:
        assert list(migrations.differences(connection)) == []


def test_migrated_tables_equal_the_models(app: Flask) -> None:
    with db.engine.begin() as connection:
        migrated = seen(connection)
        drop_all(connection)
        Base.metadata.create_all(connection)
        made = seen(connection)
    assert migrated == made


def test_migrating_twice_changes_nothing(app: Flask) -> None:
    with db.engine.connect() as connection:
        before = seen(connection)
    migrations.upgrade(db.engine)
    with db.engine.connect() as connection:
        assert seen(connection) == before


def test_every_table_has_a_primary_key_and_every_foreign_key_a_target(app: Flask) -> None:
    keyless = [table.name for table in Base.metadata.sorted_tables if not table.primary_key.columns]
    assert not keyless


def test_a_migration_leaves_foreign_keys_on(app: Flask) -> None:
    migrations.upgrade(db.engine)
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
