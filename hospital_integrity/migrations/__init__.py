"""How the tables came to be: running Alembic without an ini file, and saying where tables and models differ."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, text

from hospital_integrity.db import Base

HERE = Path(__file__).resolve().parent
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}
GUARDS = {
    ("append_only", "sqlite"): ("no_update", "no_delete", "no_replace"),
    ("append_only", "postgresql"): ("no_change", "no_truncate"),
    ("frozen", "sqlite"): ("no_thaw", "no_delete", "no_replace"),
    ("frozen", "postgresql"): ("no_thaw", "no_delete", "no_truncate"),
}


def upgrade(engine: Engine) -> None:
    """Bring the tables of this database to the newest revision."""
    command.upgrade(_config(engine), "head")


def write_revision(engine: Engine, message: str) -> None:
    """Write a new revision file from the difference between this database and the models."""
    versions = HERE / "versions"
    versions.mkdir(exist_ok=True)
    number = len(list(versions.glob("*.py"))) + 1
    command.revision(_config(engine), message, autogenerate=True, rev_id=f"{number:04d}")


def differences(connection: Connection) -> Iterator[str]:
    """Say, a line each, where the tables differ from the models and which guards are missing."""
    dialect = connection.dialect.name
    for change in compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata):
        yield f"table: {change}"
    present = set(connection.execute(text(TRIGGERS[dialect])).scalars())
    for table in Base.metadata.sorted_tables:
        for (mark, spoken), guards in GUARDS.items():
            if spoken == dialect and table.info.get(mark):
                missing = {f"{table.name}_{guard}" for guard in guards} - present
                yield from (f"guard missing: {name}" for name in sorted(missing))


def _config(engine: Engine) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(HERE).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    settings.attributes["engine"] = engine
    return settings
