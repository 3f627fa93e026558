"""What every test stands on: a fresh database, the application over it, and clients signed in as anybody."""

from __future__ import annotations

import contextvars
import gc
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine, event
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

import config
from hospital_integrity import migrations
from hospital_integrity.app import create_app
from hospital_integrity.db import Base, db, guard_append_only, writing
from hospital_integrity.demo import operations as demonstration
from tests import builders, postgres
from tests.demo import hospital

RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid.uuid4().hex
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
FOLDER = tempfile.TemporaryDirectory(prefix="hi-templates-")
COMPILED = FileSystemBytecodeCache(FOLDER.name)
first_engines: dict[str, Engine] = {}
NOON = datetime(2026, 11, 20, 4, 0)


def pytest_configure(config: pytest.Config) -> None:
    """What SQLAlchemy warns of is wrong. Not in pyproject.toml, because the rules are tested where it isn't there."""
    config.addinivalue_line("filterwarnings", "error::sqlalchemy.exc.SAWarning")
    gc.set_threshold(100_000, 20, 100)  # thousands of applications come and go; looking for them costs an eighth
    _remember_routes()


def _remember_routes() -> None:
    """Thousands of tests build the application, and compiling the same routes again is two thirds of that.

    What werkzeug makes of a rule depends on the rule's text and defaults alone; only its two builders are bound to it.
    """
    compiled: dict[Any, dict[str, Any]] = {}
    compile_anew = Rule.compile

    def remembered(rule: Rule) -> None:
        key = (rule.rule, tuple(sorted((rule.defaults or {}).items())))
        if key not in compiled:
            compile_anew(rule)
            compiled[key] = {name: vars(rule)[name] for name in ("_parts", "_trace", "_converters", "arguments")}
            compiled[key] |= {name: vars(rule)[name].__func__ for name in ("_build", "_build_unknown")}
        vars(rule).update(compiled[key])
        rule._build, rule._build_unknown = (compiled[key][name].__get__(rule) for name in ("_build", "_build_unknown"))

    Rule.compile = remembered


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test marked `both` meets SQLite and PostgreSQL; the others meet SQLite."""
    if "database" in metafunc.fixturenames:
        on_both = metafunc.definition.get_closest_marker("both") or "both" in metafunc.fixturenames
        metafunc.parametrize("database", ["sqlite", "postgresql"] if on_both else ["sqlite"], indirect=True)


class Client(FlaskClient):
    """A browser: its requests share neither context nor session with the test, but see what the test has built."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        if has_app_context():
            db.session.commit()
        return contextvars.Context().run(super().open, *args, **kwargs)


def settings(address: str, folder: Path) -> dict[str, Any]:
    """Settings of an application under test."""
    environ = {"HI_DATABASE": address, "HI_VAR": str(folder), "HI_SECRET_KEY": "only for tests"}
    return {
        **config.settings(environ),
        "TESTING": True,
        "WTF_CSRF_ENABLED": False,
        "CLOCK": lambda: NOON,
        "ARGON2": {"time_cost": 1, "memory_cost": 8, "parallelism": 1},
    }


def build_app(address: str, folder: Path, **more: Any) -> Flask:
    """An application over this database, as tests want it."""
    app = create_app({**settings(address, folder), **more})
    app.test_client_class = Client
    app.jinja_env.bytecode_cache = COMPILED
    with app.app_context():
        if address.startswith("sqlite"):
            event.listen(db.engine, "connect", _hurry)
        _remember_statements(db.engine)
    return app


def _remember_statements(engine: Engine) -> None:
    """Compile the same SQL once a worker, not once for each of thousands of engines.

    What is compiled is kept by the dialect, so that engines of one kind share the dialect of the first that connected.
    """
    if engine.name in first_engines:
        engine.dialect = first_engines[engine.name].dialect
        engine._compiled_cache = first_engines[engine.name]._compiled_cache


def _hurry(connection: Any, _record: Any) -> None:
    # What is thrown away in a second need not survive a power cut.
    connection.execute("PRAGMA synchronous=OFF")


def make_tables(address: str, folder: Path) -> None:
    """The tables as a hospital gets them."""
    app = build_app(address, folder)
    with app.app_context(), writing():
        if any((migrations.HERE / "versions").glob("*.py")):
            migrations.upgrade(db.engine)
        else:
            with db.engine.begin() as connection:
                Base.metadata.create_all(connection)
                guard_append_only(connection)
        first_engines.setdefault(db.engine.name, db.engine)
        db.engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty hospital as a file, made once."""
    folder = tmp_path_factory.mktemp("template")
    make_tables(f"sqlite:///{folder / 'empty.sqlite'}", folder)
    return folder / "empty.sqlite"


@pytest.fixture(scope="session")
def postgres_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty hospital as a database of the test server, made once; its name."""
    name = f"hi_{RUN[:12]}_{WORKER}"
    address = postgres.create(RUN, name).render_as_string(hide_password=False)
    make_tables(address, tmp_path_factory.mktemp("postgres"))
    yield name
    postgres.drop(RUN, f"{name}_test")
    postgres.drop(RUN, name)


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of this test's own, with all tables and no rows."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        shutil.copy(template, tmp_path / "hospital.sqlite")
        yield f"sqlite:///{tmp_path / 'hospital.sqlite'}"
    else:
        template = request.getfixturevalue("postgres_template")
        yield postgres.emptied(RUN, f"{template}_test", template).render_as_string(hide_password=False)


@pytest.fixture
def app(database: str, tmp_path: Path) -> Iterator[Flask]:
    """The application over a fresh database; the test may use `db.session` as an operation does."""
    app = build_app(database, tmp_path)
    with app.app_context(), writing():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def both(app: Flask) -> Flask:
    """The same, once over SQLite and once over PostgreSQL."""
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> Callable[..., FlaskClient]:
    """`sign_in("OF")` gives a browser in which somebody with that role is signed in; `.account` is theirs."""

    def enter(role: str, **details: Any) -> FlaskClient:
        client = app.test_client()
        client.account = builders.account(role, **details)
        builders.let_in(client, client.account)
        return client

    return enter


def make_demo(folder: Path) -> None:
    """The demo hospital as a file in this folder."""
    address = f"sqlite:///{folder / 'demo.sqlite'}"
    make_tables(address, folder)
    app = build_app(address, folder)
    with app.app_context(), writing():
        demonstration.make(200, 20)
        db.session.commit()
        db.engine.dispose()


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo hospital as a file, made once for all workers of the run."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return hospital.once(shared / "demo", make_demo) / "demo.sqlite"


@pytest.fixture
def demo(demo_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """The application over a copy of the demo hospital."""
    shutil.copy(demo_template, tmp_path / "hospital.sqlite")
    app = build_app(f"sqlite:///{tmp_path / 'hospital.sqlite'}", tmp_path)
    with app.app_context(), writing():
        yield app
        db.session.remove()
        db.engine.dispose()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say loudly that a skipped test is a failed run."""
    if terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("A skipped test proves nothing: this run counts as failed.", red=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A run in which anything was skipped has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = 1
