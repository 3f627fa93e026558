"""At head each append-only table refuses UPDATE, DELETE, REPLACE and TRUNCATE, whoever asks the database."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, Table, UniqueConstraint, insert, inspect, text
from sqlalchemy.exc import IntegrityError

from hospital_integrity import migrations
from hospital_integrity.db import Base, db

pytestmark = pytest.mark.both

SAMPLES: dict[type, Any] = {
    int: 1,
    bool: True,
    bytes: b"x",
    datetime.date: datetime.date(2026, 1, 1),
    datetime.datetime: datetime.datetime(2026, 1, 1),
}


def guarded() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if table.info.get("append_only")]


def row(table: Table, **values: Any) -> dict[str, Any]:
    """A row with something in every column; its keys are all 1 or x."""
    return {column.name: value_for(column) for column in table.columns} | values


def value_for(column: Any) -> Any:
    kind = getattr(column.type, "impl", column.type)
    return SAMPLES.get(kind.python_type, "x") if column.type.__class__ is kind.__class__ else raw(kind)


def raw(kind: Any) -> Any:
    return 1 if kind.python_type is int else "1"


def plain(table: Table) -> Table:
    """The same table without our own column types, so that anything can be planted in it."""
    bare = table.to_metadata(type(Base.metadata)())
    for column in bare.columns:
        column.type = getattr(column.type, "impl", column.type)
    return bare


def loosen(connection: Connection) -> None:
    """Foreign keys and CHECKs off: only the guards are of interest here."""
    if connection.dialect.name == "sqlite":
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        connection.connection.driver_connection.execute("PRAGMA ignore_check_constraints=ON")
        return
    for table in guarded():
        inspector = inspect(connection)
        rules = inspector.get_foreign_keys(table.name) + inspector.get_check_constraints(table.name)
        for rule in rules:
            connection.execute(text(f'ALTER TABLE {table.name} DROP CONSTRAINT "{rule["name"]}"'))


def accepted(statement_for: Callable[[Table], Any]) -> list[str]:
    """The append-only tables that let this statement pass, each with one row in it."""
    passed = []
    with db.engine.connect() as connection:
        loosen(connection)
        for table in map(plain, guarded()):
            connection.execute(insert(table), row(table))
            try:
                with connection.begin_nested():
                    connection.execute(statement_for(table))
            except IntegrityError as error:
                assert "append-only" in str(error)
                continue
            passed.append(table.name)
        connection.rollback()
    return passed


def replacing(table: Table, **values: Any) -> Any:
    """INSERT that would take the place of what stands in its way, in this database's own words."""
    if db.engine.dialect.name == "sqlite":
        return insert(table).prefix_with("OR REPLACE").values(row(table, **values))
    columns = ", ".join(table.columns.keys())
    target = ", ".join(column.name for column in (uniques(table) or [table.primary_key])[0].columns)
    return text(
        f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM {table.name} "
        f"ON CONFLICT ({target}) DO UPDATE SET id = EXCLUDED.id"
    )


def uniques(table: Table) -> list[Any]:
    return [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]


def test_there_is_something_to_guard(app: Flask) -> None:
    assert {"entries", "marks", "awards", "editions", "journal_events"} <= {table.name for table in guarded()}


def test_unique_keys_of_append_only_tables_are_whole(app: Flask) -> None:
    # The guard against REPLACE compares whole keys; a partial one would make it refuse too much.
    partial = [
        index.name
        for t in guarded()
        for index in t.indexes
        if index.unique and index.dialect_kwargs.get("sqlite_where")
    ]
    assert partial == []


def test_no_row_is_updated(app: Flask) -> None:
    assert accepted(lambda table: text(f"UPDATE {table.name} SET id = 2")) == []


def test_no_row_is_deleted(app: Flask) -> None:
    assert accepted(lambda table: text(f"DELETE FROM {table.name}")) == []


def test_no_row_is_replaced_by_its_id(app: Flask) -> None:
    assert accepted(replacing) == []


def test_no_row_is_replaced_by_another_unique_key(app: Flask) -> None:
    with_keys = {table.name for table in guarded() if uniques(table)}
    assert with_keys.isdisjoint(accepted(lambda table: replacing(table, id=2)))


def test_no_table_is_truncated(app: Flask) -> None:
    words = "TRUNCATE {} CASCADE" if db.engine.dialect.name == "postgresql" else "DELETE FROM {} WHERE 1"
    assert accepted(lambda table: text(words.format(table.name))) == []


def test_guards_come_back_after_a_migration(app: Flask) -> None:
    with db.engine.begin() as connection:
        sqlite = connection.dialect.name == "sqlite"
        connection.execute(
            text("DROP TRIGGER entries_no_delete" if sqlite else "DROP TRIGGER entries_no_change ON entries")
        )
    migrations.upgrade(db.engine)
    assert accepted(lambda table: text(f"DELETE FROM {table.name}")) == []
