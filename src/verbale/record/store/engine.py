"""Connections: how each kind of database is opened, and what its troubles are called.

SQLite: write-ahead log, so that readers go on while one writes; a writer takes its lock at once and waits for another.
PostgreSQL: writers take one advisory lock in turn. On both a transaction is whole or was never there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

from verbale.errors import StoreError
from verbale.record.store.place import file_of

__all__ = ["Connection", "opened", "reading", "writing"]
HEAD = "0001"  # the newest migration
PATIENCE = 600  # seconds that a writer waits for another
WRITERS = 0x7EBA1E  # the number of the advisory lock that PostgreSQL writers take in turn
_PRAGMAS = (
    "journal_mode = WAL", "synchronous = FULL", f"busy_timeout = {PATIENCE * 1000}", "foreign_keys = ON",
    "cache_size = -65536", "mmap_size = 268435456", "temp_store = MEMORY",
    "secure_delete = ON",  # an address that is forgotten is overwritten
)  # fmt: skip


def opened(url: str, create: bool = True) -> Engine:
    """The engine of a store, its tables brought up to date; StoreError where that cannot be."""
    file = file_of(url)
    if file is not None and not file.exists():
        if not create:
            raise StoreError(f"{file}: no store there: `verbale add INPUT --store {file}` makes one")
        with _trouble(url):
            file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    try:
        with _trouble(url), reading(engine) as connection:
            version = _version(connection)
        if version != HEAD:
            _migrate(engine, version)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextlib.contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the store, whatever is written meanwhile."""
    level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with (
        _trouble(str(engine.url)),
        engine.connect().execution_options(**level) as connection,
        connection.begin(),
    ):
        yield connection


@contextlib.contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it is kept, or nothing."""
    with (
        _trouble(str(engine.url)),
        engine.connect().execution_options(verbale_writes=True) as connection,
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS})
        yield connection


def _prepare(raw: Any, _: object) -> None:
    raw.isolation_level = None  # transactions are begun by `_begin`, not behind our back
    for pragma in _PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("verbale_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _migrate(engine: Engine, version: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    with writing(engine) as connection:
        if _version(connection) == HEAD:
            return
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as problem:
            told = f"made by another version of Verbale (tables {version}): use that one or a newer one"
            raise StoreError(f"{_named(str(engine.url))}: {told}") from problem


@contextlib.contextmanager
def _trouble(url: str) -> Iterator[None]:
    """What goes wrong with the database, in one line that names the store and the cure."""
    try:
        yield
    except DBAPIError as problem:
        raise StoreError(f"{_named(url)}: {_cure(problem)}") from problem
    except OSError as problem:
        raise StoreError(f"{_named(url)}: {problem.strerror}: name another place with --store") from problem


def _named(url: str) -> str:
    file = file_of(url)
    return str(file) if file else url.partition("://")[0] + "://…" + url.rpartition("@")[2].partition("://")[2]


def _cure(problem: DBAPIError) -> str:
    said = " ".join(str(problem.orig).split())
    cures = {
        "database or disk is full": "the disk is full: free some space and run it again; what was reported is stored",
        "database is locked": f"another process has been writing for over {PATIENCE} s: wait for it or stop it",
        "file is not a database": "not a store of Verbale's: name another file with --store",
        "readonly database": "may not be written: check its permissions",
        "unable to open database file": "cannot be opened: check that the folder is there and may be written",
    }
    for sign, cure in cures.items():
        if sign in said:
            return cure
    if isinstance(problem, OperationalError | DatabaseError) and "connection" in said:
        return f"cannot be reached ({said[:200]}): check the address and that the server runs"
    return said[:300]
