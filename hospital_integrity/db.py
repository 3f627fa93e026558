"""The one database handle, the column types that keep numbers exact, and the guards of append-only tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from typing import Any, TypeVar

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Connection,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    event,
    text,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase

from hospital_integrity.rules.frozen import canonical

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table's base; models inherit it, not `db.Model`, so that type checkers understand them."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base)

_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """Inside this block transactions take SQLite's write lock at once; a reader that upgrades would lose the race."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


class Hundredths(TypeDecorator[Decimal]):
    """A Decimal of at most two places, stored as an integer: points of an entry."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> int | None:
        if value is None:
            return None
        scaled = value * 100
        if scaled != scaled.to_integral_value():
            raise ValueError(f"more than two decimal places: {value}")
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: Any) -> Decimal | None:
        return None if value is None else Decimal(value) / 100


class Exact(TypeDecorator[Decimal]):
    """An exact Decimal stored as canonical text: marks and scores, whatever their places."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Any) -> Decimal | None:
        return None if value is None else Decimal(value)


class CanonicalJSON(TypeDecorator[Any]):
    """JSON stored as canonical text (sorted keys, no spaces, real characters), so that a hash of it means something."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        return None if value is None else str(canonical(value))

    def process_result_value(self, value: str | None, dialect: Any) -> Any:
        return None if value is None else json.loads(value)


Model = TypeVar("Model", bound=type[Base])


def append_only(model: Model) -> Model:
    """Class decorator: the database itself refuses UPDATE, DELETE and REPLACE of this table's rows."""
    model.__table__.info["append_only"] = True
    return model


def frozen(when: str, columns: list[str], unless: str = "") -> Callable[[Model], Model]:
    """Class decorator: while the SQL condition `when` holds of OLD, the database refuses to change these columns of a
    row, whatever `unless` says is worse, and always to delete or replace it."""

    def mark(model: Model) -> Model:
        model.__table__.info["frozen"] = (when, tuple(columns), unless)
        return model

    return mark


def is_disk_full(error: OperationalError) -> bool:
    """Whether the database had no room for what was to be written; nothing of it was kept then."""
    code = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None)
    return code in ("SQLITE_FULL", "53100") or "disk is full" in str(error.orig)


def init_database(app: Flask) -> None:
    """Bind the handle to the application and teach SQLite's connections the house's manners."""
    db.init_app(app)
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_manners)
        event.listen(engine, "begin", _sqlite_begin)


def _sqlite_manners(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN comes too late and is always deferred; _sqlite_begin speaks instead.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "trusted_schema=OFF",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


def guard_append_only(connection: Connection) -> None:
    """(Re)create the triggers of every append-only or frozen table that exists; idempotent, after every migration."""
    known = set(connection.dialect.get_table_names(connection))
    sqlite = connection.dialect.name == "sqlite"
    whole, partly = (_sqlite_guards, _sqlite_frost) if sqlite else (_postgres_guards, _postgres_frost)
    for table in Base.metadata.sorted_tables:
        for mark, statements in (("append_only", whole), ("frozen", partly)):
            if table.info.get(mark) and table.name in known:
                for statement in statements(table):
                    connection.execute(text(statement))


def _sqlite_guards(table: Table) -> Iterator[str]:
    # REPLACE INTO deletes whatever row stands in its way without firing DELETE triggers: it is refused before INSERT.
    refuse = f"SELECT RAISE(ABORT, '{table.name} is append-only')"
    events = {
        "update": "BEFORE UPDATE",
        "delete": "BEFORE DELETE",
        "replace": "BEFORE INSERT",
    }
    for name, moment in events.items():
        when = f"WHEN EXISTS (SELECT 1 FROM {table.name} WHERE {_in_the_way(table)})" if name == "replace" else ""
        yield f"DROP TRIGGER IF EXISTS {table.name}_no_{name}"
        yield f"CREATE TRIGGER {table.name}_no_{name} {moment} ON {table.name} {when} BEGIN {refuse}; END"


def _in_the_way(table: Table) -> str:
    keys = [rule.columns for rule in table.constraints if isinstance(rule, PrimaryKeyConstraint | UniqueConstraint)]
    same = [_the_same(key) for key in keys]
    for index in table.indexes:
        if index.unique:
            part = index.dialect_options["sqlite"]["where"]
            same.append(_the_same(index.columns) + ("" if part is None else f" AND {part}"))
    return " OR ".join(f"({one})" for one in sorted(same))


def _the_same(key: Any) -> str:
    return " AND ".join(f"{column.name} = NEW.{column.name}" for column in key)


def _postgres_guards(table: Table) -> Iterator[str]:
    name = table.name
    yield (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$"
    )
    yield f"DROP TRIGGER IF EXISTS {name}_no_change ON {name}"
    each_row = "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    yield f"CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE ON {name} {each_row}"
    yield f"DROP TRIGGER IF EXISTS {name}_no_truncate ON {name}"
    yield f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {name} EXECUTE FUNCTION refuse_change()"


def _sqlite_frost(table: Table) -> Iterator[str]:
    refuse, there = f"SELECT RAISE(ABORT, '{table.name} is frozen')", f"SELECT 1 FROM {table.name}"
    moments = {
        "no_thaw": f"BEFORE UPDATE ON {table.name} WHEN {_thawing(table, 'IS NOT')}",
        "no_delete": f"BEFORE DELETE ON {table.name}",
        "no_replace": f"BEFORE INSERT ON {table.name} WHEN EXISTS ({there} WHERE {_in_the_way(table)})",
    }
    for name, moment in moments.items():
        yield f"DROP TRIGGER IF EXISTS {table.name}_{name}"
        yield f"CREATE TRIGGER {table.name}_{name} {moment} BEGIN {refuse}; END"


def _thawing(table: Table, differs: str) -> str:
    when, columns, unless = table.info["frozen"]
    changed = [f"OLD.{name} {differs} NEW.{name}" for name in columns] + ([unless] if unless else [])
    return f"({when}) AND ({' OR '.join(changed)})"


def _postgres_frost(table: Table) -> Iterator[str]:
    name = table.name
    yield (
        "CREATE OR REPLACE FUNCTION refuse_thaw() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$"
    )
    yield f"DROP TRIGGER IF EXISTS {name}_no_thaw ON {name}"
    each_row = "FOR EACH ROW EXECUTE FUNCTION refuse_thaw()"
    when = f"WHEN ({_thawing(table, 'IS DISTINCT FROM')})"
    yield f"CREATE TRIGGER {name}_no_thaw BEFORE UPDATE ON {name} FOR EACH ROW {when} EXECUTE FUNCTION refuse_thaw()"
    yield f"DROP TRIGGER IF EXISTS {name}_no_delete ON {name}"
    yield f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name} {each_row}"
    yield f"DROP TRIGGER IF EXISTS {name}_no_truncate ON {name}"
    yield f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {name} EXECUTE FUNCTION refuse_thaw()"
